// Generated from services/passport-service/openapi.json by `npm run generate`.

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
 * What the sources state about allergens. `Unknown` is "not stated", an empty set is "stated: none".
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Allergens".
 */
export type Allergens =
	| {
			status: 'unknown';
	  }
	| {
			/**
			 * Declared as ingredients.
			 */
			contains: Allergen[];
			/**
			 * Declared absent, by the brand or a label only.
			 */
			freeFrom: FreeFrom[];
			/**
			 * Possible traces; never overlaps `contains`.
			 */
			mayContain: Allergen[];
			status: 'known';
	  };
/**
 * What a label declares the product to be free from.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "FreeFrom".
 */
export type FreeFrom = 'gluten' | 'lactose' | 'milk' | 'eggs' | 'nuts' | 'peanuts' | 'soybeans';
/**
 * Why a product needs attention, the gravest first.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "AttentionKind".
 */
export type AttentionKind = 'contradiction' | 'report' | 'incomplete' | 'source_differs';
/**
 * Says that a part is stated; `unknown` is as if it were absent.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandStated".
 */
export type BrandStated = 'known' | 'unknown';
/**
 * From labels first, then from the ingredient analysis.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "DietAnswer".
 */
export type DietAnswer = 'yes' | 'no' | 'maybe' | 'unknown';
/**
 * How far an import is.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandImportStatus".
 */
export type BrandImportStatus = 'running' | 'completed' | 'refused';
/**
 * The kinds of step, in the order in which they happen.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "StepKind".
 */
export type StepKind = 'origin' | 'processing' | 'packing' | 'distribution' | 'retail';
/**
 * Who states facts about products, weakest first (the merge rule's order).
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Source".
 */
export type Source = 'agribalyse' | 'open_food_facts' | 'brand';
/**
 * The base of a nutrition table.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Per".
 */
export type Per = '100g' | '100ml';
/**
 * A lot or serial number: 1 to 20 characters of GS1's set 82.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Qualifier".
 */
export type Qualifier = string;
/**
 * The closed list of faults.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "FaultCode".
 */
export type FaultCode =
	| 'missing'
	| 'impossible_value'
	| 'energy_mismatch'
	| 'sugars_exceed_carbohydrates'
	| 'saturates_exceed_fat'
	| 'sum_too_large'
	| 'allergen_contradiction'
	| 'allergen_only_in_text'
	| 'diet_contradiction'
	| 'unknown_category';
/**
 * How bad it is.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Severity".
 */
export type Severity = 'error' | 'warning';
/**
 * Whether what stands in the workspace is what shoppers read.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Publication".
 */
export type Publication = 'draft' | 'published';
/**
 * What a new version changed.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ProductChangeKind".
 */
export type ProductChangeKind =
	| 'created'
	| 'name'
	| 'brand'
	| 'categories'
	| 'quantity'
	| 'picture'
	| 'label'
	| 'allergens'
	| 'journey'
	| 'eco'
	| 'recall';
/**
 * What is wrong.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Reason".
 */
export type Reason = 'unknown_product' | 'wrong_facts' | 'other';
/**
 * What became of a report.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandReportStatus".
 */
export type BrandReportStatus = 'open' | 'answered' | 'closed';
/**
 * How a report is settled.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandReportSettling".
 */
export type BrandReportSettling = 'answered' | 'closed';
/**
 * Green-Score 2024 grades.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "EcoGrade".
 */
export type EcoGrade = 'a_plus' | 'a' | 'b' | 'c' | 'd' | 'e' | 'f';
/**
 * A limit of the method.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "EcoLimit".
 */
export type EcoLimit = 'bonus' | 'scale';
/**
 * The addends of the method; `cap` appears only when the bonus was cut at +25 or the sum was clamped.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "EcoPartName".
 */
export type EcoPartName = 'production' | 'labels' | 'origins' | 'palm_oil' | 'packaging' | 'cap';
/**
 * What a part's points come from.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "EcoReason".
 */
