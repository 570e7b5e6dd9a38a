/** The list's order: what needs the person first. Pure. */
import type { Alert, FridgeItem, Freshness, Place } from '#lib/api/fridge.ts';

/** Where a pack stands in the list. */
export type Section = 'now' | 'soon' | 'fresh' | 'unknown';
export const SECTIONS: readonly Section[] = ['now', 'soon', 'fresh', 'unknown'];

const OF: Record<Freshness, Section> = {
	expired: 'now',
	last_day: 'now',
	past_best_before: 'now',
	use_soon: 'soon',
	fresh: 'fresh',
	unknown: 'unknown'
};
/** Within *Now*: what must not be eaten before what must be eaten. */
const RANK: Record<Freshness, number> = {
	expired: 0,
	last_day: 1,
	past_best_before: 2,
	use_soon: 3,
	fresh: 4,
	unknown: 5
};

/** What the catalog says about a pack that somebody holds. */
export interface ProductAlerts {
	recalled: boolean;
	labelChanged: boolean;
}

export interface Shown extends ProductAlerts {
	item: FridgeItem;
}

export function withAlerts(items: readonly FridgeItem[], alerts: readonly Alert[]): Shown[] {
	const has = (item: FridgeItem, kind: Alert['kind']) =>
		alerts.some((alert) => alert.itemId === item.itemId && alert.kind === kind);
	return items.map((item) => ({
		item,
		recalled: has(item, 'recalled'),
		labelChanged: has(item, 'label_changed')
	}));
}

/** A recalled pack needs the person now, however fresh it is. */
export function sectionOf({ item, recalled }: Shown): Section {
	return recalled ? 'now' : OF[item.freshness];
}

export function inOrder(shown: readonly Shown[]): Shown[] {
	return shown.toSorted((a, b) => compare(key(a), key(b)));
}

const key = ({ item, recalled }: Shown) =>
	[recalled ? -1 : RANK[item.freshness], item.usableUntil ?? '9999', item.addedAt, item.itemId] as const;

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
	const at = a.findIndex((part, i) => part !== b[i]);
	if (at === -1) return 0;
	return a[at]! < b[at]! ? -1 : 1;
}

export function isHere(item: FridgeItem): boolean {
	return item.state !== 'gone';
}

export function inPlace(shown: readonly Shown[], place: Place | 'all'): Shown[] {
	return place === 'all' ? [...shown] : shown.filter(({ item }) => item.place === place);
}

export function bySection(shown: readonly Shown[]): Record<Section, Shown[]> {
	const sections: Record<Section, Shown[]> = { now: [], soon: [], fresh: [], unknown: [] };
	for (const one of inOrder(shown)) sections[sectionOf(one)].push(one);
	return sections;
}
