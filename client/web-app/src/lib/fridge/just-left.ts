/** Packs that left a moment ago, over a reload of the page: their undo stays at hand as long as it is possible. Gone with the tab. */
import type { FridgeItem } from '#lib/api/fridge.ts';

const STORED = 'packytrace-left';

/** Packs that are gone and can still come back now. */
export function returnable(left: readonly FridgeItem[], now: number): FridgeItem[] {
	return left.filter(({ undo }) => undo !== null && undo !== undefined && Date.parse(undo.until) > now);
}

export function keepLeft(accountId: string, left: readonly FridgeItem[]): void {
	try {
		const items = returnable(left, Date.now());
		if (items.length === 0) sessionStorage.removeItem(STORED);
		else sessionStorage.setItem(STORED, JSON.stringify({ accountId, items }));
	} catch {
		return; // storage may be refused: then the item's history still has the undo
	}
}

export function keptLeft(accountId: string): FridgeItem[] {
	try {
		const kept = JSON.parse(sessionStorage.getItem(STORED) ?? 'null') as {
			accountId: string;
			items: FridgeItem[];
		} | null;
		return kept?.accountId === accountId ? returnable(kept.items, Date.now()) : [];
	} catch {
		return [];
	}
}