export type EcoReason =
	| {
			footprint: FootprintSize;
			heaviest?: HeaviestStep | null;
			kind: 'food';
			/**
			 * The row is of a similar food only.
			 */
			standIn: boolean;
	  }
	| {
			kind: 'labels';
			/**
			 * As printed on packs.
			 */
			names: string[];
	  }
	| {
			kind: 'origins';
			/**
			 * Empty: nobody states it.
			 */
			places: EcoPlace[];
			/**
			 * ISO 3166-1 alpha-2, upper case.
			 */
			soldIn?: string | null;
	  }
	| {
			kind: 'palm_oil';
			statement: PalmOil;
	  }
	| {
			kind: 'packaging';
			/**
			 * Empty: nobody states it.
			 */
			parts: EcoPackagingPart[];
	  }
	| {
			kind: 'cap';
			limit: EcoLimit;
	  };
/**
 * How large a footprint is.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "FootprintSize".
 */
export type FootprintSize = 'small' | 'medium' | 'large';
/**
 * Steps of the life cycle.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "LifeCycleStep".
 */
export type LifeCycleStep = 'farming' | 'processing' | 'packaging' | 'transport' | 'distribution' | 'consumption';
/**
 * What is known about palm oil.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "PalmOil".
 */
export type PalmOil = 'not_stated' | 'absent' | 'certified' | 'uncertified';
/**
 * How a code came in.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Entry".
 */
export type Entry = 'camera_app' | 'in_app_scanner' | 'typed' | 'image';
/**
 * The two kinds of dates on food.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ExpiryKind".
 */
export type ExpiryKind = 'use_by' | 'best_before';
/**
 * How far a fact is verified.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Verification".
 */
export type Verification = 'brand_verified' | 'community' | 'computed';
/**
 * Why a section could not be gathered.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "FailureReason".
 */
export type FailureReason = 'timeout' | 'source_unavailable' | 'bad_data';
/**
 * What the sources state about ingredients.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Ingredients".
 */
export type Ingredients =
	| {
			status: 'unknown';
	  }
	| {
			/**
			 * As read, in the printed order.
			 */
			items: Ingredient[];
			/**
			 * Two-letter code of the text's language, when known.
			 */
			language?: string | null;
			status: 'known';
			/**
			 * As printed.
			 */
			text: string;
	  };
/**
 * What the sources state about nutrition.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Nutrition".
 */
export type Nutrition =
	| {
			status: 'unknown';
	  }
	| (NutritionTable & {
			status: 'known';
	  });
/**
 * The closed list of doubts.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "WarningCode".
 */
export type WarningCode =
	| 'energy_mismatch'
	| 'impossible_value'
	| 'sugars_exceed_carbohydrates'
	| 'saturates_exceed_fat'
	| 'sum_too_large'
	| 'not_a_number'
	| 'unknown_allergen_tag'
	| 'allergen_only_in_text'
	| 'allergen_contradiction'
	| 'bad_data';
/**
 * How a code came in; `camera_app` is written by the resolver alone.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "TypedEntry".
 */
export type TypedEntry = 'in_app_scanner' | 'typed' | 'image';
/**
 * A (best) to E.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "NutriGrade".
 */
export type NutriGrade = 'a' | 'b' | 'c' | 'd' | 'e';
/**
 * The score, or why there is none.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "NutriScore".
 */
export type NutriScore =
	| {
			/**
			 * Inputs that were unknown and scored 0 (`fibre`, `fruits_vegetables_legumes`).
			 */
			assumed?: string[];
			grade: NutriGrade;
			/**
			 * Points, lower is better.
			 */
			score: number;
			status: 'known';
	  }
	| {
			/**
			 * The missing ones, named as in the nutrition table.
			 */
			missing: string[];
			status: 'unknown';
	  }
	| {
			status: 'not_applicable';
	  };
/**
 * One independently filled part of a passport.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Section_Eco".
 */
export type Section_Eco =
	| {
			status: 'pending';
	  }
	| {
			/**
			 * The score with its parts; the parts' points add up to the unclamped score.
			 */
			data: {
				/**
				 * The day on which the row was heard; absent for a shipped edition, whose name tells its age.
				 */
				asOf?: string | null;
				/**
				 * Two sentences in English words; other languages say the same from the parts' reasons.
				 */
				explanation: string;
				grade: EcoGrade;
				/**
				 * What the score is made of, in the method's order.
				 */
				parts: EcoPart[];
				/**
				 * 0–100.
				 */
				score: number;
				/**
				 * The table row used, with its code, in words.
				 */
				source: string;
				/**
				 * Set when the row stands in for the product's own category: the row's name.
				 */
				standIn?: string | null;
			};
			status: 'loaded';
	  }
	| {
			reason: FailureReason;
			/**
			 * When asking again makes sense.
			 */
			retryAt?: string | null;
			status: 'failed';
	  }
	| {
			status: 'not_available';
	  };
