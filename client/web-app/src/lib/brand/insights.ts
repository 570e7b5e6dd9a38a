/** Released numbers as the pages show them. A number that is withheld is never 0, and never part of a sum. Pure. */
import type { Cell, Days, Insights, Metric, Step } from '#lib/api/insights.ts';
import { addDays, monthsBefore, monthStart, weekStart } from '#lib/fridge/days.ts';
import { daysOf, releaseDay } from './range.ts';

/** What stands where a number would. */
export type Value =
	| { kind: 'count'; n: number; daysReleased: number | null; days: number | null }
	/** Somewhere from 0 to k − 1. */
	| { kind: 'suppressed' }
	/** Comes with the release of this day. */
	| { kind: 'awaited'; on: string };

export const METRICS = [
	'scanning_visitors',
	'new_visitors',
	'returning_visitors',
	'accounts_created_after_scan',
	'verdict_good',
	'verdict_careful',
	'verdict_avoid',
	'saved_to_fridge',
	'used_up',
	'thrown_away',
	'recycled',
	'reports'
] as const satisfies readonly Metric[];

export function isMetric(value: unknown): value is Metric {
	return METRICS.some((metric) => metric === value);
}

/** A cell that nobody sent is one that was not released. */
export function valueOf(cell: Cell | undefined, lastDay: string, releasedThrough: string | null): Value {
	if (cell && cell.visitors !== null)
		return { kind: 'count', n: cell.visitors, daysReleased: cell.daysReleased ?? null, days: cell.days ?? null };
	const awaited = cell ? !cell.suppressed : releasedThrough === null || lastDay > releasedThrough;
	if (awaited) return { kind: 'awaited', on: releaseDay(lastDay) };
	return { kind: 'suppressed' };
}

/** The number, or nothing: for ranking and drawing, never for words. */
export const countOf = (value: Value): number | null => (value.kind === 'count' ? value.n : null);

/** The summary's numbers of the days before. */
export function previousOf({ items }: Insights): Cell[] {
	return items.flatMap((cell) => (cell.previous ? [{ ...cell, ...cell.previous }] : []));
}

/** The cells of one kind of row by its name and metric. */
export class Table {
	readonly #cells = new Map<string, Cell>();
	readonly #end: string;
	readonly #releasedThrough: string | null;

	constructor(insights: Insights, range: Days, by: 'gtin' | 'region' | 'none', cells = insights.items) {
		for (const cell of cells) this.#cells.set(`${by === 'none' ? '' : cell[by]} ${cell.metric}`, cell);
		this.#releasedThrough = insights.releasedThrough;
		// A sum is of what is released: it waits only when none of its days is.
		const through = insights.releasedThrough;
		this.#end = through !== null && range.from <= through && range.to > through ? through : range.to;
	}

	at(row: string, metric: Metric): Value {
		return valueOf(this.#cells.get(`${row} ${metric}`), this.#end, this.#releasedThrough);
	}

	/** The rows that anything is said of, in the order of the answer. */
	get rows(): string[] {
		return [...new Set([...this.#cells.keys()].map((key) => key.slice(0, key.lastIndexOf(' '))))];
	}
}

/** A period of a series: its first day, its last, its value. */
export interface Point extends Days {
	value: Value;
}

/** The first days of the periods that a range touches. */
export function periodsOf(range: Days, by: Step): Days[] {
	if (by === 'day') return daysOf(range).map((day) => ({ from: day, to: day }));
	const periods: Days[] = [];
	let from = by === 'week' ? weekStart(range.from) : monthStart(range.from);
	while (from <= range.to) {
		const next = by === 'week' ? addDays(from, 7) : monthsBefore(from, -1);
		const to = addDays(next, -1);
		periods.push({ from: from < range.from ? range.from : from, to: to > range.to ? range.to : to });
		from = next;
	}
	return periods;
}

const startOf = ({ day, period }: Cell) => day ?? period?.from ?? '';

/** One metric over time: a point for every period, also where nothing was released. */
export function pointsOf(insights: Insights, metric: Metric, range: Days, by: Step): Point[] {
	const cells = insights.items.filter((cell) => cell.metric === metric);
	return periodsOf(range, by).map(({ from, to }) => {
		const cell = cells.find((cell) => startOf(cell) >= from && startOf(cell) <= to) ?? cellAround(cells, from);
		const through = insights.releasedThrough;
		const end = through !== null && from <= through && to > through ? through : to;
		return { from, to, value: valueOf(cell, end, through) };
	});
}

/** A week or month may begin before the first day that was asked for. */
function cellAround(cells: readonly Cell[], day: string): Cell | undefined {
	return cells.find(({ period }) => period && period.from <= day && day <= period.to);
}

/** How a number compares with the one before it; nothing when one of them is not known, or there was none. */
export function changeOf(now: Value, before: Value): number | null {
	if (now.kind !== 'count' || before.kind !== 'count' || before.n === 0) return null;
	return (now.n - before.n) / before.n;
}

/** A part of a whole that holds it; only of numbers that are both known. */
export function shareOf(part: Value, whole: Value): number | null {
	if (part.kind !== 'count' || whole.kind !== 'count' || whole.n === 0) return null;
	return part.n / whole.n;
}

/** The sum of the rows that are shown: what is withheld stays out of it, and nothing known is no sum. */
export function sumOf(values: readonly Value[]): number | null {
	const known = values.flatMap((value) => (value.kind === 'count' ? [value.n] : []));
	return known.length === 0 ? null : known.reduce((sum, n) => sum + n, 0);
}
