/** The waste ledger as the page shows it. Every row balances, sums too. Pure. */
import type { PackRow, Period, Price, Unit, Waste, WasteReason } from '#lib/api/fridge.ts';
import { addDays, monthsBefore, weekStart } from './days.ts';

export const SPANS = ['4w', '7w', 'year'] as const;
export type Span = (typeof SPANS)[number];
export const REASONS: readonly WasteReason[] = ['expired', 'spoiled', 'too_much', 'disliked', 'other'];
/** In the order of the bar and of the sum. */
export const PARTS = ['used', 'givenAway', 'thrownAway', 'remaining', 'unaccounted'] as const;
export type Part = (typeof PARTS)[number];
/** What is counted. */
export type Measure = 'packs' | Unit;

export interface Range {
	from: string;
	to: string;
	by: Period;
}

export function rangeOf(span: Span, today: string): Range {
	if (span === 'year') return { from: monthsBefore(today, 11), to: today, by: 'month' };
	const weeks = span === '4w' ? 3 : 6;
	return { from: addDays(weekStart(today), -7 * weeks), to: today, by: 'week' };
}

/** The first day of each of the range's periods, also of those in which nothing came in. */
export function periodsOf({ from, to, by }: Range): string[] {
	const periods: string[] = [];
	for (let day = from; day <= to; day = by === 'month' ? monthsBefore(day, -1) : addDays(day, 7)) periods.push(day);
	return periods;
}

const NOTHING = { added: 0, used: 0, thrownAway: 0, givenAway: 0, remaining: 0, unaccounted: 0 };

/** A row for every period, in order. */
export function rowsOf(waste: Waste, measure: Measure, range: Range): PackRow[] {
	const rows: readonly PackRow[] =
		measure === 'packs' ? waste.packs : waste.rows.filter(({ unit }) => unit === measure);
	return periodsOf(range).map(
		(period) => rows.find((row) => row.period.slice(0, 10) === period) ?? { period, ...NOTHING, reasons: {} }
	);
}

/** The units that anything was counted in. */
export function unitsOf({ rows }: Waste): Unit[] {
	return (['piece', 'g', 'ml'] as const).filter((unit) => rows.some((row) => row.unit === unit && row.added > 0));
}

/** Amounts are exact to a thousandth: sums are, too. */
const exact = (value: number) => Math.round(value * 1000) / 1000;

export type Totals = Omit<PackRow, 'period' | 'reasons'> & { reasons: Record<WasteReason, number> };

export function totalsOf(rows: readonly PackRow[]): Totals {
	const sum = (of: (row: PackRow) => number) => exact(rows.reduce((total, row) => total + of(row), 0));
	const reasons = Object.fromEntries(REASONS.map((reason) => [reason, sum((row) => row.reasons[reason] ?? 0)]));
	return {
		added: sum(({ added }) => added),
		used: sum(({ used }) => used),
		thrownAway: sum(({ thrownAway }) => thrownAway),
		givenAway: sum(({ givenAway }) => givenAway),
		remaining: sum(({ remaining }) => remaining),
		unaccounted: sum(({ unaccounted }) => unaccounted),
		reasons: reasons as Record<WasteReason, number>
	};
}

/** What the price of thrown-away packs is known to come to. */
export interface Money {
	amounts: readonly Price[];
	priced: number;
	unpriced: number;
	all: number;
}

export function moneyOf({ money }: Waste): Money {
	const { thrownAway, pricedPacks: priced, packs: all } = money;
	return { amounts: thrownAway, priced, unpriced: all - priced, all };
}

const COLUMNS = ['added', ...PARTS] as const;

/** The same numbers as a file: a row for each period and measure, all units. */
export function csvOf(waste: Waste, range: Range): string {
	const head = ['period', 'unit', ...COLUMNS.map(snake), ...REASONS.map((reason) => `reason_${reason}`)];
	const measures: Measure[] = ['packs', ...unitsOf(waste)];
	const lines = measures.flatMap((measure) =>
		rowsOf(waste, measure, range).map((row) => [
			row.period,
			measure === 'packs' ? 'pack' : measure,
			...COLUMNS.map((column) => row[column]),
			...REASONS.map((reason) => row.reasons[reason] ?? 0)
		])
	);
	return [head, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}

function snake(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
