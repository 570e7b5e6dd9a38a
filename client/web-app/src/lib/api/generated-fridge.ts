// Generated from services/fridge-service/openapi.json by `npm run generate`.

/**
 * What can be done to a pack.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Action".
 */
export type Action = 'open' | 'freeze' | 'thaw' | 'use' | 'throw_away' | 'recycle' | 'give_away' | 'correct' | 'undo';
/**
 * The published words of what can be done to an item; `add` is the command that makes it.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ActionName".
 */
export type ActionName =
	'add' | 'open' | 'freeze' | 'thaw' | 'use' | 'throw_away' | 'give_away' | 'recycle' | 'correct' | 'undo';
/**
 * The two kinds of dates on food. Use by is safety, best before is quality; their words never mix.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ExpiryKind".
 */
export type ExpiryKind = 'use_by' | 'best_before';
/**
 * Where a pack is kept.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Place".
 */
export type Place = 'fridge' | 'freezer' | 'pantry';
/**
 * An exact number with at most three decimals, not below zero.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Amount".
 */
export type Amount = number;
/**
 * A currency: three capital letters of ISO 4217.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Currency".
 */
export type Currency = string;
/**
 * What amounts are counted in.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Unit".
 */
export type Unit = 'piece' | 'g' | 'ml';
/**
 * Names an item (`UUIDv7`).
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ItemId".
 */
export type ItemId = string;
/**
 * What an alert says.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "AlertKind".
 */
export type AlertKind = 'use_soon' | 'last_day' | 'past_best_before' | 'expired' | 'recalled' | 'label_changed';
/**
 * A number of days: 0 to 3,650. With 0 it is to be used the same day.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Days".
 */
export type Days = number;
/**
 * How fresh a pack is. It changes by the calendar alone.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Freshness".
 */
export type Freshness = 'fresh' | 'use_soon' | 'last_day' | 'past_best_before' | 'expired' | 'unknown';
/**
 * Where the last of it went.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "GoneHow".
 */
export type GoneHow = 'used' | 'thrown_away' | 'given_away' | 'unaccounted' | 'never_added';
/**
 * Who says how long food keeps.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Source".
 */
export type Source = Guidance | Own;
/**
 * The person themselves.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Own".
 */
export type Own = 'own';
/**
 * The published word of a state.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "StateName".
 */
export type StateName = 'sealed' | 'opened' | 'frozen' | 'gone';
/**
 * How often an item has changed: 1 when it was added. Its `ETag`.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ItemVersion".
 */
export type ItemVersion = number;
/**
 * How many days before the last one a person wants to be told: 0 to 14.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "LeadDays".
 */
export type LeadDays = number;
/**
 * Why food is thrown away.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Reason".
 */
export type Reason = 'expired' | 'spoiled' | 'too_much' | 'disliked' | 'other';
/**
 * What happened.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "FridgeEventType".
 */
export type FridgeEventType =
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
/**
 * An hour of a day: 0 to 23.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Hour".
 */
export type Hour = number;
/**
 * How the ledger is cut.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Period".
 */
export type Period = 'day' | 'week' | 'month';
/**
 * An error as the caller sees it. Nothing internal ever stands in it.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Problem".
 */
export type Problem = {} & {
	/**
	 * This occurrence in plain words.
	 */
	detail?: string | null;
	/**
	 * Field faults.
	 */
	errors?: FieldFault[];
	/**
	 * The path that was asked.
	 */
	instance?: string | null;
	/**
	 * The HTTP status again.
	 */
	status: number;
	/**
	 * The kind in words.
	 */
	title: string;
	/**
	 * URI that ends in the slug.
	 */
	type: string;
};
/**
 * Where everything went, by the time it came in. Every row balances: `added = used + thrownAway + givenAway + remaining +
 * unaccounted`.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "WasteLedger".
 */
export type WasteLedger = Waste & {
	by: Period;
	/**
	 * The first day.
	 */
	from: string;
	/**
	 * IANA: whose days these are.
	 */
	timeZone: string;
	/**
	 * The last day.
	 */
	to: string;
};

export interface Api {}
/**
 * A pack that comes in: named by exactly one of `scanId`, `gtin` and `name`.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "AddItem".
 */
