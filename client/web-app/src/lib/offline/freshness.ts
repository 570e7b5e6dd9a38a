/** How fresh a pack is on a day that the server was not asked about: as domain/freshness.rs of fridge-service has it. Pure. */
import type { FridgeItem, FridgeList, Freshness } from '#lib/api/fridge.ts';
import { daysBetween } from '#lib/fridge/days.ts';

export interface Day {
	today: string;
	leadDays: number;
}

export function freshnessOn(item: FridgeItem, { today, leadDays }: Day): Freshness {
	const { usableUntil, expiryKind } = item;
	if (!usableUntil) return 'unknown';
	const left = daysBetween(today, usableUntil);
	if (left < 0) return expiryKind === 'use_by' ? 'expired' : 'past_best_before';
	if (left === 0) return 'last_day';
	if (left <= leadDays) return 'use_soon';
	// Guidance has room left, but nobody knows how old the pack was.
	return expiryKind ? 'fresh' : 'unknown';
}

const OF_CALENDAR = ['use_soon', 'last_day', 'past_best_before', 'expired'] as const;
const ofCalendar = (kind: string) => OF_CALENDAR.find((known) => known === kind);

/** A list that was read on another day, as it is today. What the catalog said stays as it was. */
export function onDay(fridge: FridgeList, today: string): FridgeList {
	if (fridge.today === today) return fridge;
	const items = fridge.items.map((item) => ({ ...item, freshness: freshnessOn(item, { ...fridge, today }) }));
	const said = fridge.alerts.filter(({ kind }) => !ofCalendar(kind));
	const alerts = items.flatMap((item) => {
		const kind = ofCalendar(item.freshness);
		const before = fridge.alerts.find((alert) => alert.itemId === item.itemId && alert.kind === kind);
		const own = said.filter(({ itemId }) => itemId === item.itemId);
		return kind ? [...own, before ?? { itemId: item.itemId, kind, since: `${today}T12:00:00Z` }] : own;
	});
	return { ...fridge, today, items, alerts };
}
