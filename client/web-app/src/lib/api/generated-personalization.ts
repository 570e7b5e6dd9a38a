// Generated from services/personalization-service/openapi.json by `npm run generate`.

/**
 * One of the 14 substances that must be declared.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Allergen".
 */
export type Allergen =
	| 'celery'
	| 'gluten'
	| 'crustaceans'
	| 'eggs'
	| 'fish'
	| 'lupin'
	| 'milk'
	| 'molluscs'
	| 'mustard'
	| 'nuts'
	| 'peanuts'
	| 'sesame'
	| 'soybeans'
	| 'sulphites';
/**
 * What "may contain" means.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Traces".
 */
export type Traces = 'avoid' | 'careful' | 'ignore';
/**
 * A verdict, or a problem with its `gtin`.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Compared".
 */
export type Compared = Verdict | Problem;
/**
 * Who states facts, weakest first (the merge rule's order).
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Source".
 */
export type Source = 'unstated' | 'agribalyse' | 'open_food_facts' | 'brand';
/**
 * The three answers; the worst rule decides.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Level".
 */
export type Level = 'good_for_you' | 'be_careful' | 'avoid';
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
 * A diet, judged by ingredients.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Diet".
 */
export type Diet = 'vegan' | 'vegetarian' | 'pescatarian' | 'halal' | 'kosher_style';
/**
 * A nutrient of EU 1169/2011, Annex XV. Grams unless the name says otherwise.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Nutrient".
 */
export type Nutrient =
	'energy_kj' | 'energy_kcal' | 'fat' | 'saturated_fat' | 'carbohydrates' | 'sugars' | 'fibre' | 'protein' | 'salt';
/**
 * An intolerance; not an allergy.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Intolerance".
 */
export type Intolerance = 'lactose' | 'gluten' | 'fructose' | 'sorbitol' | 'histamine';

export interface Api {}
/**
 * An allergy.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Allergy".
 */
export interface Allergy {
	allergen: Allergen;
	traces?: Traces | null;
}
/**
 * A rule that found nothing.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "CheckView".
 */
export interface CheckView {
	/**
	 * `allergy.milk`
	 */
	rule: string;
}
/**
 * Whether a product is right for a person, and why. Always check the pack.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Verdict".
 */
export interface Verdict {
	/**
	 * Rules that found nothing.
	 */
	checks: CheckView[];
	computedAt: string;
	/**
	 * 14 digits.
	 */
	gtin: string;
	/**
	 * Grows with every change of the label.
	 */
	labelVersion: number;
	/**
	 * The published rules that decided.
	 */
	policyVersion: string;
	/**
	 * Grows with every change of the profile.
	 */
	profileVersion: number;
	/**
	 * The worst first.
	 */
	reasons: ReasonView[];
	stale?: Stale | null;
	/**
	 * What could not be checked, because no source states it.
	 */
	unknowns: UnknownView[];
	verdict: Level;
	verdictId: string;
}
/**
 * A reason in words.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ReasonView".
 */
export interface ReasonView {
	fact: FactView;
	level: Level;
	/**
	 * `allergy.milk`
	 */
	rule: string;
	/**
	 * In the person's language.
	 */
	text: string;
}
/**
 * A fact of the label.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "FactView".
 */
export interface FactView {
	/**
	 * When, if the source says.
	 */
	asOf?: string | null;
	/**
	 * JSON pointer into the product.
	 */
	path: string;
	source: Source;
	/**
	 * What stands there: text, or a number of the nutrient's unit; `null` when it is not stated.
	 */
	value: {
		[k: string]: unknown;
	};
}
/**
 * An old label was judged.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Stale".
 */
export interface Stale {
	/**
	 * When the label was last heard.
	 */
	labelAsOf: string;
}
/**
 * Something that a rule asks for and nobody states.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "UnknownView".
 */
export interface UnknownView {
	/**
	 * JSON pointer into the product.
	 */
	path: string;
	/**
	 * `goal.protein`
	 */
	rule: string;
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
 * Products to be compared.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Comparison".
 */
export interface Comparison {
	/**
	 * 1 to 20, in any length that GTINs have.
	 *
	 * @minItems 1
	 * @maxItems 20
	 */
	gtins: string[];
}
/**
 * One for each product that was asked for, in that order.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Comparisons".
 */
export interface Comparisons {
	items: Compared[];
}
/**
 * What there should be in 100 g or 100 ml: at least one of the bounds.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Goal".
 */
export interface Goal {
	atLeast?: number | null;
	atMost?: number | null;
	nutrient: Nutrient;
}
/**
 * What a person must not, should not or wants to eat. Every list may be empty; an empty profile gets no verdict.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "HealthProfile".
 */
export interface HealthProfile {
	allergies?: Allergy[];
	/**
	 * 1 to 80 characters each, in the person's words.
	 *
	 * @maxItems 50
	 */
	avoidIngredients?: string[];
	diets?: Diet[];
	goals?: Goal[];
	intolerances?: Intolerance[];
}
/**
 * Every published policy.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "RulePolicies".
 */
export interface RulePolicies {
	/**
	 * The version by which verdicts are made now.
	 */
	current: string;
	/**
	 * Oldest first.
	 */
	items: {}[];
	/**
	 * Always `null`: there are few.
	 */
	next?: string | null;
}
/**
 * A page of verdicts.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Verdicts".
 */
export interface Verdicts {
	items: Verdict[];
	/**
	 * Cursor of the next page; `null` on the last one.
	 */
	next?: string | null;
}