/**
 * One independently filled part of a passport.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Section_Journey".
 */
export type Section_Journey =
	| {
			status: 'pending';
	  }
	| {
			/**
			 * Ordered steps origin → processing → packing → distribution → retail.
			 */
			data: {
				/**
				 * In order.
				 */
				steps: JourneyStep[];
			};
			status: 'loaded';
	  }
	| {
			reason: FailureReason;
			/**
			 * When asking again makes sense.
			 */
			retryAt?: string | null;
			status: 'failed';
	  }
	| {
			status: 'not_available';
	  };
/**
 * What a link tells shoppers. Recalls stand apart; product information and defaults are our own page's place.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ShopperLinkKind".
 */
export type ShopperLinkKind =
	| 'instructions'
	| 'storage'
	| 'recipes'
	| 'allergens'
	| 'nutrition'
	| 'sustainability'
	| 'traceability'
	| 'certification'
	| 'promotion';
/**
 * One independently filled part of a passport.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Section_Product".
 */
export type Section_Product =
	| {
			status: 'pending';
	  }
	| {
			/**
			 * What the merged sources say about a product.
			 */
			data: {
				brand?: BrandName | null;
				/**
				 * Canonical taxonomy ids, general to specific (`en:breads`).
				 */
				categories: string[];
				/**
				 * Provenance of everything above.
				 */
				facts: Fact[];
				/**
				 * Same-origin URL of a picture.
				 */
				imageUrl?: string | null;
				label: Label;
				/**
				 * The product's name, in the language of its main market.
				 */
				name?: string | null;
				nutriScore?: NutriScore;
				/**
				 * As printed: `400 g`.
				 */
				quantity?: string | null;
			};
			status: 'loaded';
	  }
	| {
			reason: FailureReason;
			/**
			 * When asking again makes sense.
			 */
			retryAt?: string | null;
			status: 'failed';
	  }
	| {
			status: 'not_available';
	  };
/**
 * The packs that a recall notice is about, the fewest first.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "RecallOf".
 */
export type RecallOf = 'pack' | 'lot' | 'variant' | 'product';
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
 * What needs the brand's attention.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Attention".
 */
export interface Attention {
	/**
	 * The gravest first; at most 200.
	 */
	items: AttentionItem[];
}
/**
 * One thing that needs the brand's attention.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "AttentionItem".
 */
export interface AttentionItem {
	/**
	 * How many fields, or how many reports.
	 */
	count: number;
	/**
	 * 14 digits.
	 */
	gtin: string;
	kind: AttentionKind;
	name?: string | null;
	/**
	 * The fields that are meant, as JSON pointers into the product.
	 */
	pointers: string[];
}
/**
 * Allergens; an empty list says that there are none.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandAllergens".
 */
export interface BrandAllergens {
	/**
	 * Declared as ingredients.
	 */
	contains?: Allergen[];
	/**
	 * Declared absent.
	 */
	freeFrom?: FreeFrom[];
	/**
	 * Possible traces.
	 */
	mayContain?: Allergen[];
	status?: BrandStated;
}
/**
 * Whether vegans and vegetarians can eat it.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandDiets".
 */
export interface BrandDiets {
	vegan?: DietAnswer;
	vegetarian?: DietAnswer;
}
/**
 * What the eco score is computed from, beside the categories.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandEco".
 */
export interface BrandEco {
	/**
	 * Two letters.
	 */
	countryOfSale?: string | null;
	/**
	 * Label tags (`en:organic`).
	 */
	labels?: string[];
	/**
	 * Where the ingredients come from.
	 */
	origins?: BrandOrigin[];
	/**
	 * Parts of the packaging.
	 */
	packaging?: BrandPackagingPart[];
	/**
	 * Whether there is palm oil in it.
	 */
	palmOil?: boolean | null;
}
/**
 * A place and its share of the ingredients.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandOrigin".
 */
export interface BrandOrigin {
	/**
	 * 0–100.
	 */
	percent: number;
	/**
	 * A tag of the origins taxonomy (`en:italy`).
	 */
	tag: string;
}
/**
 * A part of the packaging.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandPackagingPart".
 */
