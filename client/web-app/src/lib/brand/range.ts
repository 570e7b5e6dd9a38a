/** The days that the pages of a brand speak of. Days are UTC and tumbling; no clock here. */
import type { Days } from '#lib/api/insights.ts';
import { addDays, daysBetween, monthsBefore, monthStart } from '#lib/fridge/days.ts';

export const SPANS = ['28d', '7d', '90d', 'month', 'last_month'] as const;
export type Span = (typeof SPANS)[number];

export function isSpan(value: unknown): value is Span {
	return SPANS.some((span) => span === value);
}

/** A day is released when the 48 hours after its end are over. */
export function releaseDay(day: string): string {
	return addDays(day, 3);
}

const LENGTH: Partial<Record<Span, number>> = { '28d': 28, '7d': 7, '90d': 90 };

/** The days of a span that ends with the last released day. */
export function rangeOf(span: Span, releasedThrough: string): Days {
	const length = LENGTH[span];
	if (length !== undefined) return { from: addDays(releasedThrough, 1 - length), to: releasedThrough };
	const first = monthStart(releasedThrough);
	if (span === 'month') return { from: first, to: releasedThrough };
	return { from: monthsBefore(releasedThrough, 1), to: addDays(first, -1) };
}

export function lengthOf({ from, to }: Days): number {
	return daysBetween(from, to) + 1;
}

/** As many days, right before. */
export function rangeBefore(range: Days): Days {
	return { from: addDays(range.from, -lengthOf(range)), to: addDays(range.from, -1) };
}

/** The same days of the month before, as far as it has them. */
export function sameDaysOfLastMonth({ from, to }: Days): Days {
	const first = monthsBefore(from, 1);
	const last = addDays(monthStart(from), -1);
	const end = addDays(first, daysBetween(from, to));
	return { from: first, to: end < last ? end : last };
}

/** Up to the day before today, where it is later than what is released: those days are shown as still to come. */
export function withComing(range: Days, releasedThrough: string, today: string): Days {
	const yesterday = addDays(today, -1);
	return range.to === releasedThrough && yesterday > range.to ? { from: range.from, to: yesterday } : range;
}

/** The calendar day in UTC. */
export function utcToday(now = new Date()): string {
	return now.toISOString().slice(0, 10);
}

export function daysOf({ from, to }: Days): string[] {
	return Array.from({ length: lengthOf({ from, to }) }, (_, n) => addDays(from, n));
}
