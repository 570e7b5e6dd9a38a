import { describe, expect, it } from 'vitest';
import { aPack, TODAY } from '#lib/testing/packs.ts';
import { parseAmount, parseDays, parsePrice, typed } from './amount.ts';
import { groundOf } from './date-story.ts';
import { additionOf, correctionOf, draftOf, emptyDraft, faultsOf } from './draft.ts';
import { oneTap } from './one-tap.ts';
import { ticks, ticksLeft } from './ruler.ts';
import { bySection, inPlace, sectionOf, withAlerts } from './sections.ts';

describe('an amount', () => {
	it.each([
		['2', 2],
		['1,5', 1.5],
		['0.125', 0.125],
		['1 000', 1000],
		['1000000', 1_000_000]
	])('%s is %d', (text, value) => expect(parseAmount(text)).toBe(value));

	it.each(['', '0', '0,0', '-1', '1.2345', '1000001', '1e3', 'half', '1,000,5', '١'])('%j cannot be meant', (text) => {
		expect(parseAmount(text)).toBeNull();
	});

	it('of money has cents, of days none', () => {
		expect([parsePrice('2,49'), parsePrice('0'), parsePrice('2.495'), parsePrice('-1')]).toEqual([2.49, 0, null, null]);
		expect([parseDays('3'), parseDays('0'), parseDays('1.5'), parseDays('')]).toEqual([3, 0, null, null]);
	});

	it('is written as the person would', () => {
		expect([typed(0.1 + 0.2, true), typed(2.5, false), typed(100, true)]).toEqual(['0,3', '2.5', '100']);
	});
});

describe('what a last day rests on', () => {
	it.each([
		[{}, 'use_by'],
		[{ expiryKind: 'best_before' }, 'best_before'],
		[{ state: 'opened', openedAt: '2026-11-20T10:00:00Z', usableUntil: '2026-11-23' }, 'opened'],
		[{ state: 'opened', openedAt: '2026-11-20T10:00:00Z' }, 'use_by'],
		[{ state: 'opened', thawedAt: '2026-11-20T10:00:00Z', usableUntil: '2026-11-29' }, 'thawed'],
		[{ state: 'frozen', usableUntil: '2027-01-20' }, 'frozen'],
		[{ expiry: null, expiryKind: null, usableUntil: null }, 'unknown']
	] as const)('%j: %s', (parts, ground) => expect(groundOf(aPack(parts))).toBe(ground));
});

describe('one tap', () => {
	const actions = (parts: Parameters<typeof aPack>[0], recalled = false) =>
		oneTap(aPack(parts), recalled).map(({ action, reason }) => (reason === undefined ? action : `${action} ${reason}`));

	it('never offers to eat what is past its use-by day, or called back', () => {
		expect(actions({ freshness: 'expired' })).toEqual(['throw_away expired']);
		expect(actions({ freshness: 'fresh' }, true)).toEqual(['throw_away other']);
	});

	it('lets people look, smell and taste after best before', () => {
		expect(actions({ freshness: 'past_best_before' })).toEqual(['use', 'throw_away expired']);
	});

	it('saves on the last day by the freezer, but not what was thawed or is frozen', () => {
		expect(actions({ freshness: 'last_day' })).toEqual(['use', 'freeze']);
		expect(actions({ freshness: 'last_day', thawedAt: '2026-11-21T10:00:00Z' })).toEqual(['use', 'throw_away expired']);
		expect(actions({ freshness: 'last_day', state: 'frozen' })).toEqual(['use', 'throw_away expired']);
	});
});

