// Generated from contracts/**/*.json by `npm run generate`. Not for editing.

/**
 * What every PackyTrace event travels in: CloudEvents 1.0 in structured JSON, with the position of the event in its stream.
 */
export interface Envelope {
  /**
   * The CloudEvents version.
   */
  specversion: '1.0';
  /**
   * Names the event once and for all (UUIDv7); consumers deduplicate by it.
   */
  id: string;
  /**
   * What happened, and the version of its schema.
   */
  type: string;
  /**
   * The service that says so.
   */
  source: string;
  /**
   * When it happened.
   */
  time: string;
  /**
   * The stream: whom or what it happened to. Also the Kafka key.
   */
  subject: string;
  /**
   * Position in the stream on this topic: 1, 2, 3, … without a gap.
   */
  streamVersion: number;
  /**
   * The `$id` of the schema that `data` obeys.
   */
  dataSchema: string;
  /**
   * The fact itself; its schema stands under `events/`.
   */
  data: {
    [k: string]: unknown;
  };
}

/**
 * A person signed in for the first time: their account was made. Key and stream are the account.
 */
export interface AccountRegistered {
  /**
   * The new account.
   */
  accountId: string;
  /**
   * The browser in which the person signed in, if it became the account's.
   */
  visitorId?: string;
  /**
   * When the account was made.
   */
  registeredAt: string;
}

/**
 * An earlier event about the same pack was a slip, and does not count. Key and stream are the account.
 */
export interface ActionUndone {
  /**
   * The pack, or the hand-typed food.
   */
  itemId: string;
  /**
   * Whose fridge: the stream.
   */
  accountId: string;
  /**
   * The browser in which it was said: a pseudonym.
   */
  visitorId: string;
  /**
   * The product, as GTIN-14; absent for hand-typed food, whose name is not published.
   */
  gtin?: string;
  /**
   * The brand the catalogue attributed the product to when the pack was added.
   */
  brandId?: string;
  /**
   * ISO 3166-2; absent is the region `unknown`.
   */
  region?: string;
  /**
   * The event that does not count.
   */
  undoes: string;
  /**
   * `objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise.
   */
  measurement?: 'objected';
  /**
   * When it happened, as the person says; the envelope's `time` is when it was recorded.
   */
  at: string;
}

/**
 * A brand was made or changed: its full state. Key and stream are the brand.
 */
export interface BrandChanged {
  /**
   * The brand.
   */
  brandId: string;
  /**
   * What it is called.
   */
  name: string;
  /**
   * Its GS1 company prefixes: products whose GTIN begins with one are its own.
   *
   * @maxItems 1000
   */
  prefixes: string[];
  /**
   * When it changed.
   */
  changedAt: string;
}

/**
 * An account began or ceased to act for a brand. Key and stream are the account.
 */
export interface BrandUserChanged {
  /**
   * The brand.
   */
  brandId: string;
  /**
   * The account.
   */
  accountId: string;
  /**
   * Whether it acts for the brand from now on.
   */
  member: boolean;
  /**
   * When it changed.
   */
  changedAt: string;
}

export type CatalogChange =
  | 'name'
  | 'brand'
  | 'categories'
  | 'quantity'
  | 'picture'
  | 'label'
  | 'allergens'
  | 'journey'
  | 'eco'
  | 'recall'
  | 'retired'
  | 'created';

/**
 * A catalogue entry changed: the full state that others may keep of it, never its label. The topic is compacted; key and stream are the GTIN.
 */
