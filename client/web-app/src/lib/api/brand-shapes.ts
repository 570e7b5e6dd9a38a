/** A brand's own workspace in passport-service. */
import type { Per } from './generated.ts';
import type { Allergen, DietAnswer, FreeFrom, Nutrient, Source, StepKind } from './types.ts';

export type { Brand, BrandUser } from './generated-identity.ts';

export type ProductStatus = 'draft' | 'published';

/** Something that is wrong or missing: where, which kind, and what to do, in words. */
export interface ProductFault {
	pointer: string;
	code: string;
	detail: string;
	severity: 'error' | 'warning';
}

export interface ProductRow {
	gtin: string;
	name: string | null;
	quantity: string | null;
	imageUrl: string | null;
	/** A draft may stand beside an older version that shoppers read. */
	status: ProductStatus;
	publishedVersion?: number | null;
	/** 0…100 */
	completeness: number;
	faults: ProductFault[];
	updatedAt: string;
	version: number;
	openReports: number;
}

/** What the brand states; a part that is not there is not stated. */
export interface BrandLabel {
	ingredients?: { status?: Stated; language?: string | null; text?: string; items?: unknown[] } | null;
	allergens?: {
		status?: Stated;
		contains?: Allergen[];
		mayContain?: Allergen[];
		freeFrom?: FreeFrom[];
	} | null;
	nutrition?: ({ status?: Stated; per?: Per | null } & Partial<Record<Nutrient, number | null>>) | null;
	diets?: { vegan?: DietAnswer; vegetarian?: DietAnswer } | null;
}

type Stated = 'known' | 'unknown';

/** What another source says about a field, and since when. */
export interface EarlierFact {
	path: string;
	source: Source;
	asOf?: string | null;
	value: unknown;
	differs: boolean;
}

/** What is sent: the whole product as it shall be. Parts that this app does not edit go back as they came. */
export interface ProductEdit {
	name?: string | null;
	quantity?: string | null;
	imageUrl?: string | null;
	categories?: string[];
	label?: BrandLabel;
	fruitsVegetablesLegumes?: number | null;
	eco?: unknown;
	status: ProductStatus;
}

export interface BrandProduct extends ProductRow {
	categories: string[];
	label: BrandLabel;
	sources: EarlierFact[];
	fruitsVegetablesLegumes?: number | null;
	eco?: unknown;
}

export type AttentionKind = 'incomplete' | 'contradiction' | 'report' | 'source_differs';

export interface AttentionItem {
	kind: AttentionKind;
	gtin: string;
	name: string | null;
	count: number;
	pointers: string[];
}

export interface StepEdit {
	kind: StepKind;
	place: { name: string; countryCode?: string | null; latitude?: number | null; longitude?: number | null };
	date?: string | null;
	actor?: string | null;
}

export interface BrandJourney {
	steps: StepEdit[];
	/** Lots that have steps of their own. */
	lots: string[];
}

export type ImportStatus = 'running' | 'completed' | 'refused';

export interface RefusedRow {
	line: number;
	column?: string | null;
	detail: string;
}

export interface ImportReport {
	importId: string;
	status: ImportStatus;
	/** How many there are, once that is known. */
	rows: number | null;
	taken: number;
	refusedRows: number;
	/** What was wrong; a row may be wrong in several columns. */
	refused: RefusedRow[];
}

export type ReportStatus = 'open' | 'answered' | 'closed';

export interface ShopperReport {
	reportId: string;
	gtin: string;
	name: string | null;
	reason: 'unknown_product' | 'wrong_facts' | 'other';
	comment: string | null;
	reportedAt: string;
	status: ReportStatus;
	answer: string | null;
}

export interface ResolverLink {
	linkType: string;
	href: string;
	title?: string | null;
	language?: string | null;
	lot?: string | null;
	serial?: string | null;
}