export interface AddItem {
	/**
	 * The printed day.
	 */
	expiry?: string | null;
	expiryKind?: ExpiryKind | null;
	/**
	 * A product; 8, 12 and 13 digits are taken, too.
	 */
	gtin?: string | null;
	/**
	 * A food without a code: 1 to 200 characters.
	 */
	name?: string | null;
	place?: Place | null;
	price?: Price | null;
	quantity?: Quantity | null;
	/**
	 * A scan of the caller's: expiry, its kind and lot come from it unless they are said here.
	 */
	scanId?: string | null;
}
/**
 * What a pack has cost.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Price".
 */
export interface Price {
	amount: Amount;
	currency: Currency;
}
/**
 * Some of something: more than nothing, at most 1,000,000.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Quantity".
 */
export interface Quantity {
	amount: Amount;
	unit: Unit;
}
/**
 * Something about one item that its owner should know.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Alert".
 */
export interface Alert {
	itemId: ItemId;
	kind: AlertKind;
	/**
	 * Since when.
	 */
	since: string;
}
/**
 * A calendar that was made.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Calendar".
 */
export interface Calendar {
	/**
	 * Whoever knows it may read the calendar. It is told once: we keep a hash.
	 */
	url: string;
}
/**
 * A fault of one field of the request.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "FieldFault".
 */
export interface FieldFault {
	/**
	 * In plain words.
	 */
	detail: string;
	/**
	 * JSON pointer into the request.
	 */
	pointer: string;
}
/**
 * What is there, and what to do about it.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Fridge".
 */
export interface Fridge {
	/**
	 * In the order of the items; what the catalog said of a product stands before what the calendar says.
	 */
	alerts: Alert[];
	/**
	 * What to use first stands first.
	 */
	items: FridgeItem[];
	leadDays: LeadDays;
	/**
	 * IANA.
	 */
	timeZone: string;
	/**
	 * The person's day, by which everything here is judged.
	 */
	today: string;
}
/**
 * A pack, or a food that was typed by hand.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "FridgeItem".
 */
export interface FridgeItem {
	addedAt: string;
	/**
	 * The printed day.
	 */
	expiry: string | null;
	expiryKind: ExpiryKind | null;
	freshness: Freshness;
	frozenAt?: string | null;
	gone?: Gone | null;
	/**
	 * 14 digits; `null` for what was typed by hand.
	 */
	gtin: string | null;
	imageUrl: string | null;
	itemId: ItemId;
	lot: string | null;
	/**
	 * As the catalog calls it now, or as it was typed; `null` when nobody has named it.
	 */
	name: string | null;
	openedAt?: string | null;
	place: Place;
	price?: Price | null;
	quantity: Quantity;
	remaining: Stock;
	shelfLife?: ShelfLife | null;
	state: StateName;
	thawedAt?: string | null;
	undo?: Undo | null;
	/**
	 * The printed day, as opening, freezing and thawing have changed it; `null` when nobody can say.
	 */
	usableUntil: string | null;
	version: ItemVersion;
}
/**
 * How an item went.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Gone".
 */
export interface Gone {
	at: string;
	how: GoneHow;
}
/**
 * How much there is, which may be nothing.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Stock".
 */
export interface Stock {
	amount: Amount;
	unit: Unit;
}
/**
 * How long an item keeps.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ShelfLife".
 */
export interface ShelfLife {
	afterOpeningDays?: Days | null;
	freezerDays?: Days | null;
	source: Source;
	thawedDays?: Days | null;
}
/**
 * Where a default was published.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Guidance".
 */
export interface Guidance {
	/**
	 * What it is called.
	 */
	title: string;
	/**
	 * Where it stands.
	 */
	url: string;
}
/**
 * What can be taken back.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Undo".
 */
export interface Undo {
	action: ActionName;
	/**
	 * Afterwards it stays.
	 */
	until: string;
}
/**
 * Something that happened.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "FridgeEvent".
 */
export interface FridgeEvent {
	/**
	 * When it happened, as the person says.
	 */
	at: string;
	eventId: string;
	expiry?: string | null;
	expiryKind?: ExpiryKind | null;
	place?: Place | null;
	quantity?: Stock | null;
	reason?: Reason | null;
	/**
	 * When we heard of it.
	 */
	recordedAt: string;
	type: FridgeEventType;
	/**
	 * It was taken back later.
	 */
	undone: boolean;
}
/**
 * A page of what happened, in order.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "FridgeHistory".
 */
