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
 * What a number means.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "InsightsDefinition".
 */
export interface InsightsDefinition {
	definition: string;
	name: string;
	unit: string;
	unitOfSums: string;
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
	days?: number | null;
	daysReleased?: number | null;
	gtin: string | null;
	metric: Metric;
	period?: null | InsightsPeriod;
	previous?: null | InsightsPrevious;
	region: string;
	unit: string;
	visitors: number | null;
	suppressed: boolean;
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
	days: number;
	daysReleased: number;
	period: InsightsPeriod;
	visitors: number | null;
	suppressed: boolean;
}
