/** What changed about a product, on the axis of time. Pure. */
import type { Days } from '#lib/api/insights.ts';

/** A day at which something changed; numbered in the picture and in the list below it. */
export interface AxisNote {
	number: number;
	day: string;
	version: number;
}

/** The changes of a label that lie in these days, oldest first. */
export function notesIn(changes: readonly { at: string; version: number }[], range: Days): AxisNote[] {
	return changes
		.map(({ at, version }) => ({ day: at.slice(0, 10), version }))
		.filter(({ day }) => range.from <= day && day <= range.to)
		.sort((one, other) => one.day.localeCompare(other.day) || one.version - other.version)
		.map((note, n) => ({ number: n + 1, ...note }));
}
