/** The fridge's shapes under the names that the app uses. */
export type Unit = 'piece' | 'g' | 'ml';
export type Place = 'fridge' | 'freezer' | 'pantry';
export type ExpiryKind = 'use_by' | 'best_before';
export type PackState = 'sealed' | 'opened' | 'frozen' | 'gone';
export type Freshness = 'fresh' | 'use_soon' | 'last_day' | 'past_best_before' | 'expired' | 'unknown';
export type WasteReason = 'expired' | 'spoiled' | 'too_much' | 'disliked' | 'other';
export type Period = 'day' | 'week' | 'month';
export type AlertKind = 'use_soon' | 'last_day' | 'past_best_before' | 'expired' | 'recalled' | 'label_changed';
export type ActionName =
	'open' | 'freeze' | 'thaw' | 'use' | 'throw_away' | 'recycle' | 'give_away' | 'correct' | 'undo';

export interface Quantity {
	amount: number;
	unit: Unit;
}
export interface Price {
	amount: number;
	currency: string;
}
export interface ShelfLife {
	afterOpeningDays?: number | null;
	freezerDays?: number | null;
	source?: { title: string; url: string } | 'own' | null;
}
export interface FridgeItem {
	itemId: string;
	gtin?: string | null;
	name: string | null;
	imageUrl?: string | null;
	lot?: string | null;
	quantity: Quantity;
	remaining: Quantity;
	place: Place;
	state: PackState;
	expiry?: string | null;
	expiryKind?: ExpiryKind | null;
	usableUntil?: string | null;
	freshness: Freshness;
	addedAt: string;
	openedAt?: string | null;
	frozenAt?: string | null;
	thawedAt?: string | null;
	price?: Price | null;
	shelfLife?: ShelfLife | null;
	gone?: { how: 'used' | 'thrown_away' | 'given_away' | 'unaccounted' | 'never_added'; at: string } | null;
	undo?: { action: ActionName | 'add'; until: string } | null;
	version: number;
}
export interface Alert {
	itemId: string;
	kind: AlertKind;
	since: string;
}
export interface FridgeList {
	items: FridgeItem[];
	alerts: Alert[];
	today: string;
	timeZone: string;
	leadDays: number;
}
export interface NewItem {
	scanId?: string;
	gtin?: string;
	name?: string;
	expiry?: string;
	expiryKind?: ExpiryKind;
	quantity?: Quantity;
	price?: Price;
	place?: Place;
}
export interface Action {
	action: ActionName;
	quantity?: Quantity;
	reason?: WasteReason;
	expiry?: string;
	expiryKind?: ExpiryKind;
	place?: Place;
	price?: Price;
	shelfLife?: { afterOpeningDays?: number; freezerDays?: number };
	at?: string;
}
export type EventType =
	| 'item_added'
	| 'item_opened'
	| 'item_frozen'
	| 'item_thawed'
	| 'item_used'
	| 'item_thrown_away'
	| 'item_given_away'
	| 'item_recycled'
	| 'item_corrected'
	| 'action_undone';
export interface HistoryEntry {
	eventId: string;
	type: EventType;
	at: string;
	recordedAt: string;
	quantity?: Quantity | null;
	reason?: WasteReason | null;
	expiry?: string | null;
	expiryKind?: ExpiryKind | null;
	place?: Place | null;
	undone: boolean;
}
export interface Reminders {
	leadDays: number;
	hour: number;
	timeZone: string;
	email: boolean;
}
export type Reasons = Partial<Record<WasteReason, number>>;
export interface PackRow {
	period: string;
	added: number;
	used: number;
	thrownAway: number;
	givenAway: number;
	remaining: number;
	unaccounted: number;
	reasons: Reasons;
}
export interface WasteRow extends PackRow {
	unit: Unit;
}
export interface Waste {
	rows: WasteRow[];
	packs: PackRow[];
	money: { thrownAway: Price[]; pricedPacks: number; packs: number };
}