export interface CatalogEntryChanged {
  /**
   * The product, as GTIN-14.
   */
  gtin: string;
  /**
   * The brand that the product is attributed to, if it is one of ours.
   */
  brandId?: string;
  /**
   * The brand as the pack names it.
   */
  brandName?: string;
  /**
   * The product's name.
   */
  name?: string;
  /**
   * Canonical category ids, from wide to narrow.
   *
   * @maxItems 256
   */
  categories?: string[];
  /**
   * Version of the catalogue entry.
   */
  version: number;
  /**
   * Version of its label; 0 when it has none yet.
   */
  labelVersion: number;
  /**
   * What this version changed; `allergens` beside `label` when what the product contains or may contain is stated otherwise.
   *
   * @minItems 1
   */
  changes: [CatalogChange, ...CatalogChange[]];
  /**
   * When it changed.
   */
  changedAt: string;
  /**
   * Whether the entry is no longer shown.
   */
  retired: boolean;
}

/**
 * What for.
 */
export type ConsentPurpose = 'health_profile' | 'measurement' | 'reminders';

/**
 * A person granted or withdrew their consent to one purpose. Key and stream are the account, or the visitor of somebody without one.
 */
export interface ConsentChanged {
  /**
   * Who decided; absent when a visitor without an account did.
   */
  accountId?: string;
  /**
   * The visitors that the decision is about: all that are linked to the account, or the one that decided.
   *
   * @maxItems 10000
   */
  visitorIds: string[];
  purpose: ConsentPurpose;
  /**
   * Whether it is allowed from now on.
   */
  granted: boolean;
  /**
   * The version of the words that the person saw.
   */
  textVersion: string;
  /**
   * When it took effect.
   */
  changedAt: string;
}

/**
 * A service no longer holds anything about the person of an erasure. Key and stream are the erasure.
 */
export interface ErasureConfirmed {
  /**
   * The erasure.
   */
  erasureId: string;
  /**
   * Who confirms.
   */
  service: string;
  /**
   * How many records of each kind were removed; no kind names a person.
   */
  removed: {
    [k: string]: number;
  };
  /**
   * When the records were gone.
   */
  confirmedAt: string;
}

/**
 * A person wants to be forgotten: whoever holds something about these ids removes it and confirms. Key and stream are the account, or the visitor of somebody without one.
 */
export interface ErasureRequested {
  /**
   * Names the erasure; confirmations repeat it.
   */
  erasureId: string;
  /**
   * The account to forget, if there is one.
   */
  accountId?: string;
  /**
   * Every visitor to forget.
   *
   * @maxItems 10000
   */
  visitorIds: string[];
  /**
   * When the person asked.
   */
  requestedAt: string;
}

/**
 * A number of distinct visitors of a brand's product on one UTC day, told once and never corrected. Nothing in it names or counts a person. Key and stream are the brand.
 */
export interface InsightReleased {
  /**
   * Whose product it was when the day closed.
   */
  brandId: string;
  /**
   * The product, as GTIN-14.
   */
  gtin: string;
  /**
   * ISO 3166-2; `unknown` where nobody said; `other` for the regions that do not stand alone; `all` for the sum of the product's other rows of this day and metric.
   */
  region: string;
  /**
   * The UTC day.
   */
  day: string;
  /**
   * What the visitors did. `new_visitors` to `verdict_avoid` are parts of `scanning_visitors`.
   */
  metric:
    | 'scanning_visitors'
    | 'new_visitors'
    | 'returning_visitors'
    | 'accounts_created_after_scan'
    | 'verdict_good'
    | 'verdict_careful'
    | 'verdict_avoid'
    | 'saved_to_fridge'
    | 'used_up'
    | 'thrown_away'
    | 'recycled'
    | 'reports';
  /**
   * How many distinct visitors; where the region is `all`, a sum in which somebody may count in several regions.
   */
  visitors: number;
  /**
   * What stood between the count and its release: `threshold`.
   */
  policy: string;
  /**
   * The least group that is told.
   */
  k: number;
  /**
   * How much noise there is in it; only under a policy of noise.
   */
  sigma?: number;
}

/**
 * Counted in what: pieces, grams or millilitres.
 */
export type ItemAddedQuantityUnit = 'piece' | 'g' | 'ml';
/**
 * What that day is: safety or quality.
 */
export type ItemAddedExpiryKind = 'use_by' | 'best_before';
/**
 * Where it is kept.
 */
