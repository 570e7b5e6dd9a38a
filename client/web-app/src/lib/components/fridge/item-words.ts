/** A pack in words. Use by and best before never share any. */
import type { FridgeItem, Quantity } from '#lib/api/fridge.ts';
import { groundOf } from '#lib/fridge/date-story.ts';
import { dayIn, nearness } from '#lib/fridge/days.ts';
import { amount, dayThisYear, number } from '#lib/format.ts';
import { fill } from '#lib/i18n/languages.ts';
import { counted, locale, t } from '#lib/i18n/index.svelte.ts';

/** Where and when the person is. */
export interface Here {
	today: string;
	timeZone: string;
}

export const nameOf = ({ name }: Pick<FridgeItem, 'name'>) => name ?? t('scan.unnamed');

const FRACTIONS: Record<number, string> = { 0.25: '¼', 0.5: '½', 0.75: '¾' };
const piecesNumber = (value: number) => FRACTIONS[value] ?? number(value, locale());

/** "180 g", "2 pieces", "½ piece". */
export function quantityWords({ amount: value, unit }: Quantity): string {
	if (unit !== 'piece') return amount(value, unit, locale());
	return fill(counted('fridge.pieces', Math.max(value, 1)), { amount: piecesNumber(value) });
}

/** "180 g of 250 g" once something is gone. */
export function amountWords({ quantity, remaining }: FridgeItem): string {
	if (quantity.unit !== remaining.unit || quantity.amount === remaining.amount) return quantityWords(remaining);
	const left = remaining.unit === 'piece' ? piecesNumber(remaining.amount) : quantityWords(remaining);
	return t('fridge.amount.of', { left, all: quantityWords(quantity) });
}

const inUtc = (day: string, options: Intl.DateTimeFormatOptions) =>
	new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));

export const weekday = (day: string) => inUtc(day, { weekday: 'long' });

/** "Sunday, 22 November.": at the start of a line, so with a capital. */
export function todayWords({ today }: Here): string {
	const words = t('fridge.day', { weekday: weekday(today), date: inUtc(today, { day: 'numeric', month: 'long' }) });
	return words.slice(0, 1).toLocaleUpperCase(locale()) + words.slice(1);
}

/** "Tue 24 November": a near day, which one places by its weekday. */
const nearDay = (day: string) => `${inUtc(day, { weekday: 'short' })} ${dayThisYear(day, day, locale())}`;

/** "opened Friday", "frozen", "sealed". */
export function stateWords(item: FridgeItem, here: Here): string {
	if (item.state === 'frozen') return t('fridge.state.frozen');
	if (item.thawedAt) return sinceWords('thawed', item.thawedAt, here);
	if (item.state === 'opened')
		return item.openedAt ? sinceWords('opened', item.openedAt, here) : t('fridge.state.opened');
	return t(`fridge.state.${item.state}`);
}

function sinceWords(what: 'opened' | 'thawed', instant: string, { today, timeZone }: Here): string {
	const day = dayIn(instant, timeZone);
	switch (nearness(day, today)) {
		case 'today':
			return t(`fridge.${what}.today`);
		case 'yesterday':
			return t(`fridge.${what}.yesterday`);
		case 'weekday':
			return t(`fridge.${what}.weekday`, { day: weekday(day) });
		default:
			return t(`fridge.${what}.date`, { date: dayThisYear(day, today, locale()) });
	}
}

/** "Frozen on 10 November". */
export function frozenWords(item: FridgeItem, { today, timeZone }: Here): string {
	if (!item.frozenAt) return t('fridge.frozen');
	return t('fridge.frozen.date', { date: dayThisYear(dayIn(item.frozenAt, timeZone), today, locale()) });
}

/** The date of a row: "Use by Tue 24 November". */
export function rowDate(item: FridgeItem, { today }: Here): string | null {
	const { usableUntil: day, freshness } = item;
	if (!day) return null;
	const date = freshness === 'use_soon' ? nearDay(day) : dayThisYear(day, today, locale());
	return t(`fridge.until.${groundOf(item)}`, { date });
}

/** What a card says: the first line, then what to do about it. */
export function cardWords(item: FridgeItem, here: Here): { first: string; then: string | null } {
	const ground = groundOf(item);
	if (item.freshness === 'last_day') return { first: t(`fridge.last.${ground}`), then: null };
	if (item.freshness === 'expired') return { first: t('fridge.expired'), then: pastWords(item, here, false) };
	if (item.freshness === 'past_best_before')
		return { first: `${pastWords(item, here, true)}.`, then: t('fridge.past') };
	return { first: rowDate(item, here) ?? t('fridge.undated'), then: null };
}

/** What was until when; yesterday by its name where nothing depends on the very day. */
function pastWords(item: FridgeItem, { today }: Here, byName: boolean): string {
	const ground = groundOf(item);
	const day = item.usableUntil ?? item.expiry;
	if (!day) return t('fridge.undated');
	if (byName && nearness(day, today) === 'yesterday') return t(`fridge.was.${ground}.yesterday`);
	return t(`fridge.was.${ground}.date`, { date: dayThisYear(day, today, locale()) });
}