export interface FridgeHistory {
	items: FridgeEvent[];
	/**
	 * Cursor of the next page; `null` on the last one.
	 */
	next: string | null;
}
/**
 * Something that is done to a pack.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ItemAction".
 */
export interface ItemAction {
	action: Action;
	/**
	 * When it happened, if not now: not before the item was added.
	 */
	at?: string | null;
	/**
	 * With `correct`: the printed day.
	 */
	expiry?: string | null;
	expiryKind?: ExpiryKind | null;
	place?: Place | null;
	price?: Price | null;
	quantity?: Stock | null;
	reason?: Reason | null;
	shelfLife?: ShelfLifeEdit | null;
}
/**
 * What a person changes of it; what is not said stays.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ShelfLifeEdit".
 */
export interface ShelfLifeEdit {
	afterOpeningDays?: Days | null;
	freezerDays?: Days | null;
}
/**
 * The money that was thrown away.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Money".
 */
export interface Money {
	/**
	 * All packs.
	 */
	packs: number;
	/**
	 * Packs with a price.
	 */
	pricedPacks: number;
	/**
	 * The value of what was thrown away of priced packs, by currency.
	 */
	thrownAway: Worth[];
}
/**
 * A sum of money.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Worth".
 */
export interface Worth {
	amount: Amount;
	currency: Currency;
}
/**
 * When and how the person wants to be told.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "NewReminders".
 */
export interface NewReminders {
	/**
	 * Whether the person wants the mail. It is sent only with the consent `reminders`.
	 */
	email: boolean;
	hour: Hour;
	leadDays: LeadDays;
	/**
	 * IANA.
	 */
	timeZone: string;
}
/**
 * The packs of one period: `added = used + thrown_away + given_away + remaining + unaccounted`.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "PackRow".
 */
export interface PackRow {
	/**
	 * Packs that came in.
	 */
	added: number;
	/**
	 * Those mostly given to somebody.
	 */
	givenAway: number;
	/**
	 * Its first day; a week begins on Monday.
	 */
	period: string;
	reasons: PerReasonU64;
	/**
	 * Those of which something is left.
	 */
	remaining: number;
	/**
	 * Those mostly thrown away.
	 */
	thrownAway: number;
	/**
	 * Those that are gone without anybody having said where.
	 */
	unaccounted: number;
	/**
	 * Those mostly eaten or cooked.
	 */
	used: number;
}
/**
 * Something for each reason; `too_much` and its like are the published words.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "PerReason_u64".
 */
export interface PerReasonU64 {
	disliked: number;
	expired: number;
	other: number;
	spoiled: number;
	too_much: number;
}
/**
 * Something for each reason; `too_much` and its like are the published words.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "PerReason_Amount".
 */
export interface PerReason_Amount {
	/**
	 * An exact number with at most three decimals, not below zero.
	 */
	disliked: number;
	/**
	 * An exact number with at most three decimals, not below zero.
	 */
	expired: number;
	/**
	 * An exact number with at most three decimals, not below zero.
	 */
	other: number;
	/**
	 * An exact number with at most three decimals, not below zero.
	 */
	spoiled: number;
	/**
	 * An exact number with at most three decimals, not below zero.
	 */
	too_much: number;
}
/**
 * When and how the person wants to be told.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Reminders".
 */
export interface Reminders {
	/**
	 * Whether the person wants the mail. It is sent only with the consent `reminders`.
	 */
	email: boolean;
	hour: Hour;
	leadDays: LeadDays;
	/**
	 * IANA.
	 */
	timeZone: string;
}
/**
 * One period and unit: `added = used + thrown_away + given_away + remaining + unaccounted`.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Row".
 */
export interface Row {
	added: Amount;
	givenAway: Amount;
	/**
	 * Its first day; a week begins on Monday.
	 */
	period: string;
	reasons: PerReason_Amount;
	remaining: Amount;
	thrownAway: Amount;
	unaccounted: Amount;
	unit: Unit;
	used: Amount;
}
/**
 * The ledger, cut by periods.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Waste".
 */
export interface Waste {
	money: Money;
	/**
	 * Whole packs: one row for each period.
	 */
	packs: PackRow[];
	/**
	 * Amounts: one row for each period and unit in which something was added, the oldest first.
	 */
	rows: Row[];
}
