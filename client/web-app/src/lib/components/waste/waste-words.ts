/** The ledger in words. */
import type { Period, Price } from '#lib/api/fridge.ts';
import type { Measure, Range, Totals } from '#lib/fridge/waste.ts';
import { day } from '#lib/format.ts';
import { counted, locale, t } from '#lib/i18n/index.svelte.ts';
import { fill } from '#lib/i18n/languages.ts';

const inUtc = (date: string, options: Intl.DateTimeFormatOptions) =>
	new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' }).format(new Date(`${date.slice(0, 10)}T12:00:00Z`));

/** "5 Oct", "October 2026". */
export function periodWords(period: string, by: Period): string {
	if (by === 'month') return inUtc(period, { month: 'short', year: '2-digit' });
	return inUtc(period, { day: 'numeric', month: 'short' });
}

/** Below a bar: the day, and its month where it begins; or the month, and its year. */
export function axisWords(period: string, before: string | null, by: Period): { first: string; second: string | null } {
	const short = inUtc(period, { month: 'short' }).slice(0, 3);
	if (by === 'month') {
		const year = before?.slice(0, 4) === period.slice(0, 4) ? null : period.slice(0, 4);
		return { first: short, second: year };
	}
	const month = before?.slice(0, 7) === period.slice(0, 7) ? null : short;
	return { first: String(Number(period.slice(8, 10))), second: month };
}

export function moneyWords({ amount, currency }: Price): string {
	return new Intl.NumberFormat(locale(), { style: 'currency', currency }).format(amount);
}

/** "5 October to 22 November 2026": one range, as the language writes it. */
export function rangeWords({ from, to }: Range): string {
	const date = (iso: string) => new Date(`${iso}T12:00:00Z`);
	const format = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
	return from === to ? day(from, locale()) : format.formatRange(date(from), date(to));
}

/** The one honest sentence. */
export function sentence({ added, thrownAway }: Totals): string {
	if (added === 0) return t('waste.nothing');
	if (thrownAway === 0) return counted('waste.none', added);
	return fill(counted('waste.sentence', added), { thrown: thrownAway.toLocaleString(locale()) });
}

/** "3 of the 6 had expired." */
export function expiredWords({ thrownAway, reasons }: Totals): string {
	if (thrownAway === 0) return '';
	if (reasons.expired === 0) return t('waste.expired.none');
	if (reasons.expired === thrownAway) return t('waste.expired.all');
	return t('waste.expired.some', { n: reasons.expired, all: thrownAway });
}

export const measureWords = (measure: Measure) => (measure === 'packs' ? t('waste.packs') : t(`pack.unit.${measure}`));

/** "6 packs", "180 g". */
export function countWords(value: number, measure: Measure): string {
	if (measure === 'packs') return counted('waste.n', value);
	return t('waste.amount', {
		n: value.toLocaleString(locale(), { maximumFractionDigits: 3 }),
		unit: t(`pack.unit.${measure}`)
	});
}
