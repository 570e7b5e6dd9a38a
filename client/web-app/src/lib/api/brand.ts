/** A brand's products, journeys, imports, reports, links and codes: passport-service, and the brand itself: identity-service. */
import type {
	AttentionItem,
	Brand,
	BrandJourney,
	BrandLinks,
	BrandProduct,
	ExpiryKind,
	ImportReport,
	ProductChange,
	ProductEdit,
	ProductRow,
	ResolverLink,
	ShopperReport,
	StepEdit
} from './brand-shapes.ts';
import type { Tagged } from './client.ts';
import { newKey, once, read, send } from './http.ts';
import type { Days } from './insights.ts';
import type { PageOf } from './person.ts';

export type * from './brand-shapes.ts';

const productPath = (gtin: string) => `/brand/products/${encodeURIComponent(gtin)}`;
const tagged = async <T>(response: Response): Promise<Tagged<T>> => ({
	value: await read<T>(response),
	etag: response.headers.get('etag')
});
const ifMatch = (etag: string | null): Record<string, string> => (etag === null ? {} : { 'if-match': etag });

export async function readBrand(): Promise<Brand> {
	return read<Brand>(await send('/brand'));
}

/** Every item of a list that comes in pages. */
async function everything<T>(path: string, asked: Record<string, string> = {}): Promise<T[]> {
	const items: T[] = [];
	let cursor: string | null = null;
	do {
		const query = new URLSearchParams({ ...asked, limit: '100', ...(cursor === null ? {} : { cursor }) });
		const page: PageOf<T> = await read<PageOf<T>>(await send(`${path}?${query}`));
		items.push(...page.items);
		cursor = page.next ?? null;
	} while (cursor !== null);
	return items;
}

export function listProducts(): Promise<ProductRow[]> {
	return everything<ProductRow>('/brand/products');
}

export async function readAttention(): Promise<AttentionItem[]> {
	return (await read<{ items: AttentionItem[] }>(await send('/brand/attention'))).items;
}

export async function readProduct(gtin: string): Promise<Tagged<BrandProduct>> {
	return tagged<BrandProduct>(await send(productPath(gtin)));
}

/** A new product, as a draft. */
export async function addProduct(gtin: string, name: string): Promise<Tagged<BrandProduct>> {
	return tagged<BrandProduct>(await once('POST', '/brand/products', { gtin, name, status: 'draft' }));
}

/** Saves over the version that was read: another one is refused with the fresh product. */
export async function saveProduct(gtin: string, edit: ProductEdit, etag: string | null): Promise<Tagged<BrandProduct>> {
	return tagged<BrandProduct>(await once('PUT', productPath(gtin), edit, ifMatch(etag)));
}

const journeyPath = (gtin: string, lot: string | null) =>
	`${productPath(gtin)}/journey${lot === null ? '' : `?${new URLSearchParams({ lot })}`}`;

/** What nobody has stated yet has no steps. */
export async function readJourney(gtin: string, lot: string | null): Promise<Tagged<BrandJourney>> {
	return tagged<BrandJourney>(await send(journeyPath(gtin, lot)));
}

export async function saveJourney(
	gtin: string,
	lot: string | null,
	steps: StepEdit[],
	etag: string | null
): Promise<Tagged<BrandJourney>> {
	return tagged<BrandJourney>(await once('PUT', journeyPath(gtin, lot), { steps }, ifMatch(etag)));
}

/** A whole EPCIS 2.0 document in the place of the journey. */
export async function uploadEpcis(
	gtin: string,
	lot: string | null,
	document: string,
	etag: string | null
): Promise<Tagged<BrandJourney>> {
	const headers = { 'content-type': 'application/ld+json', ...ifMatch(etag) };
	return tagged<BrandJourney>(await sendFile('PUT', journeyPath(gtin, lot), document, headers));
}

/** A file as it is; sent once, whoever chose it can choose again. */
function sendFile(
	method: 'POST' | 'PUT',
	path: string,
	body: Blob | string,
	headers: Record<string, string>
): Promise<Response> {
	return send(path, { method, headers: { 'x-packytrace': '1', 'idempotency-key': newKey(), ...headers }, body });
}

export type ImportFormat = 'text/csv' | 'application/jsonl';

/** Hands a file over; its report is asked for by the answer. */
export async function startImport(file: Blob, format: ImportFormat, allOrNothing: boolean): Promise<string> {
	const path = `/brand/imports${allOrNothing ? '?allOrNothing=true' : ''}`;
	return (await read<{ importId: string }>(await sendFile('POST', path, file, { 'content-type': format }))).importId;
}

export async function readImport(importId: string): Promise<ImportReport> {
	return read<ImportReport>(await send(`/brand/imports/${encodeURIComponent(importId)}`));
}

export function listReports(): Promise<ShopperReport[]> {
	return everything<ShopperReport>('/brand/reports');
}

/** Says what became of a report: an answer for the record, or closed without one. */
export async function settleReport(
	reportId: string,
	status: 'answered' | 'closed',
	answer: string | null
): Promise<ShopperReport> {
	const body = { status, ...(answer === null ? {} : { answer }) };
	return read<ShopperReport>(await once('PUT', `/brand/reports/${encodeURIComponent(reportId)}`, body));
}

export async function readLinks(gtin: string): Promise<Tagged<BrandLinks>> {
	return tagged<BrandLinks>(await send(`${productPath(gtin)}/links`));
}

export async function saveLinks(gtin: string, items: ResolverLink[], etag: string | null): Promise<Tagged<BrandLinks>> {
	return tagged<BrandLinks>(await once('PUT', `${productPath(gtin)}/links`, { items }, ifMatch(etag)));
}

/** What changed about a product on these days, newest first. */
export function listChanges(gtin: string, { from, to }: Days): Promise<ProductChange[]> {
	return everything<ProductChange>(`${productPath(gtin)}/changes`, { from, to });
}

export type CodeFormat = 'svg' | 'png';
export type CodeSymbol = 'qr' | 'datamatrix';
/** The side of a module in millimetres, as GS1 wants them for packs. */
export const X_DIMENSIONS = ['0.396', '0.495', '0.990'] as const;
export type XDimension = (typeof X_DIMENSIONS)[number];

export interface CodeChoice {
	format: CodeFormat;
	symbol: CodeSymbol;
	xDimension: XDimension;
	lot?: string | undefined;
	serial?: string | undefined;
	expiry?: string | undefined;
	expiryKind?: ExpiryKind | undefined;
}

/** The picture of a code: an address, for the browser loads it itself. */
export function codeHref(
	gtin: string,
	{ format, symbol, xDimension, lot, serial, expiry, expiryKind }: CodeChoice
): string {
	const stated = Object.entries({
		format,
		symbol,
		xDimension,
		lot,
		serial,
		expiry,
		expiryKind: expiry && expiryKind
	}).filter((entry): entry is [string, string] => !!entry[1]);
	return `/api/v1${productPath(gtin)}/code?${new URLSearchParams(stated)}`;
}
