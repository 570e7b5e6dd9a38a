/** A brand's workspace under the names that the app uses; made from passport-service's OpenAPI document. */
import type {
	BrandProduct as PublishedProduct,
	BrandProductSummary,
	EarlierFact as PublishedFact,
	Fault,
	FaultCode
} from './generated.ts';

export type { Brand, BrandUser } from './generated-identity.ts';
export type {
	AttentionItem,
	AttentionKind,
	BrandImport as ImportReport,
	BrandJourney,
	BrandLabel,
	BrandLink as ResolverLink,
	BrandLinks,
	BrandProductChange as ProductChange,
	BrandProductRequest as ProductEdit,
	BrandReport as ShopperReport,
	BrandStep as StepEdit,
	ExpiryKind,
	ProductChangeKind as ChangeKind,
	Publication as ProductStatus,
	RefusedRow
} from './generated.ts';

/** Something that is wrong or missing; `refused` and `typed` are said by a refusal and by this app itself. */
export type ProductFault = Omit<Fault, 'code'> & { code: FaultCode | 'refused' | 'typed' };

/** What another source states: words, a number, or a list. */
export type EarlierFact = Omit<PublishedFact, 'value'> & { value: unknown };

export type ProductRow = Omit<BrandProductSummary, 'faults'> & { faults: ProductFault[] };
export type BrandProduct = Omit<PublishedProduct, 'faults' | 'sources'> & {
	faults: ProductFault[];
	sources: EarlierFact[];
};
