/** One small typed door to `/api/v1`. */

import type {
	FoundProduct,
	PageOfFound,
	PageOfScans,
	Passport,
	PastScan,
	Problem,
	ReportReason,
	Scan
} from './types.ts';

/** An answer that says what went wrong; `status` 0 is a network that did not answer. */
export class ApiError extends Error {
	readonly problem: Problem;

	constructor(problem: Problem) {
		super(problem.title);
		this.problem = problem;
	}

	get status(): number {
		return this.problem.status;
	}

	/** The last part of the problem's type: `invalid-code`. */
	get slug(): string {
		return this.problem.type.split('/').pop() ?? '';
	}
}

const OFFLINE: Problem = { type: 'offline', title: 'No connection', status: 0 };

async function send(path: string, init: RequestInit = {}): Promise<Response> {
	try {
		return await fetch(`/api/v1${path}`, init);
	} catch (error) {
		if (init.signal?.aborted) throw error;
		throw new ApiError(OFFLINE);
	}
}

async function refusal(response: Response): Promise<ApiError> {
	const type = response.headers.get('content-type') ?? '';
	if (type.includes('json')) return new ApiError((await response.json()) as Problem);
	return new ApiError({ type: 'unreadable', title: response.statusText, status: response.status });
}

async function read<T>(response: Response): Promise<T> {
	if (!response.ok) throw await refusal(response);
	return (await response.json()) as T;
}

function post(path: string, body: unknown, key: string): Promise<Response> {
	const headers = {
		'content-type': 'application/json',
		'idempotency-key': key,
		'x-packytrace': '1'
	};
	return send(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Sends an unsafe request again after a lost answer: the key makes it one effect. */
async function postOnce(path: string, body: unknown): Promise<Response> {
	const key = newKey();
	try {
		return await post(path, body, key);
	} catch (error) {
		if (error instanceof ApiError && error.status === 0) return post(path, body, key);
		throw error;
	}
}

/** 128 random bits; `crypto.randomUUID` is missing on plain http from another machine. */
function newKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function recordScan(raw: string, entry: 'typed' | 'image'): Promise<Scan> {
	return read<Scan>(await postOnce('/scans', { raw, entry }));
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

export async function recentScans(limit: number): Promise<PastScan[]> {
	return (await read<PageOfScans>(await send(`/scans?limit=${limit}`))).items;
}

export async function findProducts(query: string, limit: number): Promise<FoundProduct[]> {
	const search = new URLSearchParams({ query, limit: String(limit) });
	return (await read<PageOfFound>(await send(`/products?${search}`))).items;
}

export async function report(gtin: string, reason: ReportReason, comment: string): Promise<void> {
	const body = comment === '' ? { reason } : { reason, comment };
	const response = await postOnce(`/products/${encodeURIComponent(gtin)}/reports`, body);
	if (!response.ok) throw await refusal(response);
}
