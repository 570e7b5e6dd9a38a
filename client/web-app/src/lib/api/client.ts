/** Scans and passports. */

import { done, once, read, send } from './http.ts';
import type {
	FoundProduct,
	PageOfFound,
	PageOfScans,
	PageOfStatements,
	Passport,
	PastScan,
	ReportReason,
	Scan,
	Statement
} from './types.ts';

export { ApiError } from './http.ts';

export async function recordScan(raw: string, entry: 'typed' | 'image'): Promise<Scan> {
	return read<Scan>(await once('POST', '/scans', { raw, entry }));
}

/** An entity with the tag under which it can be asked for again. */
export interface Tagged<T> {
	value: T;
	etag: string | null;
}

/** `null` when nothing has changed since the tag; with a tag it waits up to ten seconds for a change. */
async function readTagged<T>(path: string, etag: string | null, signal: AbortSignal): Promise<Tagged<T> | null> {
	const headers: HeadersInit = etag === null ? {} : { prefer: 'wait=10', 'if-none-match': etag };
	const response = await send(path, { headers, signal });
	if (response.status === 304) return null;
	return { value: await read<T>(response), etag: response.headers.get('etag') };
}

export function readScan(scanId: string, etag: string | null, signal: AbortSignal): Promise<Tagged<Scan> | null> {
	return readTagged<Scan>(`/scans/${encodeURIComponent(scanId)}`, etag, signal);
}

export function readPassport(gtin: string, etag: string | null, signal: AbortSignal): Promise<Tagged<Passport> | null> {
	return readTagged<Passport>(`/products/${encodeURIComponent(gtin)}`, etag, signal);
}

/** One page of the person's scans, newest first. */
export async function pageOfScans(limit: number, cursor: string | null): Promise<PageOfScans> {
	const search = new URLSearchParams({ limit: String(limit), ...(cursor === null ? {} : { cursor }) });
	return read<PageOfScans>(await send(`/scans?${search}`));
}

export async function recentScans(limit: number): Promise<PastScan[]> {
	return (await pageOfScans(limit, null)).items;
}

/** A scan that is gone already is as good as deleted. */
export async function deleteScan(scanId: string): Promise<void> {
	const response = await once('DELETE', `/scans/${encodeURIComponent(scanId)}`);
	if (response.status !== 404) await done(response);
}

/** What each source states about a product, overruled facts included. */
export async function readStatements(gtin: string): Promise<Statement[]> {
	return (await read<PageOfStatements>(await send(`/products/${encodeURIComponent(gtin)}/sources`))).items;
}

export async function findProducts(query: string, limit: number): Promise<FoundProduct[]> {
	const search = new URLSearchParams({ query, limit: String(limit) });
	return (await read<PageOfFound>(await send(`/products?${search}`))).items;
}

export async function report(gtin: string, reason: ReportReason, comment: string): Promise<void> {
	const body = comment === '' ? { reason } : { reason, comment };
	await done(await once('POST', `/products/${encodeURIComponent(gtin)}/reports`, body));
}
