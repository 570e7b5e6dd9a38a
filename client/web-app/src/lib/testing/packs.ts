/** Sample packs for tests. */
import type { FridgeItem, FridgeList } from '#lib/api/fridge.ts';

export const TODAY = '2026-11-22';

export function aPack(parts: Partial<FridgeItem> = {}): FridgeItem {
	return {
		itemId: 'pack',
		gtin: '09521234500018',
		name: 'Ricotta di bufala',
		imageUrl: null,
		lot: null,
		quantity: { amount: 250, unit: 'g' },
		remaining: { amount: 180, unit: 'g' },
		place: 'fridge',
		state: 'sealed',
		expiry: '2026-11-29',
		expiryKind: 'use_by',
		usableUntil: '2026-11-29',
		freshness: 'fresh',
		addedAt: '2026-11-18T17:00:00Z',
		version: 1,
		...parts
	};
}

export function aFridge(...items: FridgeItem[]): FridgeList {
	return { items, alerts: [], today: TODAY, timeZone: 'Europe/Rome', leadDays: 2 };
}
