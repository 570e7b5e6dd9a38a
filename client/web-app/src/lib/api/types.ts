/** The API's shapes under the names that the app uses; made from passport-service's OpenAPI document. */
import type {
	FailureReason,
	NutritionTable as Nutrients,
	Passport,
	Problem as PublishedProblem,
	Scan,
	Section_Eco,
	Section_Journey
} from './generated.ts';

export type {
	Allergen,
	Allergens,
	BrandName,
	DietAnswer,
	EcoPackagingPart,
	EcoPlace,
	EcoReason,
	EcoTerm,
	Fact,
	FailureReason,
	FoundProduct,
	FreeFrom,
	Ingredient,
	Ingredients,
	Item,
	JourneyStep,
	Label,
	NutriScore,
	Page_FoundProduct as PageOfFound,
	Page_PastScan as PageOfScans,
	Page_Statement as PageOfStatements,
	Passport,
	PastScan,
	Product,
	Reason as ReportReason,
	Recall,
	Scan,
	ShopperLink,
	Source,
	Statement,
	StepKind,
	TypedEntry,
	Verification,
	WarningCode
} from './generated.ts';

/** A part of a passport that comes by itself; the published sections are this shape with their own data. */
export type Section<T> =
	| { status: 'pending' }
	| { status: 'loaded'; data: T }
	| { status: 'failed'; reason: FailureReason; retryAt?: string | null }
	| { status: 'not_available' };

export type Eco = Extract<Section_Eco, { status: 'loaded' }>['data'];
export type Journey = Extract<Section_Journey, { status: 'loaded' }>['data'];
export type NutritionTable = Nutrients & { status: 'known' };
export type Nutrient = Exclude<keyof Nutrients, 'per'>;

/** A problem, with the members that some kinds of it have. */
export type Problem = Omit<PublishedProblem, 'detail'> & {
	detail?: string | null;
	reason?: string;
	at?: number | null;
};

/** A scan beside its passport: the pack alone. */
export type ScannedPack = Omit<Scan, 'passport'>;

/** What the server wrote into the shell (docs/adr/0006). */
export type Embedded =
	| { kind: 'passport'; passport: Passport; scan: ScannedPack | null }
	| { kind: 'unknown_product'; gtin: string; scanId: string | null }
	| { kind: 'invalid_code'; raw: string; reason: string; at: number | null; detail: string };
