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
 * From labels first, then from the ingredient analysis.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "DietAnswer".
 */
export type DietAnswer = 'yes' | 'no' | 'maybe' | 'unknown';
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
 * Who states facts about products, weakest first (the merge rule's order).
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Source".
 */
export type Source = 'agribalyse' | 'open_food_facts' | 'brand';
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
 * The kinds of step, in the order in which they happen.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "StepKind".
 */
export type StepKind = 'origin' | 'processing' | 'packing' | 'distribution' | 'retail';
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
 * The base of a nutrition table.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Per".
 */
export type Per = '100g' | '100ml';
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
 * What is wrong.
 *
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Reason".
 */
export type Reason = 'unknown_product' | 'wrong_facts' | 'other';
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
	product: Section_Product;
	/**
	 * Grows with every change of a section; the `ETag` of a passport.
	 */
	version: number;
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