export interface BrandPackagingPart {
	/**
	 * `en:glass`.
	 */
	material?: string | null;
	/**
	 * `en:bottle`.
	 */
	shape?: string | null;
}
/**
 * What became of a file.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandImport".
 */
export interface BrandImport {
	allOrNothing: boolean;
	createdAt: string;
	finishedAt?: string | null;
	importId: string;
	/**
	 * Why: the first 1,000 faults, by line.
	 */
	refused: RefusedRow[];
	/**
	 * Rows that were refused.
	 */
	refusedRows: number;
	/**
	 * Rows of the file; `null` until they were counted.
	 */
	rows?: number | null;
	status: BrandImportStatus;
	/**
	 * Rows that were taken so far.
	 */
	taken: number;
}
/**
 * Why a row was not taken, or a file not read.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "RefusedRow".
 */
export interface RefusedRow {
	/**
	 * The column: the JSON path of the field, or empty for the line as a whole.
	 */
	column: string;
	/**
	 * What is wrong.
	 */
	detail: string;
	/**
	 * Counted from 1, the header included.
	 */
	line: number;
}
/**
 * One ingredient as the brand reads it.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandIngredient".
 */
export interface BrandIngredient {
	/**
	 * Allergens that it brings.
	 */
	allergens?: Allergen[];
	/**
	 * Taxonomy id.
	 */
	id?: string | null;
	/**
	 * As printed.
	 */
	name: string;
	/**
	 * Share, 0–100.
	 */
	percent?: number | null;
}
/**
 * The list as printed; what it names is read from the text, unless the brand says it itself.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandIngredients".
 */
export interface BrandIngredients {
	/**
	 * As the brand reads it.
	 */
	items?: BrandIngredient[];
	/**
	 * Two letters.
	 */
	language?: string | null;
	status?: BrandStated;
	/**
	 * As printed.
	 */
	text?: string;
}
/**
 * The steps of a product or lot as they stand.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandJourney".
 */
export interface BrandJourney {
	/**
	 * Whether the steps were read from an EPCIS document; asked for as `application/ld+json` it is given back.
	 */
	fromEpcis: boolean;
	/**
	 * `null`: of every pack whose own lot has no steps.
	 */
	lot?: string | null;
	/**
	 * Lots that have steps of their own.
	 */
	lots: string[];
	/**
	 * In the order in which they happen; empty = nothing is stated.
	 */
	steps: JourneyStep[];
	updatedAt?: string | null;
	/**
	 * 0 = nothing is stated.
	 */
	version: number;
}
/**
 * One step.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "JourneyStep".
 */
export interface JourneyStep {
	/**
	 * Who, when stated.
	 */
	actor?: string | null;
	/**
	 * When; `null` = not stated.
	 */
	date?: string | null;
	kind: StepKind;
	/**
	 * The lot this step belongs to; absent = every lot.
	 */
	lot?: string | null;
	place: Place;
	source: Source;
}
/**
 * A place as far as it is known.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Place".
 */
export interface Place {
	/**
	 * ISO 3166-1 alpha-2, upper case.
	 */
	countryCode?: string | null;
	/**
	 * Degrees north, WGS 84.
	 */
	latitude?: number | null;
	/**
	 * Degrees east, WGS 84.
	 */
	longitude?: number | null;
	/**
	 * In words.
	 */
	name: string;
}
/**
 * The steps as they are to stand; none takes the journey away. An EPCIS 2.0 document (JSON-LD) may stand here instead.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandJourneyRequest".
 */
export interface BrandJourneyRequest {
	/**
	 * In any order.
	 */
	steps: BrandStep[];
}
/**
 * One step of a journey; its source is the brand.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandStep".
 */
export interface BrandStep {
	/**
	 * Who.
	 */
	actor?: string | null;
	/**
	 * When; absent = not stated.
	 */
	date?: string | null;
	kind: StepKind;
	place: BrandPlace;
}
/**
 * A place as far as the brand states it.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandPlace".
 */
export interface BrandPlace {
	/**
	 * ISO 3166-1 alpha-2.
	 */
	countryCode?: string | null;
	/**
	 * Degrees north, WGS 84.
	 */
	latitude?: number | null;
	/**
	 * Degrees east, WGS 84.
	 */
	longitude?: number | null;
	/**
	 * In words.
	 */
	name: string;
}
/**
 * What the brand states of its label; absent = not stated.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandLabel".
 */
