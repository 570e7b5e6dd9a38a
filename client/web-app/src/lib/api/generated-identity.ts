// Generated from services/identity-service/openapi.json by `npm run generate`.

/**
 * How a prefix stands.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "PrefixStatus".
 */
export type PrefixStatus = 'proven' | 'waiting' | 'refused';
/**
 * How a decision came in.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Channel".
 */
export type Channel = 'web_app' | 'api';
/**
 * A purpose of processing.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Purpose".
 */
export type Purpose = 'health_profile' | 'measurement' | 'reminders';
/**
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ErasureStatus".
 */
export type ErasureStatus = 'in_progress' | 'completed';
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

export interface Api {}
/**
 * An account as its owner sees it.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Account".
 */
export interface Account {
	accountId: string;
	/**
	 * When the person first signed in.
	 */
	createdAt: string;
	/**
	 * The address with which the person signs in; kept at sign-in alone. `null` when they gave none.
	 */
	email?: string | null;
	/**
	 * Whether the person has confirmed it: nothing is mailed before.
	 */
	emailVerified: boolean;
	/**
	 * Browsers and programs whose scans are this account's.
	 */
	linkedVisitors: number;
}
/**
 * A brand as its users see it.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Brand".
 */
export interface Brand {
	brandId: string;
	name: string;
	/**
	 * GS1 company prefixes: a product whose GTIN-13 begins with one is the brand's.
	 */
	prefixes: string[];
	users: BrandUser[];
}
/**
 * Somebody who acts for the brand.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandUser".
 */
export interface BrandUser {
	/**
	 * `null` until they have signed in for the first time.
	 */
	accountId?: string | null;
	addedAt: string;
	email?: string | null;
	name?: string | null;
}
/**
 * A GS1 company prefix and how it stands.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandPrefix".
 */
export interface BrandPrefix {
	claimedAt: string;
	/**
	 * Unless it waits.
	 */
	decidedAt?: string | null;
	/**
	 * What shows that it is the brand's, when it is proven.
	 */
	evidence?: string | null;
	licence?: PrefixLicence | null;
	/**
	 * 4 to 12 digits with which a GTIN-13 begins.
	 */
	prefix: string;
	/**
	 * Why it was refused.
	 */
	reason?: string | null;
	status: PrefixStatus;
}
/**
 * How a licence can be looked up at GS1.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "PrefixLicence".
 */
export interface PrefixLicence {
	/**
	 * The GS1 member organisation that licenses the prefix, such as `GS1 Italy`; 1 to 100 characters.
	 */
	memberOrganisation: string;
	/**
	 * The number of the licence or of the company there; 1 to 100 characters.
	 */
	reference: string;
}
/**
 * A brand says that a prefix is its own.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandPrefixClaim".
 */
export interface BrandPrefixClaim {
	licence: PrefixLicence;
	/**
	 * 4 to 12 digits; one of a U.P.C. with its leading zero.
	 */
	prefix: string;
}
/**
 * A brand's prefixes.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandPrefixes".
 */
export interface BrandPrefixes {
	items: BrandPrefix[];
}
/**
 * Somebody who is to act for the brand, or no longer.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandUserRequest".
 */
export interface BrandUserRequest {
	/**
	 * The address with which they sign in.
	 */
	email: string;
}
/**
 * How one purpose stands.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Consent".
 */
export interface Consent {
	current: CurrentText;
	/**
	 * `measurement` is allowed until somebody objects; everything else only once granted.
	 */
	granted: boolean;
	purpose: Purpose;
	/**
	 * When that was decided; `null` while nobody has.
	 */
	since?: string | null;
	/**
	 * The version of the text that was decided about; `null` while nobody has.
	 */
	textVersion?: string | null;
}
/**
 * The text that is to be shown beside the switch.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "CurrentText".
 */
export interface CurrentText {
	/**
	 * Markdown, in the language of `Content-Language`.
	 */
	text: string;
	/**
	 * To be sent back with a decision.
	 */
	version: string;
}
/**
 * A yes or no, to words that were read.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ConsentDecision".
 */
export interface ConsentDecision {
	granted: boolean;
	/**
	 * `current.version` of the purpose, as it was shown.
	 */
	textVersion: string;
}
/**
 * An entry of the ledger: `docs/adr/0009-consent-chain.md` says how `hash` is computed of the others.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ConsentEntry".
 */
export interface ConsentEntry {
	at: string;
	channel: Channel;
	granted: boolean;
	/**
	 * 64 hexadecimal digits.
	 */
	hash: string;
	/**
	 * `en`, `it` or `de`.
	 */
	locale: string;
	/**
	 * 1, 2, 3, … in the account's chain.
	 */
	position: number;
	/**
	 * `hash` of the entry before; zeros in the first.
	 */
	previousHash: string;
	purpose: Purpose;
	/**
	 * SHA-256 of the text in the language of `locale`.
	 */
	textHash: string;
	textVersion: string;
}
/**
 * A page of the ledger.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ConsentHistory".
 */
export interface ConsentHistory {
	items: ConsentEntry[];
	/**
	 * Cursor of the next page; `null` on the last one.
	 */
	next?: string | null;
}
/**
 * Every purpose.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Consents".
 */
export interface Consents {
	items: Consent[];
	/**
	 * Always `null`: there are three.
	 */
	next?: string | null;
}
/**
 * How far an erasure is. Nothing in it says whose it was.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Erasure".
 */
export interface Erasure {
	/**
	 * By this day the log of events, which knew pseudonyms only, has forgotten them too.
	 */
	eventLogClearedBy: string;
	/**
	 * Every service that holds something about persons, this one included.
	 */
	services: ErasureService[];
	status: ErasureStatus;
}
/**
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ErasureService".
 */
export interface ErasureService {
	/**
	 * When it held nothing any more; `null` until then.
	 */
	confirmedAt?: string | null;
	service: string;
}
/**
 * An erasure has begun.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ErasureBegun".
 */
export interface ErasureBegun {
	/**
	 * Whoever has it can see how far the erasure is.
	 */
	erasureId: string;
}
/**
 * An export is being gathered.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ExportGathering".
 */
export interface ExportGathering {
	exportId: string;
	/**
	 * Services that have not answered yet; `sign-in` is Keycloak.
	 */
	waitingFor: string[];
}
/**
 * An export was asked for.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ExportRequested".
 */
export interface ExportRequested {
	exportId: string;
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
 * Whether this browser's visits may be counted.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "MeasurementChoice".
 */
export interface MeasurementChoice {
	allowed: boolean;
}
/**
 * Whether the browser's visits are counted. They are when it is allowed and the browser sends no signal.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "MeasurementState".
 */
export interface MeasurementState {
	/**
	 * What the person chose here, and for their account if they are signed in.
	 */
	allowed: boolean;
	/**
	 * The browser itself objects (`Sec-GPC: 1`).
	 */
	browserSignal: boolean;
}
/**
 * Where the person says to be.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "RegionChoice".
 */
export interface RegionChoice {
	/**
	 * ISO 3166-2 such as `IT-25`, or a country such as `IT`; `null` forgets it.
	 */
	region?: string | null;
}
/**
 * What a browser chose.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Visitor".
 */
export interface Visitor {
	measurement: MeasurementState;
	/**
	 * ISO 3166-2, as the person said; `null` when they did not.
	 */
	region?: string | null;
}
