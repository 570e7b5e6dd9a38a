import { describe, expect, it } from 'vitest';
import { ApiError } from '#lib/api/http.ts';
import type { FridgeItem } from '#lib/api/fridge.ts';
import { aFridge, aPack } from '#lib/testing/packs.ts';
import { returnable } from './just-left.ts';
import { FridgeView, type FridgeDoor } from './list.svelte.ts';
import { PackSaver } from './saver.svelte.ts';

const refusal = (status: number, slug: string, more: object = {}) =>
	new ApiError({ type: `https://x/problems/${slug}`, title: slug, status, ...more });
const gone = (pack: FridgeItem): FridgeItem => ({
	...pack,
	state: 'gone',
	version: pack.version + 1,
	undo: { action: 'use', until: '2026-11-22T12:10:00Z' }
});

/** A service that answers in order; what it was asked is kept. */
function service(list: FridgeItem[], ...answers: (FridgeItem | Error)[]) {
	const asked: { version: number; action: string; key: string }[] = [];
	const answer = () => {
		const next = answers.shift();
		if (next === undefined) throw new Error('nobody answers');
		if (next instanceof Error) throw next;
		return next;
	};
	const door: FridgeDoor = {
		read: () => Promise.resolve(aFridge(...list)),
		add: (_, key) => Promise.resolve().then(() => (asked.push({ version: 0, action: 'add', key }), answer())),
		act: (_, version, { action }, key) => Promise.resolve().then(() => (asked.push({ version, action, key }), answer()))
	};
	return { door, asked, list };
}

async function shown(list: FridgeItem[], ...answers: (FridgeItem | Error)[]) {
	const { door, asked } = service(list, ...answers);
	const view = new FridgeView(door);
	await view.load();
	return { view, asked, list };
}
const names = ({ state }: FridgeView) => (state.kind === 'shown' ? state.fridge.items.map(({ itemId }) => itemId) : []);

describe('the fridge', () => {
	it('shows what the server has said, and what left can come back for a while', async () => {
		const pack = aPack();
		const { view, list } = await shown([pack], gone(pack));
		list.length = 0;
		expect((await view.act(pack, { action: 'use' }))?.kind).toBe('done');
		expect(names(view)).toEqual([]);
		expect(view.deed?.action.action).toBe('use');
		expect(returnable(view.left, Date.parse('2026-11-22T12:05:00Z'))).toHaveLength(1);
		expect(returnable(view.left, Date.parse('2026-11-22T12:11:00Z'))).toEqual([]);
	});

	it('sends the version that was seen, and the same wish under the same key until it is answered', async () => {
		const pack = aPack({ version: 7 });
		const { view, asked } = await shown([pack], refusal(0, 'offline'), refusal(503, 'unavailable'), pack, pack);
		for (let i = 0; i < 4; i++) await view.act(pack, { action: 'open' });
		expect(asked.map(({ version }) => version)).toEqual([7, 7, 7, 7]);
		const [first, second, third, fourth] = asked.map(({ key }) => key);
		expect([second, third]).toEqual([first, first]);
		expect(fourth).not.toBe(first);
	});

	it('keeps showing what was there when nothing got through, and says so beside it', async () => {
		const pack = aPack();
		const { view } = await shown([pack], refusal(0, 'offline'));
		await view.act(pack, { action: 'use' });
		expect(names(view)).toEqual(['pack']);
		expect(view.notes.pack).toMatchObject({ outcome: { kind: 'failed', why: 'connection' }, again: { action: 'use' } });
		expect(view.deed).toBeNull();
	});

	it('shows the fresh pack when somebody else was first', async () => {
		const pack = aPack();
		const current = aPack({ version: 3, remaining: { amount: 100, unit: 'g' } });
		const { view, list } = await shown([pack], refusal(412, 'stale', { current }));
		list[0] = current;
		await view.act(pack, { action: 'use' });
		expect(view.item('pack')?.version).toBe(3);
		expect(view.notes.pack).toMatchObject({ outcome: { kind: 'stale' }, again: null });
	});

	it.each([
		['not-possible-now', 409, { state: 'gone' }, { kind: 'impossible', state: 'gone' }],
		['not-possible-now', 409, { state: 'on fire' }, { kind: 'impossible', state: null }],
		['unknown-item', 404, {}, { kind: 'missing' }],
		['invalid-request', 400, { errors: [{ pointer: '/expiry', detail: 'no' }] }, { kind: 'refused', details: ['no'] }],
		['sign-in-required', 401, {}, { kind: 'failed', why: 'signed_out' }],
		['too-many-requests', 429, {}, { kind: 'failed', why: 'busy' }]
	])('%s (%i) has its own meaning', async (slug, status, more, outcome) => {
		const pack = aPack();
		const { view } = await shown([pack], refusal(status, slug, more));
		expect(await view.act(pack, { action: 'use' })).toEqual(outcome);
	});

	it('does one thing at a time with a pack', async () => {
		const pack = aPack();
		const { view, asked } = await shown([pack], pack);
		const [first, second] = await Promise.all([view.act(pack, { action: 'open' }), view.act(pack, { action: 'open' })]);
		expect([first?.kind, second]).toEqual(['done', null]);
		expect(asked).toHaveLength(1);
	});

	it('reads again what an action has overtaken', async () => {
		const pack = aPack();
		const lists = [aFridge(pack), aFridge(pack), aFridge()];
		let release = () => {};
		const held = new Promise<void>((resolve) => (release = resolve));
		let reads = 0;
		const door: FridgeDoor = {
			read: async () => {
				const list = lists[Math.min(reads++, 2)]!;
				if (reads === 2) await held;
				return list;
			},
			add: () => Promise.reject(new Error()),
			act: () => Promise.resolve(gone(pack))
		};
		const view = new FridgeView(door);
		await view.load();
		const late = view.load();
		await view.act(pack, { action: 'use' });
		release();
		await late;
		expect(names(view)).toEqual([]);
	});
});

describe('saving the scanned pack', () => {
	it('is one effect, however often the tap is sent', async () => {
		const { door, asked } = service([], refusal(0, 'offline'), aPack());
		const saver = new PackSaver(door);
		expect((await saver.add({ scanId: 's' }))?.kind).toBe('failed');
		expect((await saver.add({ scanId: 's' }))?.kind).toBe('done');
		expect(new Set(asked.map(({ key }) => key)).size).toBe(1);
		expect(saver.item?.itemId).toBe('pack');
	});

	it('is taken back, also when the pack is gone already', async () => {
		const { door } = service([], aPack(), refusal(404, 'unknown-item'));
		const saver = new PackSaver(door);
		await saver.add({ gtin: '1' });
		await saver.undo();
		expect([saver.item, saver.state.kind]).toEqual([null, 'ready']);
	});
});