export interface BrandLabel {
	allergens?: BrandAllergens | null;
	diets?: BrandDiets | null;
	ingredients?: BrandIngredients | null;
	nutrition?: BrandNutrition | null;
}
/**
 * Nutrients; absent = not stated. Grams unless the name says otherwise.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandNutrition".
 */
export interface BrandNutrition {
	carbohydrates?: number | null;
	energyKcal?: number | null;
	energyKj?: number | null;
	fat?: number | null;
	fibre?: number | null;
	per?: Per | null;
	protein?: number | null;
	salt?: number | null;
	saturatedFat?: number | null;
	status?: BrandStated;
	sugars?: number | null;
}
/**
 * One link of a product.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandLink".
 */
export interface BrandLink {
	/**
	 * For whom it is, such as a country's code; readers choose by `context=`.
	 */
	context?: string[];
	/**
	 * An `https` address.
	 */
	href: string;
	/**
	 * The language of what is there, such as `it`, `de-AT`; absent = any.
	 */
	language?: string | null;
	/**
	 * GS1's kind of link, such as `gs1:pip`, `gs1:recallStatus`.
	 */
	linkType: string;
	lot?: Qualifier | null;
	/**
	 * What kind of document is there, such as `text/html`, `application/pdf`; absent = any.
	 */
	mediaType?: string | null;
	serial?: Qualifier | null;
	/**
	 * What is there, in words.
	 */
	title?: string | null;
	variant?: Qualifier | null;
}
/**
 * Where the codes of a product lead.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandLinks".
 */
export interface BrandLinks {
	/**
	 * Without any, codes lead to our own page of the product.
	 */
	items: BrandLink[];
	updatedAt?: string | null;
	/**
	 * 0 = there are none.
	 */
	version: number;
}
/**
 * All links as they are to stand.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandLinksRequest".
 */
export interface BrandLinksRequest {
	/**
	 * None twice, and one `gs1:defaultLink` a lot, serial number and language.
	 */
	items: BrandLink[];
}
/**
 * A brand's name, and its id when it is a tenant of ours.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandName".
 */
export interface BrandName {
	/**
	 * `null` for brands that are no tenants.
	 */
	brandId?: string | null;
	/**
	 * As printed.
	 */
	name: string;
}
/**
 * A product as its brand edits it.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandProduct".
 */
export interface BrandProduct {
	/**
	 * Taxonomy ids, general to specific.
	 */
	categories: string[];
	/**
	 * Percent.
	 */
	completeness: number;
	eco: BrandEco;
	/**
	 * What is missing or wrong, errors first.
	 */
	faults: Fault[];
	/**
	 * Percent, for the Nutri-Score.
	 */
	fruitsVegetablesLegumes?: number | null;
	/**
	 * 14 digits.
	 */
	gtin: string;
	/**
	 * At our own address.
	 */
	imageUrl?: string | null;
	label: BrandLabel;
	name?: string | null;
	/**
	 * Reports of shoppers that are neither answered nor closed.
	 */
	openReports: number;
	/**
	 * The version that shoppers read; `null` = nothing was published yet.
	 */
	publishedVersion?: number | null;
	/**
	 * As printed: `400 g`.
	 */
	quantity?: string | null;
	/**
	 * What other sources say, field by field: where the brand says something else, the brand's word is shown.
	 */
	sources: EarlierFact[];
	status: Publication;
	updatedAt: string;
	version: number;
}
/**
 * One fault of a product, beside the field that it is about.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Fault".
 */
export interface Fault {
	code: FaultCode;
	/**
	 * In plain words.
	 */
	detail: string;
	/**
	 * JSON pointer into the product; `/journey` for its journey.
	 */
	pointer: string;
	severity: Severity;
}
/**
 * One field as another source states it.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "EarlierFact".
 */
export interface EarlierFact {
	/**
	 * The day of the statement.
	 */
	asOf?: string | null;
	/**
	 * The brand states something else.
	 */
	differs: boolean;
	/**
	 * JSON pointer into the product.
	 */
	path: string;
	source: Source;
	/**
	 * As the API shows the field.
	 */
	value: {};
}
/**
 * What shoppers read of a product became something else.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandProductChange".
 */
