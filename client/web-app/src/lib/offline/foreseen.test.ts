import { describe, expect, it } from 'vitest';
import type { Action, FridgeItem } from '#lib/api/fridge.ts';
import { aFridge, aPack, TODAY } from '#lib/testing/packs.ts';
import { aWish } from '#lib/testing/shelf.ts';
import { asTaken } from './foreseen.ts';
import { freshnessOn, onDay } from './freshness.ts';
import type { Wish } from './wishes.ts';

const doing = (action: Action, version = 1, key = `${action.action}-${version}`): Wish =>
	aWish(action.action, version, { key, what: { kind: 'act', itemId: 'pack', version, action } });
const after = (item: FridgeItem, ...wishes: Wish[]) => asTaken(aFridge(item), wishes);
const only = (item: FridgeItem, ...wishes: Wish[]) => after(item, ...wishes).fridge.items[0];

describe('a fridge that was not told yet', () => {
	it('is as the person left it: used up is gone, a part is less, and both wait', () => {
		const gone = after(aPack(), doing({ action: 'use' }));
		expect([gone.fridge.items.length, gone.left[0]?.gone?.how]).toEqual([0, 'used']);
		expect([...gone.waiting]).toEqual(['pack']);
		const less = only(aPack(), doing({ action: 'use', quantity: { amount: 50.5, unit: 'g' } }));
		expect(less).toMatchObject({ remaining: { amount: 129.5 }, state: 'opened', version: 2 });
	});

	it('takes one action after the other, and undo takes the last back', () => {
		const twice = [doing({ action: 'open' }), doing({ action: 'freeze' }, 2)];
		expect(only(aPack(), ...twice)).toMatchObject({ state: 'frozen', place: 'freezer', version: 3 });
		const back = only(aPack(), ...twice, doing({ action: 'undo' }, 3));
		expect(back).toMatchObject({ state: 'opened', place: 'fridge', version: 4 });
	});

	it('is not changed twice by what the server has done already', () => {
		const done = aPack({ version: 2, remaining: { amount: 130, unit: 'g' } });
		expect(only(done, doing({ action: 'use', quantity: { amount: 50, unit: 'g' } }))?.remaining.amount).toBe(130);
	});

	it('never makes a day later than it knows: opened by its guidance, thawed by tomorrow', () => {
		const ricotta = aPack({ shelfLife: { afterOpeningDays: 3, source: 'own' } });
		expect(only(ricotta, doing({ action: 'open' }))?.usableUntil).toBe('2026-11-25');
		const late = aPack({ ...ricotta, usableUntil: '2026-11-23', expiry: '2026-11-23' });
		expect(only(late, doing({ action: 'open' }))?.usableUntil).toBe('2026-11-23');
		expect(only(aPack(), doing({ action: 'thaw' }))?.usableUntil).toBe('2026-11-23');
	});

	it('does not make a pack safe by freezing it past its use-by day', () => {
		const expired = aPack({
			usableUntil: '2026-11-20',
			expiry: '2026-11-20',
			shelfLife: { freezerDays: 60, source: 'own' }
		});
		expect(only(expired, doing({ action: 'freeze' }))).toMatchObject({
			usableUntil: '2026-11-20',
			freshness: 'expired'
		});
		const fresh = aPack({ shelfLife: { freezerDays: 60, source: 'own' } });
		expect(only(fresh, doing({ action: 'freeze' }))?.usableUntil).toBe('2027-01-21');
		expect(only(aPack(), doing({ action: 'freeze' }))?.freshness).toBe('unknown');
	});

	it('holds what came in, as far as this device knows it', () => {
		const add = aWish('add', 0, { key: 'k', name: 'Soup', what: { kind: 'add', item: { name: 'Soup' } } });
		const { fridge } = asTaken(aFridge(), [add]);
		expect(fridge.items[0]).toMatchObject({ itemId: 'wish:k', name: 'Soup', freshness: 'unknown' });
	});
});

describe('a day that the server was not asked about', () => {
	it.each([
		['2026-12-20', 'use_by', 'fresh'],
		['2026-12-20', null, 'unknown'],
		['2026-11-24', 'use_by', 'use_soon'],
		[TODAY, 'use_by', 'last_day'],
		['2026-11-21', 'use_by', 'expired'],
		['2026-11-21', 'best_before', 'past_best_before'],
		['2026-11-21', null, 'past_best_before'],
		[null, 'use_by', 'unknown']
	] as const)('usable until %s, %s: %s', (usableUntil, expiryKind, freshness) => {
		expect(freshnessOn(aPack({ usableUntil, expiryKind }), { today: TODAY, leadDays: 2 })).toBe(freshness);
	});

	it('judges a list of yesterday by today, alerts too; what the catalog said stays', () => {
		const fridge = { ...aFridge(aPack({ usableUntil: '2026-11-22', freshness: 'last_day' })), alerts: [] };
		const alerts = [
			{ itemId: 'pack', kind: 'recalled' as const, since: 'x' },
			{ itemId: 'pack', kind: 'last_day' as const, since: 'y' }
		];
		const next = onDay({ ...fridge, alerts }, '2026-11-23');
		expect(next.items[0]?.freshness).toBe('expired');
		expect(next.alerts.map(({ kind }) => kind)).toEqual(['recalled', 'expired']);
		expect(onDay({ ...fridge, alerts }, TODAY).alerts).toEqual(alerts);
	});
});
