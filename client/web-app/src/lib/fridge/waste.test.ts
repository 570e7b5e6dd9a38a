import { describe, expect, it } from 'vitest';
import type { PackRow, Waste } from '#lib/api/fridge.ts';
import { ApiError } from '#lib/api/http.ts';
import { ReminderChoice } from './reminders.svelte.ts';
import { csvOf, moneyOf, periodsOf, rangeOf, rowsOf, totalsOf, unitsOf } from './waste.ts';

const row = (period: string, parts: Partial<PackRow>): PackRow => ({
	period,
	added: 0,
	used: 0,
	thrownAway: 0,
	givenAway: 0,
	remaining: 0,
	unaccounted: 0,
	reasons: {},
	...parts
});
const WASTE: Waste = {
	rows: [
		{ ...row('2026-11-16', { added: 0.3, used: 0.1, thrownAway: 0.2, reasons: { expired: 0.2 } }), unit: 'g' },
		{ ...row('2026-11-09', { added: 0.2, used: 0.2 }), unit: 'g' },
		{ ...row('2026-11-16', {}), unit: 'ml' }
	],
	packs: [row('2026-11-16', { added: 3, used: 1, thrownAway: 1, remaining: 1, reasons: { expired: 1 } })],
	money: { thrownAway: [{ amount: 2.49, currency: 'EUR' }], pricedPacks: 1, packs: 3 }
};
const RANGE = rangeOf('4w', '2026-11-22');

describe('the waste ledger', () => {
	it('begins on a Monday, or with a month', () => {
		expect(RANGE).toEqual({ from: '2026-10-26', to: '2026-11-22', by: 'week' });
		expect(rangeOf('7w', '2026-11-23').from).toBe('2026-10-12');
		expect(rangeOf('year', '2026-11-22')).toEqual({ from: '2025-12-01', to: '2026-11-22', by: 'month' });
	});

	it('has a row for every period, also when nothing came in', () => {
		expect(periodsOf(RANGE)).toEqual(['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16']);
		expect(periodsOf(rangeOf('year', '2026-11-22'))).toHaveLength(12);
		expect(rowsOf(WASTE, 'packs', RANGE).map(({ added }) => added)).toEqual([0, 0, 0, 3]);
	});

	it('adds up, exactly, and never over units', () => {
		const totals = totalsOf(rowsOf(WASTE, 'g', RANGE));
		expect(totals).toMatchObject({ added: 0.5, used: 0.3, thrownAway: 0.2, reasons: { expired: 0.2, other: 0 } });
		expect(unitsOf(WASTE)).toEqual(['g']);
	});

	it('knows money only where there is a price', () => {
		expect(moneyOf(WASTE)).toMatchObject({ priced: 1, unpriced: 2, all: 3 });
	});

	it('is a file of the same numbers', () => {
		const lines = csvOf(WASTE, RANGE).split('\r\n');
		expect(lines[0]).toMatch(/^period,unit,added,used,given_away,thrown_away,remaining,unaccounted,reason_expired/);
		expect(lines).toContain('2026-11-16,pack,3,1,0,1,1,0,1,0,0,0,0');
		expect(lines).toContain('2026-11-16,g,0.3,0.1,0,0.2,0,0,0.2,0,0,0,0');
		expect(lines).toHaveLength(1 + 4 + 4 + 1);
	});
});

describe('reminders', () => {
	const DEFAULTS = { leadDays: 2, hour: 8, timeZone: 'UTC', email: false };

	function kept(etag: string | null) {
		const saved: unknown[] = [];
		let now = { reminders: DEFAULTS, etag };
		return {
			saved,
			read: () => Promise.resolve(now),
			save: (reminders: typeof DEFAULTS, tag: string | null) => {
				saved.push([reminders.timeZone, tag]);
				now = { reminders, etag: '"1"' };
				return Promise.resolve(now);
			}
		};
	}

	it('count days where the browser is, the first time and never again', async () => {
		const door = kept(null);
		expect(await new ReminderChoice(door).settleZone('Europe/Rome', 'it')).toBe(true);
		expect(await new ReminderChoice(door).settleZone('Asia/Tokyo', 'it')).toBe(false);
		expect(door.saved).toEqual([['Europe/Rome', null]]);
	});

	it('that were changed elsewhere are read again, not overwritten', async () => {
		const stale = new ApiError({ type: 'x/stale', title: 'stale', status: 412 });
		const door = { ...kept('"4"'), save: () => Promise.reject(stale) };
		const choice = new ReminderChoice(door);
		await choice.load();
		expect(await choice.change({ hour: 19 }, 'en')).toBe('stale');
		expect(choice.state).toMatchObject({ reminders: { hour: 8 } });
	});
});
