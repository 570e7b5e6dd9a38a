/** A pack while it is typed: text as it was written, until it is sent. Pure. */
import type { Action, ExpiryKind, FridgeItem, NewItem, Place, Unit } from '#lib/api/fridge.ts';
import { parseAmount, parseDays, parsePrice, typed } from './amount.ts';

export const UNITS: readonly Unit[] = ['piece', 'g', 'ml'];
export const PLACES: readonly Place[] = ['fridge', 'freezer', 'pantry'];
export const CURRENCIES = ['EUR', 'CHF', 'GBP', 'USD', 'DKK', 'NOK', 'SEK', 'PLN', 'CZK', 'HUF', 'RON'] as const;

export interface Draft {
	name: string;
	expiry: string;
	kind: ExpiryKind;
	/** Empty: what is printed on the pack, else one piece. */
	amount: string;
	unit: Unit;
	price: string;
	currency: string;
	place: Place;
	afterOpening: string;
	freezer: string;
}

export type Field = 'name' | 'expiry' | 'amount' | 'price' | 'afterOpening' | 'freezer';

export function emptyDraft(parts: Partial<Draft> = {}): Draft {
	return {
		name: '',
		expiry: '',
		kind: 'use_by',
		amount: '',
		unit: 'piece',
		price: '',
		currency: 'EUR',
		place: 'fridge',
		afterOpening: '',
		freezer: '',
		...parts
	};
}

/** A pack's data, to be corrected. */
export function draftOf(item: FridgeItem, decimalComma: boolean): Draft {
	const { expiry, expiryKind, remaining, price, place, shelfLife } = item;
	const days = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value));
	return {
		name: item.name ?? '',
		expiry: expiry ?? '',
		kind: expiryKind ?? 'use_by',
		amount: typed(remaining.amount, decimalComma),
		unit: remaining.unit,
		price: price ? typed(price.amount, decimalComma) : '',
		currency: price?.currency ?? 'EUR',
		place,
		afterOpening: days(shelfLife?.afterOpeningDays),
		freezer: days(shelfLife?.freezerDays)
	};
}

/** The fields that cannot be meant as they are. */
export function faultsOf(draft: Draft, wantsName: boolean): Field[] {
	const faults: [Field, boolean][] = [
		['name', wantsName && draft.name.trim() === ''],
		['amount', draft.amount.trim() !== '' && parseAmount(draft.amount) === null],
		['price', draft.price.trim() !== '' && parsePrice(draft.price) === null],
		['afterOpening', draft.afterOpening.trim() !== '' && parseDays(draft.afterOpening) === null],
		['freezer', draft.freezer.trim() !== '' && parseDays(draft.freezer) === null]
	];
	return faults.filter(([, wrong]) => wrong).map(([field]) => field);
}

/** What was added by the person; what the code says already is not sent again. */
export function additionOf(draft: Draft, known: { expiry?: string | null; kind?: ExpiryKind | null } = {}): NewItem {
	const amount = parseAmount(draft.amount);
	const price = parsePrice(draft.price);
	const dated = draft.expiry !== '' && (draft.expiry !== known.expiry || draft.kind !== known.kind);
	return {
		...(dated ? { expiry: draft.expiry, expiryKind: draft.kind } : {}),
		...(amount === null ? {} : { quantity: { amount, unit: draft.unit } }),
		...(price === null ? {} : { price: { amount: price, currency: draft.currency } }),
		...(draft.place === 'fridge' ? {} : { place: draft.place })
	};
}

/** What differs from the pack as it stands; `null` when nothing does. */
export function correctionOf(draft: Draft, item: FridgeItem): Action | null {
	const action: Action = { action: 'correct', ...amountChange(draft, item), ...dateChange(draft, item) };
	const price = parsePrice(draft.price);
	if (price !== null && (price !== item.price?.amount || draft.currency !== item.price.currency))
		action.price = { amount: price, currency: draft.currency };
	if (draft.place !== item.place) action.place = draft.place;
	const shelfLife = shelfLifeChange(draft, item);
	if (shelfLife !== null) action.shelfLife = shelfLife;
	return Object.keys(action).length === 1 ? null : action;
}

function amountChange(draft: Draft, { remaining }: FridgeItem): Partial<Action> {
	const amount = parseAmount(draft.amount);
	return amount === null || amount === remaining.amount ? {} : { quantity: { amount, unit: remaining.unit } };
}

function dateChange(draft: Draft, { expiry, expiryKind }: FridgeItem): Partial<Action> {
	if (draft.expiry === '' || (draft.expiry === expiry && draft.kind === expiryKind)) return {};
	return { expiry: draft.expiry, expiryKind: draft.kind };
}

function shelfLifeChange(draft: Draft, { shelfLife }: FridgeItem): NonNullable<Action['shelfLife']> | null {
	const opened = parseDays(draft.afterOpening);
	const frozen = parseDays(draft.freezer);
	const changed =
		(opened !== null && opened !== shelfLife?.afterOpeningDays) ||
		(frozen !== null && frozen !== shelfLife?.freezerDays);
	if (!changed) return null;
	return {
		...(opened === null ? {} : { afterOpeningDays: opened }),
		...(frozen === null ? {} : { freezerDays: frozen })
	};
}