export interface BrandProductChange {
	changedAt: string;
	/**
	 * In what; none when it changed before this was kept.
	 */
	changes: ProductChangeKind[];
	/**
	 * Grows when the label changes.
	 */
	labelVersion: number;
	/**
	 * The passport's version since then, not the editor's.
	 */
	version: number;
}
/**
 * A product as it is to stand. What is left out is not stated.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandProductRequest".
 */
export interface BrandProductRequest {
	/**
	 * Taxonomy ids, general to specific.
	 */
	categories?: string[];
	eco?: BrandEco;
	/**
	 * Percent, for the Nutri-Score.
	 */
	fruitsVegetablesLegumes?: number | null;
	/**
	 * Its GTIN; in a PUT the one of the path, or absent.
	 */
	gtin?: string | null;
	/**
	 * At our own address, or absent.
	 */
	imageUrl?: string | null;
	label?: BrandLabel;
	/**
	 * The product's name.
	 */
	name?: string | null;
	/**
	 * As printed: `400 g`.
	 */
	quantity?: string | null;
	status?: Publication;
}
/**
 * A line of the brand's catalog.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandProductSummary".
 */
export interface BrandProductSummary {
	/**
	 * Percent.
	 */
	completeness: number;
	/**
	 * What is missing or wrong, errors first.
	 */
	faults: Fault[];
	/**
	 * 14 digits.
	 */
	gtin: string;
	imageUrl?: string | null;
	name?: string | null;
	/**
	 * Reports of shoppers that are neither answered nor closed.
	 */
	openReports: number;
	/**
	 * The version that shoppers read; `null` = nothing was published yet.
	 */
	publishedVersion?: number | null;
	quantity?: string | null;
	status: Publication;
	updatedAt: string;
	version: number;
}
/**
 * What a shopper reported. Nothing of who they are stands here.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandReport".
 */
export interface BrandReport {
	/**
	 * In the brand's words.
	 */
	answer?: string | null;
	answeredAt?: string | null;
	/**
	 * In the shopper's words.
	 */
	comment?: string | null;
	/**
	 * 14 digits.
	 */
	gtin: string;
	/**
	 * The product's name, when it is in the catalog.
	 */
	name?: string | null;
	reason: Reason;
	reportId: string;
	reportedAt: string;
	status: BrandReportStatus;
}
/**
 * What is to become of a report.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "BrandReportRequest".
 */
export interface BrandReportRequest {
	/**
	 * At most 2,000 characters; an answered report has one.
	 */
	answer?: string | null;
	status: BrandReportSettling;
}
/**
 * Answers per diet.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Diets".
 */
export interface Diets {
	vegan: DietAnswer;
	vegetarian: DietAnswer;
}
/**
 * A part of the packaging.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "EcoPackagingPart".
 */
export interface EcoPackagingPart {
	material?: EcoTerm | null;
	shape?: EcoTerm | null;
}
/**
 * A word of a taxonomy.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "EcoTerm".
 */
export interface EcoTerm {
	/**
	 * Its id (`en:plastic`).
	 */
	id: string;
	/**
	 * Its names by language (`en`, `it`, `de`); a language without a name is left out. Not stored, but added for
	 * whoever reads.
	 */
	names?: {
		[k: string]: string;
	};
}
/**
 * One addend.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "EcoPart".
 */
export interface EcoPart {
	/**
	 * A few words on why, in English.
	 */
	detail?: string | null;
	name: EcoPartName;
	/**
	 * Its points, may be negative.
	 */
	points: number;
	reason?: EcoReason | null;
}
/**
 * The step of the life cycle with most of the footprint.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "HeaviestStep".
 */
export interface HeaviestStep {
	/**
	 * Of the whole footprint.
	 */
	percent: number;
	step: LifeCycleStep;
}
/**
 * A place of origin with its share.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "EcoPlace".
 */
export interface EcoPlace {
	/**
	 * 0–100.
	 */
	percent: number;
	place: EcoTerm;
}
/**
 * One stated part of a product with its provenance.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Fact".
 */
