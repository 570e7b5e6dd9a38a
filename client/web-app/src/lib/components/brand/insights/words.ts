/** Released numbers in words. */
import type { ChangeKind } from '#lib/api/brand.ts';
import type { Days, Metric, Step } from '#lib/api/insights.ts';
import type { Value } from '#lib/brand/insights.ts';
import type { AxisNote } from '#lib/brand/notes.ts';
import { day, dayThisYear, number } from '#lib/format.ts';
import { b } from '#lib/i18n/brand.svelte.ts';
import { locale } from '#lib/i18n/index.svelte.ts';
import { countryName } from '#lib/format.ts';
import { regionName } from '#lib/profile/regions.ts';

const date = (iso: string) => new Date(`${iso}T12:00:00Z`);

/** "1 to 19 November 2026". */
export function rangeWords({ from, to }: Days): string {
	const format = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
	return from === to ? day(from, locale()) : format.formatRange(date(from), date(to));
}

/** "1–19 Oct", for a place without room. */
export function shortRange({ from, to }: Days): string {
	const format = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', timeZone: 'UTC' });
	return from === to ? format.format(date(from)) : format.formatRange(date(from), date(to));
}

/** "4,182", "not enough data yet (fewer than 5)", "released on 23 November". */
export function valueWords(value: Value, k: number): string {
	if (value.kind === 'count') return number(value.n, locale());
	if (value.kind === 'suppressed') return b('value.suppressed', { k });
	return b('value.awaited', { day: dayThisYear(value.on, value.on, locale()) });
}

/** Of how many days a sum is, when it is not of all. */
export function daysWords(value: Value): string | null {
	if (value.kind !== 'count' || value.daysReleased === null || value.days === null) return null;
	if (value.daysReleased === value.days) return null;
	return b('value.days', { n: value.daysReleased, all: value.days });
}

export const metricWords = (metric: Metric) => b(`metric.${metric}`);

/** "12 November 2026: name changed; label and allergens changed". */
export function noteWords({ day: on, changes }: AxisNote): string {
	return b('note.on', { day: day(on, locale()), what: changes.map(changedWords).join('; ') });
}

function changedWords(kinds: readonly ChangeKind[]): string {
	if (kinds.includes('created')) return b('change.created');
	if (kinds.length === 0) return b('note.unsaid');
	const list = new Intl.ListFormat(locale(), { type: 'conjunction' });
	return b('note.changed', { what: list.format(kinds.map((kind) => b(`change.${kind}`))) });
}

/** "+8 %", "−3 %", "as before". */
export function changeWords(change: number): string {
	const percent = Math.round(change * 100);
	if (percent === 0) return b('kpi.same');
	const text = new Intl.NumberFormat(locale(), { style: 'percent', signDisplay: 'always' }).format(percent / 100);
	return text.replace('-', '−');
}

export const percentWords = (share: number, digits = 0) =>
	new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: digits }).format(share);

/** A region by its name; the two that are none by what they are. */
export function regionWords(region: string): string {
	if (region === 'other') return b('region.other');
	if (region === 'all') return b('region.all');
	if (region === 'unknown') return b('region.unknown');
	return /^[A-Z]{2}$/.test(region) ? countryName(region, locale()) : regionName(region);
}

/** Below a bar: the day or month, and what it begins. */
export function axisWords(from: string, before: string | null, by: Step): { first: string; second: string | null } {
	const short = new Intl.DateTimeFormat(locale(), { month: 'short', timeZone: 'UTC' }).format(date(from));
	const month = before?.slice(0, 7) === from.slice(0, 7) ? null : short;
	if (by !== 'month') return { first: String(Number(from.slice(8))), second: month };
	return { first: short, second: before?.slice(0, 4) === from.slice(0, 4) ? null : from.slice(0, 4) };
}

/** A period in the first column of a table. */
export function periodWords(period: Days, by: Step): string {
	if (by === 'month')
		return new Intl.DateTimeFormat(locale(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
			date(period.from)
		);
	return by === 'day' ? dayThisYear(period.from, period.from, locale()) : shortRange(period);
}
