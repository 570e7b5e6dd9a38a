import { describe, expect, it } from 'vitest';
import { ApiError } from '#lib/api/http.ts';
import type { Consent, Erasure } from '#lib/api/person.ts';
import { Consents } from './consents.svelte.ts';
import { ErasureFeed, receiptHref, receiptIn, tally } from './erasure.svelte.ts';
import { Export, fileName } from './export.svelte.ts';
import { Pages } from './pages.svelte.ts';
import { wordsOf } from './words.ts';

const problem = (status: number, slug = 'x', more: object = {}) =>
	new ApiError({ type: `https://x/${slug}`, title: slug, status, ...more });
const NOW = new Date('2026-11-22T14:05:00Z');

/** Answers in order; an error is thrown, and the last answer repeats. */
function answering<T>(...answers: (T | Error)[]) {
	const calls: unknown[][] = [];
	const ask = (...asked: unknown[]): Promise<T> => {
		calls.push(asked);
		const next = answers.length > 1 ? answers.shift()! : answers[0]!;
		return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
	};
	return { ask, calls };
}

/** Time that passes at once, and tells how much it was. */
function hurried() {
	const waits: number[] = [];
	return { waits, pause: (ms: number) => (waits.push(ms), Promise.resolve()) };
}

describe('an export', () => {
	const file = new Blob(['{}']);
	const door = (read: () => Promise<Blob | null>, start = () => Promise.resolve('e1')) => ({
		start,
		read,
		pause: hurried().pause,
		now: () => NOW
	});

	it('is ready when everything is gathered', async () => {
		const { ask, calls } = answering<Blob | null>(null, problem(503), null, file);
		const taking = new Export(door(ask));
		const end = taking.gather();
		expect(taking.state.kind).toBe('gathering');
		await end;
		expect(taking.state).toEqual({ kind: 'ready', file, madeAt: NOW });
		expect(calls).toHaveLength(4);
	});

	it('is asked for once, however often the button is pressed', async () => {
		const { ask, calls } = answering('e1');
		const taking = new Export(door(() => Promise.resolve(file), ask));
		await Promise.all([taking.gather(), taking.gather()]);
		expect(calls).toHaveLength(1);
	});

	it('fails when it cannot begin, when it is refused, or when it takes too long', async () => {
		for (const broken of [
			door(
				() => Promise.resolve(file),
				() => Promise.reject(problem(0))
			),
			door(() => Promise.reject(problem(404))),
			door(() => Promise.resolve(null))
		]) {
			const taking = new Export(broken);
			await taking.gather();
			expect(taking.state.kind).toBe('failed');
		}
	});

	it('has a name that sorts by day', () => {
		expect(fileName(NOW)).toBe('packytrace-2026-11-22.json');
	});
});

describe('an erasure', () => {
	const erasure = (confirmed: number, status: Erasure['status'] = 'in_progress'): Erasure => ({
		status,
		services: [0, 1].map((n) => ({ service: `s${n}`, confirmedAt: n < confirmed ? NOW.toISOString() : null })),
		eventLogClearedBy: '2026-11-29'
	});

	it('is followed until it is completed, and no part is called done before it is', async () => {
		const { ask } = answering(erasure(0), erasure(1), erasure(2), erasure(2, 'completed'));
		const { waits, pause } = hurried();
		const feed = new ErasureFeed('e', { read: ask, pause });
		await feed.follow();
		expect(feed.state).toEqual({ kind: 'known', erasure: erasure(2, 'completed') });
		expect(waits).toHaveLength(3);
		expect(tally(erasure(1))).toEqual({ confirmed: 1, all: 2 });
	});

	it('keeps what is known through an outage', async () => {
		const seen: string[] = [];
		const { ask } = answering(erasure(1), problem(0), problem(503), erasure(2, 'completed'));
		const feed: ErasureFeed = new ErasureFeed('e', {
			read: ask,
			pause: () => (seen.push(feed.state.kind), Promise.resolve())
		});
		await feed.follow();
		expect(seen).toEqual(['known', 'known', 'known']);
	});

	it('says so when nothing can be read, and goes on asking', async () => {
		const seen: string[] = [];
		const { ask } = answering<Erasure>(problem(0), erasure(2, 'completed'));
		const feed: ErasureFeed = new ErasureFeed('e', {
			read: ask,
			pause: () => (seen.push(feed.state.kind), Promise.resolve())
		});
		await feed.follow();
		expect(seen).toEqual(['unread']);
		expect(feed.state.kind).toBe('known');
	});

	it('of a number that nobody gave out is missing, and is not asked for again', async () => {
		const { ask, calls } = answering<Erasure>(problem(404));
		const feed = new ErasureFeed('e', { read: ask, pause: hurried().pause });
		await feed.follow();
		expect(feed.state.kind).toBe('missing');
		expect(calls).toHaveLength(1);
	});

	it('is asked for less often when a part stays away for long', async () => {
		const { waits, pause } = hurried();
		const { ask } = answering(...Array.from({ length: 50 }, () => erasure(1)), erasure(2, 'completed'));
		await new ErasureFeed('e', { read: ask, pause }).follow();
		expect(waits[0]).toBeLessThan(waits.at(-1)!);
	});

	it('is no longer followed once the page is left', async () => {
		const { ask, calls } = answering(erasure(1));
		const feed: ErasureFeed = new ErasureFeed('e', { read: ask, pause: () => (feed.stop(), Promise.resolve()) });
		await feed.follow();
		expect(calls).toHaveLength(1);
	});

	it('is found again by its number in the address', () => {
		const id = '01935c2e-7f41-7000-8000-0000000000aa';
		expect(receiptIn(new URL(receiptHref(id), 'https://x').hash)).toBe(id);
		for (const hash of ['', '#erasure=', '#erasure=../x', `#other=${id}`]) expect(receiptIn(hash)).toBeNull();
	});
});

