/** How a fridge will be once it was told what waits. A guess that the server's answer replaces. Pure. */
import type { Action, FridgeItem, FridgeList } from '#lib/api/fridge.ts';
import { addDays, dayIn, daysBetween } from '#lib/fridge/days.ts';
import { freshnessOn } from './freshness.ts';
import { localId, type AddWish, type Wish } from './wishes.ts';

/** Where the person is. */
export type Here = Pick<FridgeList, 'today' | 'timeZone' | 'leadDays'>;

export interface Taken {
	fridge: FridgeList;
	/** Packs that went by what waits. */
	left: readonly FridgeItem[];
	/** The packs that something waits for. */
	waiting: ReadonlySet<string>;
}

export function asTaken(fridge: FridgeList, wishes: readonly Wish[]): Taken {
	const packs = new Map(fridge.items.map((item) => [item.itemId, item]));
	const before = new Map<string, FridgeItem>();
	const waiting = new Set<string>();
	for (const wish of wishes) {
		const { what } = wish;
		if (what.kind === 'add') {
			packs.set(localId(wish), provisional(wish, what, fridge));
			waiting.add(localId(wish));
			continue;
		}
		waiting.add(what.itemId);
		const item = packs.get(what.itemId);
		// Another version: the list has it already, or somebody else was first, and the server will say so.
		if (item === undefined || item.version !== what.version) continue;
		packs.set(item.itemId, after(item, before.get(item.itemId), what.action, wish.at, fridge));
		before.set(item.itemId, item);
	}
	const items = [...packs.values()];
	const isThere = ({ state }: FridgeItem) => state !== 'gone';
	const left = items.filter((item) => !isThere(item));
	const alerts = fridge.alerts.filter((alert) => !left.some(({ itemId }) => itemId === alert.itemId));
	return { fridge: { ...fridge, items: items.filter(isThere), alerts }, left, waiting };
}

function after(item: FridgeItem, before: FridgeItem | undefined, action: Action, at: string, here: Here): FridgeItem {
	const version = item.version + 1;
	if (action.action === 'undo') return { ...(before ?? item), version, undo: null };
	const next = { ...foreseen(item, action, at, here), version, undo: null };
	return { ...next, freshness: next.state === 'gone' ? next.freshness : freshnessOn(next, here) };
}

/** The pack after one action, as far as this device can say. */
function foreseen(item: FridgeItem, action: Action, at: string, here: Here): FridgeItem {
	switch (action.action) {
		case 'open':
			return opened(item, at, here);
		case 'freeze':
			return frozen(item, at, here);
		case 'thaw':
			return { ...item, state: 'opened', place: 'fridge', thawedAt: at, usableUntil: within(item, 1, at, here) };
		case 'use':
			return part(item, action, 'used', at, here);
		case 'throw_away':
			return part(item, action, 'thrown_away', at, here);
		case 'give_away':
			return part(item, action, 'given_away', at, here);
		case 'correct':
			return corrected(item, action);
		default:
			return item;
	}
}

/** The earlier of the day that stands and so many days after this. */
function within({ usableUntil }: FridgeItem, days: number, at: string, { timeZone }: Here): string {
	const day = addDays(dayIn(at, timeZone), days);
	return usableUntil && usableUntil < day ? usableUntil : day;
}

function opened(item: FridgeItem, at: string, here: Here): FridgeItem {
	const days = item.shelfLife?.afterOpeningDays;
	const usableUntil = typeof days === 'number' ? within(item, days, at, here) : item.usableUntil;
	return { ...item, state: 'opened', openedAt: at, usableUntil };
}

/** The freezer makes nothing safe again: past its use-by day a pack keeps that day. */
function frozen(item: FridgeItem, at: string, { timeZone }: Here): FridgeItem {
	const day = dayIn(at, timeZone);
	const days = item.shelfLife?.freezerDays;
	const late = item.expiryKind === 'use_by' && item.usableUntil && daysBetween(item.usableUntil, day) > 0;
	const longer = typeof days === 'number' ? addDays(day, days) : null;
	return { ...item, state: 'frozen', place: 'freezer', frozenAt: at, usableUntil: late ? item.usableUntil : longer };
}

type How = 'used' | 'thrown_away' | 'given_away';

function part(item: FridgeItem, { quantity }: Action, how: How, at: string, here: Here): FridgeItem {
	const { amount, unit } = item.remaining;
	const left = quantity ? Math.round((amount - quantity.amount) * 1000) / 1000 : 0;
	if (left <= 0) return { ...item, state: 'gone', remaining: { amount: 0, unit }, gone: { how, at } };
	const next = how === 'used' && item.state === 'sealed' ? opened(item, at, here) : item;
	return { ...next, remaining: { amount: left, unit } };
}

function corrected(item: FridgeItem, { quantity, expiry, expiryKind, place, price }: Action): FridgeItem {
	return {
		...item,
		...(quantity ? { remaining: quantity } : {}),
		...(expiry ? { expiry, usableUntil: item.state === 'sealed' ? expiry : item.usableUntil } : {}),
		...(expiryKind ? { expiryKind } : {}),
		...(place ? { place } : {}),
		...(price ? { price } : {})
	};
}

/** A pack that nobody but this device knows yet. What only the server can say is unknown. */
export function provisional(wish: Pick<Wish, 'key' | 'at' | 'name'>, what: AddWish, here: Here): FridgeItem {
	const item = { ...what.known, ...what.item };
	const quantity = item.quantity ?? { amount: 1, unit: 'piece' as const };
	const expiry = item.expiry ?? null;
	const pack: FridgeItem = {
		itemId: localId(wish),
		gtin: item.gtin ?? null,
		name: wish.name,
		imageUrl: null,
		lot: null,
		quantity,
		remaining: quantity,
		place: item.place ?? 'fridge',
		state: 'sealed',
		expiry,
		expiryKind: expiry === null ? null : (item.expiryKind ?? 'best_before'),
		usableUntil: expiry,
		freshness: 'unknown',
		addedAt: wish.at,
		version: 0
	};
	return { ...pack, freshness: freshnessOn(pack, here) };
}