export type ItemAddedPlace = 'fridge' | 'freezer' | 'pantry';

/**
 * A pack, or a food that a person has named, was put in a fridge. Key and stream are the account.
 */
export interface ItemAdded {
  /**
   * The pack, or the hand-typed food.
   */
  itemId: string;
  /**
   * Whose fridge: the stream.
   */
  accountId: string;
  /**
   * The browser in which it was said: a pseudonym.
   */
  visitorId: string;
  /**
   * The product, as GTIN-14; absent for hand-typed food, whose name is not published.
   */
  gtin?: string;
  /**
   * The brand the catalogue attributed the product to when the pack was added.
   */
  brandId?: string;
  /**
   * ISO 3166-2; absent is the region `unknown`.
   */
  region?: string;
  /**
   * Its batch, when the code told it.
   */
  lot?: string;
  /**
   * Canonical category ids, from wide to narrow.
   *
   * @maxItems 256
   */
  categories?: string[];
  quantity: ItemAddedQuantity;
  /**
   * The last day as printed.
   */
  expiry?: string;
  expiryKind?: ItemAddedExpiryKind;
  place: ItemAddedPlace;
  price?: ItemAddedPrice;
  shelfLife?: ItemAddedShelfLife;
  /**
   * `objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise.
   */
  measurement?: 'objected';
  /**
   * When it happened, as the person says; the envelope's `time` is when it was recorded.
   */
  at: string;
}
/**
 * How much of it.
 */
export interface ItemAddedQuantity {
  /**
   * How much, with at most three decimals.
   */
  amount: number;
  unit: ItemAddedQuantityUnit;
}
/**
 * What it has cost.
 */
export interface ItemAddedPrice {
  /**
   * How much, with at most three decimals.
   */
  amount: number;
  /**
   * ISO 4217.
   */
  currency: string;
}
/**
 * How long it keeps, as published guidance said that day.
 */
export interface ItemAddedShelfLife {
  /**
   * Days after the one on which it was opened.
   */
  afterOpeningDays?: number;
  /**
   * Days after the one on which it was frozen.
   */
  freezerDays?: number;
  /**
   * Days after the one on which it was thawed.
   */
  thawedDays?: number;
  source: ItemAddedShelfLifeSource;
}
/**
 * Who says so.
 */