describe('a consent', () => {
	const consent = (granted: boolean, version = '1'): Consent => ({
		purpose: 'reminders',
		granted,
		since: null,
		textVersion: null,
		current: { version, text: `# ${version}` }
	});
	const outdated = problem(409, 'consent-text-outdated');

	async function shown(list: (Consent[] | Error)[], decisions: (Consent | Error)[]) {
		const { ask, calls } = answering<Consent>(...decisions);
		const consents = new Consents({ list: answering<Consent[]>(...list).ask, decide: ask });
		await consents.load('en');
		return { consents, calls };
	}

	it('is on only once the server says so', async () => {
		const { consents } = await shown([[consent(false)]], [consent(true)]);
		const granting = consents.grant('reminders', 'en');
		expect([consents.of('reminders')?.granted, consents.busy]).toEqual([false, 'reminders']);
		expect(await granting).toBe('done');
		expect([consents.of('reminders')?.granted, consents.busy]).toEqual([true, null]);
	});

	it('to words that have changed is not given: the new ones are shown first', async () => {
		const { consents, calls } = await shown([[consent(false)], [consent(false, '2')]], [outdated, consent(true, '2')]);
		expect(await consents.grant('reminders', 'it')).toBe('outdated');
		expect(consents.of('reminders')).toEqual(consent(false, '2'));
		expect(await consents.grant('reminders', 'it')).toBe('done');
		expect(calls.map((call) => call[2])).toEqual(['1', '2']);
	});

	it('shows the new words from the refusal itself, without another question', async () => {
		const current = { version: '2', text: '# 2' };
		const refusal = problem(409, 'consent-text-outdated', { currentVersion: '2', current });
		const { consents } = await shown([[consent(false)]], [refusal, consent(true, '2')]);
		expect(await consents.grant('reminders', 'it')).toBe('outdated');
		expect(consents.of('reminders')).toEqual({ ...consent(false), current });
		expect(await consents.grant('reminders', 'it')).toBe('done');
	});

	it('is withdrawn in one step, new words or not', async () => {
		const { consents } = await shown([[consent(true)], [consent(true, '2')]], [outdated, consent(false, '2')]);
		expect(await consents.withdraw('reminders', 'en')).toBe('done');
		expect(consents.of('reminders')?.granted).toBe(false);
	});

	it('stays as it is when nobody answers', async () => {
		const { consents } = await shown([[consent(true)]], [problem(0)]);
		expect(await consents.withdraw('reminders', 'en')).toBe('failed');
		expect([consents.of('reminders')?.granted, consents.busy]).toEqual([true, null]);
	});

	it('that cannot be read says so, and can be read later', async () => {
		const { consents } = await shown([problem(0), [consent(true)]], [consent(true)]);
		expect(consents.state.kind).toBe('failed');
		await consents.load('en');
		expect(consents.state.kind).toBe('shown');
	});
});

describe('a list in pages', () => {
	it('begins with the first page and goes on at its cursor', async () => {
		const { ask, calls } = answering({ items: [1, 2], next: 'c' }, { items: [3], next: null });
		const pages = new Pages<number>(ask);
		await pages.first();
		expect(pages.state).toEqual({ kind: 'shown', items: [1, 2], more: 'some' });
		await pages.more();
		await pages.more();
		expect(pages.state).toEqual({ kind: 'shown', items: [1, 2, 3], more: 'none' });
		expect(calls).toEqual([[null], ['c']]);
	});

	it('keeps what is shown when no more comes through, and tries the same page again', async () => {
		const { ask } = answering<{ items: number[]; next: string | null }>({ items: [1], next: 'c' }, problem(0), {
			items: [2],
			next: null
		});
		const pages = new Pages<number>(ask);
		await pages.first();
		await pages.more();
		expect(pages.state).toEqual({ kind: 'shown', items: [1], more: 'failed' });
		await pages.more();
		expect(pages.state).toEqual({ kind: 'shown', items: [1, 2], more: 'none' });
	});

	it('loses what is deleted', async () => {
		const pages = new Pages<number>(answering({ items: [1, 2] }).ask);
		await pages.first();
		pages.drop((n) => n === 1);
		expect(pages.state).toEqual({ kind: 'shown', items: [2], more: 'none' });
	});
});

describe('a consent’s text', () => {
	it('becomes blocks, its line ends forgotten', () => {
		expect(wordsOf('# Title\n\nOne\nline, *good for you* and **loud**.\n\n## Part\n\n- a\n  b\n- c\n')).toEqual([
			{ kind: 'title', text: 'Title' },
			{
				kind: 'paragraph',
				spans: [
					{ text: 'One line, ', strong: false },
					{ text: 'good for you', strong: true },
					{ text: ' and ', strong: false },
					{ text: 'loud', strong: true },
					{ text: '.', strong: false }
				]
			},
			{ kind: 'heading', text: 'Part' },
			{ kind: 'list', items: [[{ text: 'a b', strong: false }], [{ text: 'c', strong: false }]] }
		]);
	});

	it('stays text, whatever it says', () => {
		expect(wordsOf('<script>x</script>')).toEqual([
			{ kind: 'paragraph', spans: [{ text: '<script>x</script>', strong: false }] }
		]);
	});
});
