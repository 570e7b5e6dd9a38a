/** The order of rows: most first, what is withheld last. Pure. */
import type { Metric } from '#lib/api/insights.ts';
import { countOf, type Table } from './insights.ts';

export function ranked(table: Table, metric: Metric, rows: readonly string[] = table.rows): string[] {
	const order = (row: string) => countOf(table.at(row, metric)) ?? -1;
	return [...rows].sort((one, other) => order(other) - order(one) || one.localeCompare(other));
}

/** "Other regions" is the last, however large. */
export function byRegion(table: Table, metric: Metric): string[] {
	const named = table.rows.filter((row) => row !== 'other' && row !== 'all');
	return [...ranked(table, metric, named), ...table.rows.filter((row) => row === 'other')];
}
