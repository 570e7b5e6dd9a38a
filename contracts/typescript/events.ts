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

export type CatalogChange =
  | 'name'
  | 'brand'
  | 'categories'
  | 'quantity'
  | 'picture'
  | 'label'
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
   * What this version changed.
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
   * When the scan was accepted.
   */
  scannedAt: string;
}
