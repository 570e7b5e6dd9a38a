import { describe, expect, it } from 'vitest';
import type { FridgeItem } from '#lib/api/fridge.ts';
import { ApiError } from '#lib/api/http.ts';
import { aPack } from '#lib/testing/packs.ts';
import { aShelf, aWish } from '#lib/testing/shelf.ts';
import { replay, type Door } from './replay.ts';

const refusal = (status: number, slug: string, more: object = {}) =>
	new ApiError({ type: `https://x/problems/${slug}`, title: slug, status, ...more });
const ABOUT_AT = refusal(400, 'invalid-request', { errors: [{ pointer: '/at', detail: 'lies in the future' }] });

interface Asked {
	key: string;
	version: number;
	action: string;
	at: string | null;
}

/** A service that answers in order. */
function service(...answers: (FridgeItem | Error)[]) {
	const asked: Asked[] = [];
	const answer = (one: Asked) => {
		asked.push(one);
		const next = answers.shift() ?? aPack();
		return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
	};
	const door: Door = {
		add: (_, key) => answer({ key, version: 0, action: 'add', at: null }),
		act: (_, version, action, key) => answer({ key, version, action: action.action, at: action.at ?? null })
	};
	return { door, asked };
}
const AT = '2026-11-22T12:00:00Z';

describe('what waits', () => {
	it('is sent in order, each under its key, with its hour and the version that was seen', async () => {
		const shelf = aShelf(aWish('open', 3), aWish('freeze', 4));
		const { door, asked } = service();
		expect(await replay(shelf, 'sara', door)).toBe(true);
		expect(asked).toEqual([
			{ key: 'open-3', version: 3, action: 'open', at: AT },
			{ key: 'freeze-4', version: 4, action: 'freeze', at: AT }
		]);
		expect(shelf.all).toEqual([]);
	});

	it.each([
		['nobody answers', 0],
		['somebody has to sign in', 401],
		['there were too many requests', 429],
		['the server cannot just now', 503]
	])('stays as it is while %s, and nothing overtakes it', async (_, status) => {
		const shelf = aShelf(aWish('open', 3), aWish('freeze', 4));
		const { door, asked } = service(refusal(status, 'x'));
		expect(await replay(shelf, 'sara', door)).toBe(false);
		expect(asked).toHaveLength(1);
		expect(shelf.all).toEqual([aWish('open', 3), aWish('freeze', 4)]);
	});

	it.each([
		[412, 'stale', { current: aPack({ version: 9 }) }, 'stale'],
		[409, 'not-possible-now', { state: 'gone' }, 'impossible'],
		[404, 'unknown-item', {}, 'missing'],
		[400, 'invalid-request', { errors: [{ pointer: '/quantity', detail: 'no' }] }, 'refused'],
		[410, 'account-erased', {}, 'failed']
	])('is never lost silently: %i %s stays until it was read', async (status, slug, more, kind) => {
		const shelf = aShelf(aWish('open', 3));
		expect(await replay(shelf, 'sara', service(refusal(status, slug, more)).door)).toBe(true);
		expect(shelf.all.map(({ refused }) => refused?.kind)).toEqual([kind]);
		const { door, asked } = service();
		await replay(shelf, 'sara', door);
		expect(asked, 'a refusal is not asked for again').toEqual([]);
	});

	it('rests on what came before: of one pack the rest is not sent, others are', async () => {
		const other = aWish('use', 1, { what: { kind: 'act', itemId: 'milk', version: 1, action: { action: 'use' } } });
		const shelf = aShelf(aWish('open', 3), aWish('freeze', 4), other);
		const { door, asked } = service(refusal(404, 'unknown-item'));
		await replay(shelf, 'sara', door);
		expect(asked.map(({ action }) => action)).toEqual(['open', 'use']);
		expect(shelf.all.map(({ refused }) => refused?.kind)).toEqual(['missing', 'after']);
	});

	it('that may have arrived is one effect: its key belongs to the first form of it', async () => {
		const shelf = aShelf(aWish('open', 3, { tried: true }));
		const { door, asked } = service(refusal(409, 'idempotency-key-reused'));
		await replay(shelf, 'sara', door);
		expect(asked.map(({ key, at }) => [key, at])).toEqual([
			['open-3', AT],
			['open-3', null]
		]);
		expect(shelf.all).toEqual([]);
	});

	it('from a device whose clock is wrong happened all the same', async () => {
		const shelf = aShelf(aWish('open', 3));
		const { door, asked } = service(ABOUT_AT);
		await replay(shelf, 'sara', door);
		expect(asked.map(({ at }) => at)).toEqual([AT, null]);
		expect(shelf.all).toEqual([]);
	});

	it('of somebody else waits for them', async () => {
		const shelf = aShelf(aWish('open', 3, { accountId: 'paul' }));
		const { door, asked } = service();
		await replay(shelf, 'sara', door);
		expect([asked.length, shelf.all.length]).toEqual([0, 1]);
	});

	it('may be a pack that comes in', async () => {
		const shelf = aShelf(aWish('add', 0, { what: { kind: 'add', item: { name: 'Soup' } } }));
		const { door, asked } = service();
		await replay(shelf, 'sara', door);
		expect(asked).toEqual([{ key: 'add-0', version: 0, action: 'add', at: null }]);
	});
});