describe('the list', () => {
	const pack = (itemId: string, parts: Parameters<typeof aPack>[0]) => aPack({ itemId, ...parts });
	const items = [
		pack('fresh', { usableUntil: '2026-12-24' }),
		pack('best', { freshness: 'past_best_before', usableUntil: '2026-11-20' }),
		pack('frozen', { state: 'frozen', place: 'freezer', usableUntil: '2027-01-20' }),
		pack('last', { freshness: 'last_day', usableUntil: TODAY }),
		pack('unknown', { freshness: 'unknown', usableUntil: null }),
		pack('expired', { freshness: 'expired', usableUntil: '2026-11-21' }),
		pack('soon', { freshness: 'use_soon', usableUntil: '2026-11-24' })
	];
	const ids = (shown: readonly { item: { itemId: string } }[]) => shown.map(({ item }) => item.itemId);

	it('has what must not be eaten first, then what must be eaten', () => {
		const { now, soon, fresh, unknown } = bySection(withAlerts(items, []));
		expect([now, soon, fresh, unknown].map(ids)).toEqual([
			['expired', 'last', 'best'],
			['soon'],
			['fresh', 'frozen'],
			['unknown']
		]);
	});

	it('puts what was called back before everything, however fresh', () => {
		const shown = withAlerts(items, [{ itemId: 'frozen', kind: 'recalled', since: '2026-11-22T10:00:00Z' }]);
		expect(ids(bySection(shown).now)).toEqual(['frozen', 'expired', 'last', 'best']);
		expect(shown.filter((one) => sectionOf(one) === 'fresh')).toHaveLength(1);
	});

	it('shows one place, or all', () => {
		const shown = withAlerts(items, []);
		expect(ids(inPlace(shown, 'freezer'))).toEqual(['frozen']);
		expect(inPlace(shown, 'all')).toHaveLength(items.length);
	});
});

describe('the ruler', () => {
	it('has a tick a day for two weeks, a tall one each week', () => {
		expect(ticks(2).map(({ full }) => full)).toEqual([true, true, ...Array<boolean>(12).fill(false)]);
		expect(ticks(0).flatMap(({ tall }, i) => (tall ? [i] : []))).toEqual([0, 7]);
	});

	it('is for packs within it only', () => {
		expect([-1, 0, 14, 15].map(ticksLeft)).toEqual([null, 0, 14, null]);
	});
});

describe('a pack while it is typed', () => {
	it('sends nothing that the code says already', () => {
		const draft = emptyDraft({ expiry: '2026-11-29', kind: 'use_by' });
		expect(additionOf(draft, { expiry: '2026-11-29', kind: 'use_by' })).toEqual({});
		expect(additionOf({ ...draft, kind: 'best_before' }, { expiry: '2026-11-29', kind: 'use_by' })).toEqual({
			expiry: '2026-11-29',
			expiryKind: 'best_before'
		});
	});

	it('never sends a date without what it means', () => {
		expect(additionOf(emptyDraft({ expiry: '2026-11-29' }))).toEqual({ expiry: '2026-11-29', expiryKind: 'use_by' });
		expect(additionOf(emptyDraft())).toEqual({});
	});

	it('knows what cannot be meant', () => {
		expect(faultsOf(emptyDraft({ amount: 'a lot', price: '1.234', freezer: '1.5' }), true)).toEqual([
			'name',
			'amount',
			'price',
			'freezer'
		]);
	});

	it('corrects only what differs', () => {
		const pack = aPack({ shelfLife: { afterOpeningDays: 3, source: 'own' }, price: { amount: 2.49, currency: 'EUR' } });
		const draft = draftOf(pack, true);
		expect(draft).toMatchObject({ amount: '180', price: '2,49', afterOpening: '3', freezer: '' });
		expect(correctionOf(draft, pack)).toBeNull();
		expect(correctionOf({ ...draft, amount: '90', place: 'freezer' }, pack)).toEqual({
			action: 'correct',
			quantity: { amount: 90, unit: 'g' },
			place: 'freezer'
		});
		expect(correctionOf({ ...draft, currency: 'CHF' }, pack)?.price).toEqual({ amount: 2.49, currency: 'CHF' });
		expect(correctionOf({ ...draft, freezer: '60' }, pack)?.shelfLife).toEqual({
			afterOpeningDays: 3,
			freezerDays: 60
		});
	});
});
