/** What changed about a product, on the axis of time. Pure. */
import type { ChangeKind, ProductChange } from '#lib/api/brand.ts';
import type { Days } from '#lib/api/insights.ts';

/** A day at which something changed; numbered in the picture and in the list below it. */
export interface AxisNote {
	number: number;
	day: string;
	/** What each change of that day was about, in their order. */
	changes: (readonly ChangeKind[])[];
}

/** The changes that lie in these days, oldest first and a day once; they come newest first. */
export function notesIn(changes: readonly ProductChange[], range: Days): AxisNote[] {
	const days = new Map<string, AxisNote['changes']>();
	for (const { changedAt, changes: kinds } of changes.toReversed()) {
		const day = changedAt.slice(0, 10);
		if (range.from <= day && day <= range.to) days.set(day, [...(days.get(day) ?? []), kinds]);
	}
	return [...days]
		.sort(([one], [other]) => one.localeCompare(other))
		.map(([day, changes], n) => ({ number: n + 1, day, changes }));
}

/** A note at its place in the picture. */
interface Placed {
	number: number;
	x: number;
}

/** A mark above the axis: of one note, or of neighbours whose marks would cover each other. */
export interface Mark {
	label: string;
	x: number;
	width: number;
	notes: readonly Placed[];
}

function markOf(notes: readonly Placed[]): Mark {
	const [first, last] = [notes[0]!, notes.at(-1)!];
	const label = first === last ? `${first.number}` : `${first.number}–${last.number}`;
	return { label, x: (first.x + last.x) / 2, width: Math.max(18, 7 * label.length + 8), notes };
}

const touch = (one: Mark, other: Mark) => other.x - one.x < (one.width + other.width) / 2 + 2;

/** The marks of these notes, from left to right. */
export function marksOf(placed: readonly Placed[]): Mark[] {
	const marks: Mark[] = [];
	for (const note of placed) {
		let next = markOf([note]);
		for (let last = marks.at(-1); last && touch(last, next); last = marks.at(-1)) {
			marks.pop();
			next = markOf([...last.notes, ...next.notes]);
		}
		marks.push(next);
	}
	return marks;
}
