/** One small typed door to `/api/v1`. */

import type { FoundProduct, Page, Passport, Problem, ReportReason, Scan, ScanRow } from './types.ts';

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
	const key = crypto.randomUUID();
	try {
		return await post(path, body, key);
	} catch (error) {
		if (error instanceof ApiError && error.status === 0) return post(path, body, key);
		throw error;
	}
}

export async function recordScan(raw: string, entry: 'typed' | 'image'): Promise<Scan> {
	return read<Scan>(await postOnce('/scans', { raw, entry }));
}

export async function readScan(scanId: string): Promise<Scan> {
	return read<Scan>(await send(`/scans/${encodeURIComponent(scanId)}`));
}

/** Waits up to ten seconds for a change; `null` when nothing changed. */
export async function awaitScan(
	scanId: string,
	version: number,
	signal: AbortSignal
): Promise<Scan | null> {
	const headers = { prefer: 'wait=10', 'if-none-match': `"${version}"` };
	const response = await send(`/scans/${encodeURIComponent(scanId)}`, { headers, signal });
	if (response.status === 304) return null;
	return read<Scan>(response);
}

export async function recentScans(limit: number): Promise<ScanRow[]> {
	return (await read<Page<ScanRow>>(await send(`/scans?limit=${limit}`))).items;
}

export async function readPassport(gtin: string): Promise<Passport> {
	return read<Passport>(await send(`/products/${encodeURIComponent(gtin)}`));
}

export async function findProducts(query: string, limit: number): Promise<FoundProduct[]> {
	const search = new URLSearchParams({ query, limit: String(limit) });
	return (await read<Page<FoundProduct>>(await send(`/products?${search}`))).items;
}

export async function report(gtin: string, reason: ReportReason, comment: string): Promise<void> {
	const body = comment === '' ? { reason } : { reason, comment };
	const response = await postOnce(`/products/${encodeURIComponent(gtin)}/reports`, body);
	if (!response.ok) throw await refusal(response);
}