export interface ItemAddedShelfLifeSource {
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
 * Counted in what: pieces, grams or millilitres.
 */
export type ItemCorrectedQuantityUnit = 'piece' | 'g' | 'ml';
/**
 * What that day is: safety or quality.
 */
export type ItemCorrectedExpiryKind = 'use_by' | 'best_before';
/**
 * Where it is kept.
 */
export type ItemCorrectedPlace = 'fridge' | 'freezer' | 'pantry';

/**
 * What was known of a pack was wrong. What is absent stays as it was. Key and stream are the account.
 */
export interface ItemCorrected {
  /**
   * The pack, or the hand-typed food.
   */
  itemId: string;
  /**
   * Whose fridge: the stream.
   */
  accountId: string;
  /**
   * The browser in which it was said: a pseudonym.
   */
  visitorId: string;
  /**
   * The product, as GTIN-14; absent for hand-typed food, whose name is not published.
   */
  gtin?: string;
  /**
   * The brand the catalogue attributed the product to when the pack was added.
   */
  brandId?: string;
  /**
   * ISO 3166-2; absent is the region `unknown`.
   */
  region?: string;
  quantity?: ItemCorrectedQuantity;
  /**
   * The last day as printed.
   */
  expiry?: string;
  expiryKind?: ItemCorrectedExpiryKind;
  place?: ItemCorrectedPlace;
  price?: ItemCorrectedPrice;
  shelfLife?: ItemCorrectedShelfLife;
  /**
   * `objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise.
   */
  measurement?: 'objected';
  /**
   * When it happened, as the person says; the envelope's `time` is when it was recorded.
   */
  at: string;
}
/**
 * How much is really left, which may be nothing.
 */
export interface ItemCorrectedQuantity {
  /**
   * How much, with at most three decimals.
   */
  amount: number;
  unit: ItemCorrectedQuantityUnit;
}
/**
 * What it has cost.
 */
export interface ItemCorrectedPrice {
  /**
   * How much, with at most three decimals.
   */
  amount: number;
  /**
   * ISO 4217.
   */
  currency: string;
}
/**
 * How long it keeps, as the person says.
 */
export interface ItemCorrectedShelfLife {
  /**
   * Days after the one on which it was opened.
   */
  afterOpeningDays?: number;
  /**
   * Days after the one on which it was frozen.
   */
  freezerDays?: number;
}

/**
 * A pack was put in the freezer. Key and stream are the account.
 */
export interface ItemFrozen {
  /**
   * The pack, or the hand-typed food.
   */
  itemId: string;
  /**
   * Whose fridge: the stream.
   */
  accountId: string;
  /**
   * The browser in which it was said: a pseudonym.
   */
  visitorId: string;
  /**
   * The product, as GTIN-14; absent for hand-typed food, whose name is not published.
   */
  gtin?: string;
  /**
   * The brand the catalogue attributed the product to when the pack was added.
   */
  brandId?: string;
  /**
   * ISO 3166-2; absent is the region `unknown`.
   */
  region?: string;
  /**
   * `objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise.
   */
  measurement?: 'objected';
  /**
   * When it happened, as the person says; the envelope's `time` is when it was recorded.
   */
  at: string;
}

/**
 * Counted in what: pieces, grams or millilitres.
 */
export type ItemGivenAwayQuantityUnit = 'piece' | 'g' | 'ml';

/**
 * Some of a pack, or all that was left of it, was given to somebody. Key and stream are the account.
 */
export interface ItemGivenAway {
  /**
   * The pack, or the hand-typed food.
   */
  itemId: string;
  /**
   * Whose fridge: the stream.
   */
  accountId: string;
  /**
   * The browser in which it was said: a pseudonym.
   */
  visitorId: string;
  /**
   * The product, as GTIN-14; absent for hand-typed food, whose name is not published.
   */
  gtin?: string;
  /**
   * The brand the catalogue attributed the product to when the pack was added.
   */
  brandId?: string;
  /**
   * ISO 3166-2; absent is the region `unknown`.
   */
  region?: string;
  quantity: ItemGivenAwayQuantity;
  /**
   * `objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise.
   */
  measurement?: 'objected';
  /**
   * When it happened, as the person says; the envelope's `time` is when it was recorded.
   */
  at: string;
}
/**
 * How much of it.
 */
export interface ItemGivenAwayQuantity {
  /**
   * How much, with at most three decimals.
   */
  amount: number;
  unit: ItemGivenAwayQuantityUnit;
}

/**
 * A pack was opened. Key and stream are the account.
 */
export interface ItemOpened {
  /**
   * The pack, or the hand-typed food.
   */
  itemId: string;
  /**
   * Whose fridge: the stream.
   */
  accountId: string;
  /**
   * The browser in which it was said: a pseudonym.
   */
  visitorId: string;
  /**
   * The product, as GTIN-14; absent for hand-typed food, whose name is not published.
   */
  gtin?: string;
  /**
   * The brand the catalogue attributed the product to when the pack was added.
   */
  brandId?: string;
  /**
   * ISO 3166-2; absent is the region `unknown`.
   */
  region?: string;
  /**
   * `objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise.
   */
  measurement?: 'objected';
  /**
   * When it happened, as the person says; the envelope's `time` is when it was recorded.
   */
  at: string;
}

/**
 * The packaging of a pack that is gone was recycled. No amount changes. Key and stream are the account.
 */
export interface ItemRecycled {
  /**
   * The pack, or the hand-typed food.
   */
  itemId: string;
  /**
   * Whose fridge: the stream.
   */
  accountId: string;
  /**
   * The browser in which it was said: a pseudonym.
   */
  visitorId: string;
  /**
   * The product, as GTIN-14; absent for hand-typed food, whose name is not published.
   */
  gtin?: string;
  /**
   * The brand the catalogue attributed the product to when the pack was added.
   */
  brandId?: string;
  /**
   * ISO 3166-2; absent is the region `unknown`.
   */
  region?: string;
  /**
   * `objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise.
   */
  measurement?: 'objected';
  /**
   * When it happened, as the person says; the envelope's `time` is when it was recorded.
   */
  at: string;
}

/**
 * A pack was taken out of the freezer to be thawed, which counts as opened. Key and stream are the account.
 */
export interface ItemThawed {
  /**
   * The pack, or the hand-typed food.
   */
  itemId: string;
  /**
   * Whose fridge: the stream.
   */
  accountId: string;
  /**
   * The browser in which it was said: a pseudonym.
   */
  visitorId: string;
  /**
   * The product, as GTIN-14; absent for hand-typed food, whose name is not published.
   */
  gtin?: string;
  /**
   * The brand the catalogue attributed the product to when the pack was added.
   */
  brandId?: string;
  /**
   * ISO 3166-2; absent is the region `unknown`.
   */
  region?: string;
  /**
   * `objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise.
   */
  measurement?: 'objected';
  /**
   * When it happened, as the person says; the envelope's `time` is when it was recorded.
   */
  at: string;
}

/**
 * Counted in what: pieces, grams or millilitres.
 */
export type ItemThrownAwayQuantityUnit = 'piece' | 'g' | 'ml';
/**
 * Why.
 */
export type ItemThrownAwayReason = 'expired' | 'spoiled' | 'too_much' | 'disliked' | 'other';

/**
 * Some of a pack, or all that was left of it, was thrown away. Key and stream are the account.
 */
export interface ItemThrownAway {
  /**
   * The pack, or the hand-typed food.
   */
  itemId: string;
  /**
   * Whose fridge: the stream.
   */
  accountId: string;
  /**
   * The browser in which it was said: a pseudonym.
   */
  visitorId: string;
  /**
   * The product, as GTIN-14; absent for hand-typed food, whose name is not published.
   */
  gtin?: string;
  /**
   * The brand the catalogue attributed the product to when the pack was added.
   */
  brandId?: string;
  /**
   * ISO 3166-2; absent is the region `unknown`.
   */
  region?: string;
  quantity: ItemThrownAwayQuantity;
  reason: ItemThrownAwayReason;
  /**
   * `objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise.
   */
  measurement?: 'objected';
  /**
   * When it happened, as the person says; the envelope's `time` is when it was recorded.
   */
  at: string;
}
/**
 * How much of it.
 */
export interface ItemThrownAwayQuantity {
  /**
   * How much, with at most three decimals.
   */
  amount: number;
  unit: ItemThrownAwayQuantityUnit;
}

/**
 * Counted in what: pieces, grams or millilitres.
 */
export type ItemUsedQuantityUnit = 'piece' | 'g' | 'ml';

/**
 * Some of a pack, or all that was left of it, was eaten or cooked. Key and stream are the account.
 */
export interface ItemUsed {
  /**
   * The pack, or the hand-typed food.
   */
  itemId: string;
  /**
   * Whose fridge: the stream.
   */
  accountId: string;
  /**
   * The browser in which it was said: a pseudonym.
   */
  visitorId: string;
  /**
   * The product, as GTIN-14; absent for hand-typed food, whose name is not published.
   */
  gtin?: string;
  /**
   * The brand the catalogue attributed the product to when the pack was added.
   */
  brandId?: string;
  /**
   * ISO 3166-2; absent is the region `unknown`.
   */
  region?: string;
  quantity: ItemUsedQuantity;
  /**
   * `objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise.
   */
  measurement?: 'objected';
  /**
   * When it happened, as the person says; the envelope's `time` is when it was recorded.
   */
  at: string;
}
/**
 * How much of it.
 */
export interface ItemUsedQuantity {
  /**
   * How much, with at most three decimals.
   */
  amount: number;
  unit: ItemUsedQuantityUnit;
}

/**
 * A person said that a product is unknown or its facts are wrong. The comment stays where it was written; key and stream are the visitor.
 */
export interface ProductReported {
  /**
   * The stored report.
   */
  reportId: string;
  /**
   * Who reported: a pseudonym.
   */
  visitorId: string;
  /**
   * The product, as GTIN-14.
   */
  gtin: string;
  /**
   * The brand the catalogue attributed the product to at that moment.
   */
  brandId?: string;
  /**
   * ISO 3166-2; absent is the region `unknown`.
   */
  region?: string;
  /**
   * What is wrong.
   */
  reason: 'unknown_product' | 'wrong_facts' | 'other';
  /**
   * `objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise.
   */
  measurement?: 'objected';
  /**
   * When the report was accepted.
   */
  reportedAt: string;
}

/**
 * A person scanned a pack or typed its code. One per stored scan; key and stream are the visitor.
 */
export interface ProductScanned {
  /**
   * The scan record.
   */
  scanId: string;
  /**
   * Who scanned: a pseudonym.
   */
  visitorId: string;
  /**
   * The signed-in account, if any.
   */
  accountId?: string;
  /**
   * The product, as GTIN-14.
   */
  gtin: string;
  /**
   * The brand the catalogue attributed the product to at that moment.
   */
  brandId?: string;
  /**
   * ISO 3166-2; absent is the region `unknown`.
   */
  region?: string;
  /**
   * How the code came in.
   */
  entry: 'camera_app' | 'in_app_scanner' | 'typed' | 'image';
  /**
   * Whether this is the visitor's first scan ever.
   */
  newVisitor: boolean;
  /**
   * `objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise.
   */
  measurement?: 'objected';
  /**
   * When the scan was accepted.
   */
  scannedAt: string;
}

/**
 * A person asked whether a product is right for them, and was answered. Level and policy version only: no rule, no profile term, no fact. Key and stream are the visitor.
 */
export interface VerdictComputed {
  /**
   * The stored verdict.
   */
  verdictId: string;
  /**
   * The browser that asked: a pseudonym.
   */
  visitorId: string;
  /**
   * The signed-in account.
   */
  accountId: string;
  /**
   * The product, as GTIN-14.
   */
  gtin: string;
  /**
   * The brand the catalogue attributed the product to at that moment.
   */
  brandId?: string;
  /**
   * ISO 3166-2; absent is the region `unknown`.
   */
  region?: string;
  /**
   * The level.
   */
  verdict: 'good_for_you' | 'be_careful' | 'avoid';
  /**
   * The published rule policy that decided.
   */
  policyVersion: string;
  /**
   * `objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise.
   */
  measurement?: 'objected';
  /**
   * When it was computed.
   */
  computedAt: string;
}

/**
 * A visitor became one of an account's, for good: what was done before is the account's too. Key and stream are the account.
 */
export interface VisitorLinked {
  /**
   * The browser's pseudonym.
   */
  visitorId: string;
  /**
   * Whose it is now.
   */
  accountId: string;
  /**
   * When it was linked.
   */
  linkedAt: string;
}

/**
 * Everything that will ever be told of a brand's UTC day has been told. Each window of a brand holds the hash of the one before. Key and stream are the brand.
 */
export interface WindowClosed {
  /**
   * The brand.
   */
  brandId: string;
  /**
   * The UTC day.
   */
  day: string;
  /**
   * How many `insight_released` there are of it; 0 where no group was large enough.
   */
  rows: number;
  /**
   * The hash of the brand's window before; zeros in the first.
   */
  previousHash: string;
  /**
   * SHA-256 over brand, day, rows and `previousHash`, as ADR 0016 writes them.
   */
  hash: string;
}
