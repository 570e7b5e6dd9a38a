import { describe, expect, it } from 'vitest';
import type { HealthProfile, Kept } from '#lib/api/health.ts';
import { ApiError } from '#lib/api/http.ts';
import { emptyDraft } from './draft.ts';
import { ProfileEditor, type ProfileDoor } from './editor.svelte.ts';

const problem = (status: number, slug = 'x') => new ApiError({ type: `https://x/${slug}`, title: slug, status });
const profile = (...diets: HealthProfile['diets']): HealthProfile => ({
	allergies: [],
	intolerances: [],
	diets,
	avoidIngredients: [],
	goals: []
});
const kept = (etag: string, ...diets: HealthProfile['diets']): Kept => ({ profile: profile(...diets), etag });

/** Answers in order; an error is thrown. */
function door(reads: (Kept | null | Error)[], saves: (Kept | Error)[] = []) {
	const tags: (string | null)[] = [];
	const next = <T>(answers: (T | Error)[]): Promise<T> => {
		const answer = answers.shift()!;
		return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
	};
	const taken: ProfileDoor = {
		read: () => next(reads),
		save: (_, etag) => (tags.push(etag), next(saves)),
		remove: (etag) => (tags.push(etag), saves.length > 0 ? next(saves).then(() => undefined) : Promise.resolve())
	};
	return { door: taken, tags };
}

async function editing(...answers: Parameters<typeof door>) {
	const made = door(...answers);
	const editor = new ProfileEditor(made.door);
	await editor.load();
	return { editor, tags: made.tags };
}

describe('editing a profile', () => {
	it('is saved over the version that was read, and only then called saved', async () => {
		const { editor, tags } = await editing([kept('"1"', 'vegan')], [kept('"2"', 'halal')]);
		editor.edit({ ...editor.draft, diets: ['halal'] });
		expect(editor.changed).toBe(true);
		expect(await editor.save()).toBe(true);
		expect([editor.changed, editor.saving.kind, tags]).toEqual([false, 'saved', ['"1"']]);
	});

	it('begins without a version when there is none yet', async () => {
		const { editor, tags } = await editing([null], [kept('"1"', 'vegan')]);
		expect([editor.state.kind, editor.isNew]).toEqual(['none', true]);
		editor.begin();
		editor.edit({ ...emptyDraft(), diets: ['vegan'] });
		await editor.save();
		expect([tags, editor.isNew]).toEqual([[null], false]);
	});

	it('shows what was saved elsewhere meanwhile, and puts one’s own back on demand', async () => {
		const { editor, tags } = await editing(
			[kept('"1"', 'vegan'), kept('"2"', 'halal')],
			[problem(412, 'stale'), kept('"3"', 'vegetarian')]
		);
		editor.edit({ ...editor.draft, diets: ['vegetarian'] });
		expect(await editor.save()).toBe(false);
		expect([editor.saving.kind, editor.draft.diets]).toEqual(['stale', ['halal']]);
		editor.putBack();
		expect(editor.draft.diets).toEqual(['vegetarian']);
		expect(await editor.save()).toBe(true);
		expect(tags).toEqual(['"1"', '"2"']);
	});

	it('keeps what was entered when nobody answers, or it is refused', async () => {
		for (const [error, kind] of [
			[problem(0), 'failed'],
			[problem(403, 'consent-required'), 'refused'],
			[problem(400, 'invalid'), 'faulty']
		] as const) {
			const { editor } = await editing([kept('"1"')], [error]);
			editor.edit({ ...editor.draft, diets: ['vegan'] });
			expect(await editor.save()).toBe(false);
			expect([editor.saving.kind, editor.draft.diets]).toEqual([kind, ['vegan']]);
		}
	});

	it('sends nothing that cannot be meant', async () => {
		const { editor, tags } = await editing([kept('"1"')]);
		editor.edit({ ...editor.draft, bounds: [{ nutrient: 'salt', kind: 'atMost', text: 'little' }] });
		expect(await editor.save()).toBe(false);
		expect([editor.saving.kind, tags]).toEqual(['faulty', []]);
	});

	it('does not lose changes to reading again', async () => {
		const { editor } = await editing([kept('"1"', 'vegan'), kept('"1"', 'vegan')]);
		editor.edit({ ...editor.draft, diets: [] });
		await editor.load();
		expect(editor.draft.diets).toEqual([]);
	});

	it('says when there is no permission, and when nobody answers', async () => {
		expect((await editing([problem(403, 'consent-required')])).editor.state.kind).toBe('refused');
		expect((await editing([problem(503, 'consent-unknown')])).editor.state.kind).toBe('failed');
	});

	it('ends with nothing once it is deleted, though it was changed elsewhere', async () => {
		const { editor, tags } = await editing([kept('"1"', 'vegan'), kept('"2"', 'halal')], [problem(412), kept('-')]);
		expect(await editor.remove()).toBe(true);
		expect([editor.state.kind, editor.changed, tags]).toEqual(['none', false, ['"1"', '"2"']]);
	});
});
