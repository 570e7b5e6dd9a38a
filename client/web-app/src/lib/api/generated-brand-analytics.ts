// Generated from services/brand-analytics-service/openapi.json by `npm run generate`.

/**
 * A metric: always distinct visitors.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Metric".
 */
export type Metric =
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
 * A table of released numbers.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Insights".
 */
export interface Insights {
	/**
	 * By metric.
	 */
	definitions: {
		[k: string]: InsightsDefinition;
	};
	/**
	 * Complete: each metric of each row is there, also where nothing is told.
	 */
	items: InsightsItem[];
	/**
	 * Groups of fewer visitors are withheld; `null` before anything was released.
	 */
	k: number | null;
	period: InsightsPeriod;
	/**
	 * What stood between the counts and their release, such as `threshold`; `null` before anything was released.
	 */
	policy: string | null;
	/**
	 * The last UTC day that is released to the brand; `null` before the first.
	 */
	releasedThrough: string | null;
}
/**
 * What a number means, in the language of `Content-Language`.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "InsightsDefinition".
 */
export interface InsightsDefinition {
	/**
	 * Who is counted.
	 */
	definition: string;
	/**
	 * A short name.
	 */
	name: string;
	/**
	 * What is counted in one day's number of one product: distinct browsers, not people.
	 */
	unit: string;
	/**
	 * What is counted in a sum of several days, products or regions.
	 */
	unitOfSums: string;
	/**
	 * Of which time, and when it is told.
	 */
	window: string;
}
/**
 * One row. It has either `day` or `period`.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "InsightsItem".
 */
export interface InsightsItem {
	/**
	 * One UTC day.
	 */
	day?: string | null;
	/**
	 * How many days `period` has.
	 */
	days?: number | null;
	/**
	 * Of how many days of `period` a number was published and is in the sum.
	 */
	daysReleased?: number | null;
	/**
	 * The product, as GTIN-14; `null`: all of the brand's, added.
	 */
	gtin: string | null;
	metric: Metric;
	period?: InsightsPeriod | null;
	previous?: InsightsPrevious | null;
	/**
	 * ISO 3166-2, `unknown` where nobody said, `other` for regions that do not stand alone, or `all`.
	 */
	region: string;
	/**
	 * `true`: the time is released, and there is not enough data to tell (fewer than `k`). `false` with `visitors: null`: not yet
	 * released.
	 */
	suppressed: boolean;
	/**
	 * `visitors`, or `visitor-days` where published rows are added: who came on two days, scanned two products or was in two regions
	 * is then in it twice.
	 */
	unit: string;
	/**
	 * How many; `null` where nothing is told.
	 */
	visitors: number | null;
}
/**
 * Days in a row, both ends included.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "InsightsPeriod".
 */
export interface InsightsPeriod {
	from: string;
	to: string;
}
/**
 * What was before.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "InsightsPrevious".
 */
export interface InsightsPrevious {
	/**
	 * How many days `period` has.
	 */
	days: number;
	/**
	 * Of how many days a number was published and is in the sum.
	 */
	daysReleased: number;
	period: InsightsPeriod;
	/**
	 * `true`: the time is released, and there is not enough data to tell (fewer than `k`). `false` with `visitors: null`: not yet
	 * released.
	 */
	suppressed: boolean;
	/**
	 * How many; `null` where nothing is told.
	 */
	visitors: number | null;
}
