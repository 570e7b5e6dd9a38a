/** What the public API answers; the shapes of passport-service's OpenAPI document. */

export type Section<T> =
	| { status: 'pending' }
	| { status: 'loaded'; data: T }
	| { status: 'failed'; reason: FailureReason; retryAt?: string }
	| { status: 'not_available' };

export type FailureReason = 'timeout' | 'source_unavailable' | 'bad_data';

export type Source = 'brand' | 'open_food_facts' | 'agribalyse';
export type Verification = 'brand_verified' | 'community' | 'computed';

export interface Fact {
	path: string;
	source: Source;
	asOf?: string;
	verification: Verification;
}

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

export type FreeFrom = 'gluten' | 'lactose' | 'milk' | 'eggs' | 'nuts' | 'peanuts' | 'soybeans';

export interface Ingredient {
	name: string;
	id?: string;
	percent?: number;
	allergens: Allergen[];
}

export type Ingredients =
	{ status: 'unknown' } | { status: 'known'; language?: string; text: string; items: Ingredient[] };

export type Allergens =
	| { status: 'unknown' }
	| { status: 'known'; contains: Allergen[]; mayContain: Allergen[]; freeFrom: FreeFrom[] };

export interface NutritionTable {
	status: 'known';
	per: '100g' | '100ml';
	energyKj?: number;
	energyKcal?: number;
	fat?: number;
	saturatedFat?: number;
	carbohydrates?: number;
	sugars?: number;
	fibre?: number;
	protein?: number;
	salt?: number;
}

export type Nutrition = { status: 'unknown' } | NutritionTable;

export type DietAnswer = 'yes' | 'no' | 'maybe' | 'unknown';

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

export interface Label {
	ingredients: Ingredients;
	allergens: Allergens;
	nutrition: Nutrition;
	diets: { vegan: DietAnswer; vegetarian: DietAnswer };
	warnings: { code: WarningCode; detail: string }[];
}

export type NutriGrade = 'a' | 'b' | 'c' | 'd' | 'e';

export type NutriScore =
	| { status: 'known'; score: number; grade: NutriGrade; assumed?: string[] }
	| { status: 'unknown'; missing: string[] }
	| { status: 'not_applicable' };

export interface BrandName {
	brandId: string | null;
	name: string;
}

export interface Product {
	name?: string;
	brand?: BrandName;
	quantity?: string;
	imageUrl?: string;
	categories: string[];
	label: Label;
	nutriScore: NutriScore;
	facts: Fact[];
}

export type StepKind = 'origin' | 'processing' | 'packing' | 'distribution' | 'retail';

export interface JourneyStep {
	kind: StepKind;
	place: { name: string; countryCode?: string; latitude?: number; longitude?: number };
	date: string | null;
	actor?: string;
	source: Source;
	lot?: string;
}

export interface Journey {
	steps: JourneyStep[];
}

export type EcoPartName = 'production' | 'labels' | 'origins' | 'palm_oil' | 'packaging' | 'cap';

export interface Eco {
	score: number;
	grade: 'a_plus' | 'a' | 'b' | 'c' | 'd' | 'e' | 'f';
	explanation: string;
	parts: { name: EcoPartName; points: number; detail?: string }[];
	source: string;
	asOf?: string;
	standIn?: string;
}

export interface Passport {
	gtin: string;
	version: number;
	product: Section<Product>;
	journey: Section<Journey>;
	eco: Section<Eco>;
}

export type ExpiryKind = 'use_by' | 'best_before';

export interface Item {
	gtin: string;
	lot: string | null;
	serial: string | null;
	expiry: string | null;
	expiryKind: ExpiryKind | null;
	raw: string;
}

export interface Scan {
	scanId: string;
	scannedAt: string;
	entry: 'camera_app' | 'in_app_scanner' | 'typed' | 'image';
	item: Item;
	complete: boolean;
	passport: Passport;
}

/** A scan beside its passport: the pack alone. */
export type ScannedPack = Omit<Scan, 'passport'>;

export interface ScanRow {
	scanId: string;
	scannedAt: string;
	item: Item;
	name: string | null;
	brand: BrandName | null;
	imageUrl: string | null;
}

export interface FoundProduct {
	gtin: string;
	name: string | null;
	brand: BrandName | null;
	imageUrl: string | null;
	quantity: string | null;
}

export interface Page<T> {
	items: T[];
	next: string | null;
}

export type ReportReason = 'unknown_product' | 'wrong_facts' | 'other';

export interface Problem {
	type: string;
	title: string;
	status: number;
	detail?: string;
	reason?: string;
	at?: number | null;
}

/** What the server wrote into the shell (docs/adr/0006). */
export type Embedded =
	| { kind: 'passport'; passport: Passport; scan: ScannedPack | null }
	| { kind: 'unknown_product'; gtin: string; scanId: string | null }
	| { kind: 'invalid_code'; raw: string; reason: string; at: number | null; detail: string };