export interface Fact {
	/**
	 * The day of the statement; absent when the source does not say.
	 */
	asOf?: string | null;
	/**
	 * JSON pointer into the product, such as `/label/allergens`.
	 */
	path: string;
	source: Source;
	verification: Verification;
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
 * A hit of a search.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "FoundProduct".
 */
export interface FoundProduct {
	brand?: BrandName | null;
	gtin: string;
	imageUrl?: string | null;
	name?: string | null;
	quantity?: string | null;
}
/**
 * A file was taken.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ImportTaken".
 */
export interface ImportTaken {
	importId: string;
}
/**
 * One ingredient as read from the text.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Ingredient".
 */
export interface Ingredient {
	/**
	 * Allergens that this ingredient brings.
	 */
	allergens: Allergen[];
	/**
	 * Canonical taxonomy id (`en:cows-milk`), when recognised.
	 */
	id?: string | null;
	/**
	 * As printed, without marks and percentage.
	 */
	name: string;
	/**
	 * Share of the product, 0–100, only when stated.
	 */
	percent?: number | null;
}
/**
 * Facts of one physical pack.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Item".
 */
export interface Item {
	expiry?: string | null;
	expiryKind?: ExpiryKind | null;
	/**
	 * 14 digits.
	 */
	gtin: string;
	lot?: string | null;
	/**
	 * The code as it came.
	 */
	raw: string;
	serial?: string | null;
}
/**
 * The regulated on-pack facts of a product (EU 1169/2011).
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Label".
 */
export interface Label {
	allergens: Allergens;
	diets: Diets;
	ingredients: Ingredients;
	nutrition: Nutrition;
	/**
	 * What is doubtful about the facts above.
	 */
	warnings: Warning[];
}
/**
 * Nutrients; absent = unknown, never 0. Grams unless the name says otherwise.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "NutritionTable".
 */
export interface NutritionTable {
	carbohydrates?: number | null;
	energyKcal?: number | null;
	energyKj?: number | null;
	fat?: number | null;
	fibre?: number | null;
	per: Per;
	protein?: number | null;
	salt?: number | null;
	saturatedFat?: number | null;
	sugars?: number | null;
}
/**
 * A doubt, in a code for programs and words for people.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Warning".
 */
export interface Warning {
	code: WarningCode;
	/**
	 * What and where, in plain words.
	 */
	detail: string;
}
/**
 * What is wrong with a product.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "NewReport".
 */
export interface NewReport {
	/**
	 * At most 2,000 characters.
	 */
	comment?: string | null;
	reason: Reason;
}
/**
 * A code to be scanned.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "NewScan".
 */
export interface NewScan {
	entry: TypedEntry;
	/**
	 * Whatever the code said or the person typed.
	 */
	raw: string;
}
/**
 * A page of a list.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Page_BrandProductChange".
 */
export interface Page_BrandProductChange {
	/**
	 * Items: What shoppers read of a product became something else.
	 */
	items: {
		changedAt: string;
		/**
		 * In what; none when it changed before this was kept.
		 */
		changes: ProductChangeKind[];
		/**
		 * Grows when the label changes.
		 */
		labelVersion: number;
		/**
		 * The passport's version since then, not the editor's.
		 */
		version: number;
	}[];
	/**
	 * Cursor of the next page; `null` on the last one.
	 */
	next?: string | null;
}
/**
 * A page of a list.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Page_BrandProductSummary".
 */
export interface Page_BrandProductSummary {
	/**
	 * Items: A line of the brand's catalog.
	 */
	items: {
		/**
		 * Percent.
		 */
		completeness: number;
		/**
		 * What is missing or wrong, errors first.
		 */
		faults: Fault[];
		/**
		 * 14 digits.
		 */
		gtin: string;
		imageUrl?: string | null;
		name?: string | null;
		/**
		 * Reports of shoppers that are neither answered nor closed.
		 */
		openReports: number;
		/**
		 * The version that shoppers read; `null` = nothing was published yet.
		 */
		publishedVersion?: number | null;
		quantity?: string | null;
		status: Publication;
		updatedAt: string;
		version: number;
	}[];
	/**
	 * Cursor of the next page; `null` on the last one.
	 */
	next?: string | null;
}
/**
 * A page of a list.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Page_BrandReport".
 */
export interface Page_BrandReport {
	/**
	 * Items: What a shopper reported. Nothing of who they are stands here.
	 */
	items: {
		/**
		 * In the brand's words.
		 */
		answer?: string | null;
		answeredAt?: string | null;
		/**
		 * In the shopper's words.
		 */
		comment?: string | null;
		/**
		 * 14 digits.
		 */
		gtin: string;
		/**
		 * The product's name, when it is in the catalog.
		 */
		name?: string | null;
		reason: Reason;
		reportId: string;
		reportedAt: string;
		status: BrandReportStatus;
	}[];
	/**
	 * Cursor of the next page; `null` on the last one.
	 */
	next?: string | null;
}
/**
 * A page of a list.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Page_FoundProduct".
 */
export interface Page_FoundProduct {
	/**
	 * Items: A hit of a search.
	 */
	items: {
		brand?: BrandName | null;
		gtin: string;
		imageUrl?: string | null;
		name?: string | null;
		quantity?: string | null;
	}[];
	/**
	 * Cursor of the next page; `null` on the last one.
	 */
	next?: string | null;
}
/**
 * A page of a list.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Page_PastScan".
 */
export interface Page_PastScan {
	/**
	 * Items: A line of a person's history.
	 */
	items: {
		brand?: BrandName | null;
		imageUrl?: string | null;
		item: Item;
		name?: string | null;
		scanId: string;
		scannedAt: string;
	}[];
	/**
	 * Cursor of the next page; `null` on the last one.
	 */
	next?: string | null;
}
/**
 * A page of a list.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Page_Statement".
 */
export interface Page_Statement {
	/**
	 * Items: What one source states, overruled facts included.
	 */
	items: {
		asOf?: string | null;
		product: Product;
		source: Source;
	}[];
	/**
	 * Cursor of the next page; `null` on the last one.
	 */
	next?: string | null;
}
/**
 * What the merged sources say about a product.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Product".
 */
export interface Product {
	brand?: BrandName | null;
	/**
	 * Canonical taxonomy ids, general to specific (`en:breads`).
	 */
	categories: string[];
	/**
	 * Provenance of everything above.
	 */
	facts: Fact[];
	/**
	 * Same-origin URL of a picture.
	 */
	imageUrl?: string | null;
	label: Label;
	/**
	 * The product's name, in the language of its main market.
	 */
	name?: string | null;
	nutriScore?: NutriScore;
	/**
	 * As printed: `400 g`.
	 */
	quantity?: string | null;
}
/**
 * What a scan returns: the product at once, journey and eco as they arrive.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Passport".
 */
export interface Passport {
	eco: Section_Eco;
	/**
	 * 14 digits.
	 */
	gtin: string;
	journey: Section_Journey;
	/**
	 * What else the brand published for shoppers; absent = nothing.
	 */
	links?: ShopperLink[];
	product: Section_Product;
	/**
	 * Recall notices that the brand published for this pack, as far as lot and serial number are known; absent = none.
	 */
	recalls?: Recall[];
	/**
	 * Grows with every change of a section, and of what the brand registered; the `ETag` of a passport.
	 */
	version: number;
}
/**
 * A page of the brand's about its product.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ShopperLink".
 */
export interface ShopperLink {
	/**
	 * An `https` address.
	 */
	href: string;
	kind: ShopperLinkKind;
	/**
	 * The language of what is there, such as `it`, `de-AT`; absent = not stated.
	 */
	language?: string | null;
	/**
	 * What the brand calls it.
	 */
	title?: string | null;
}
/**
 * A recall notice that the brand published: that there is one, and where. What it says is the brand's to say.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Recall".
 */
export interface Recall {
	/**
	 * An `https` address.
	 */
	href: string;
	/**
	 * The language of what is there, such as `it`, `de-AT`; absent = not stated.
	 */
	language?: string | null;
	of: RecallOf;
	/**
	 * What the brand calls it.
	 */
	title?: string | null;
}
/**
 * A line of a person's history.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "PastScan".
 */
export interface PastScan {
	brand?: BrandName | null;
	imageUrl?: string | null;
	item: Item;
	name?: string | null;
	scanId: string;
	scannedAt: string;
}
/**
 * A report was taken.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "ReportTaken".
 */
export interface ReportTaken {
	reportId: string;
}
/**
 * A scan with its product's passport.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Scan".
 */
export interface Scan {
	/**
	 * No section is pending.
	 */
	complete: boolean;
	entry: Entry;
	item: Item;
	passport: Passport;
	scanId: string;
	scannedAt: string;
}
/**
 * What one source states, overruled facts included.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Statement".
 */
export interface Statement {
	asOf?: string | null;
	product: Product;
	source: Source;
}
