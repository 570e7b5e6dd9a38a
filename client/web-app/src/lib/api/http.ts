/** How every part of the API is asked: one fetch wrapper, problems as errors, unsafe requests once. */

import type { Problem } from './types.ts';

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

let onSignedOut: () => void = () => undefined;

/** Whoever keeps the session hears here that the server no longer knows it. */
export function whenSignedOut(told: () => void): void {
	onSignedOut = told;
}

export async function send(path: string, init: RequestInit = {}): Promise<Response> {
	try {
		return await fetch(`/api/v1${path}`, init);
	} catch (error) {
		if (init.signal?.aborted) throw error;
		throw new ApiError(OFFLINE);
	}
}

export async function refusal(response: Response): Promise<ApiError> {
	const error = new ApiError(await problemOf(response));
	if (error.slug === 'sign-in-required') onSignedOut();
	return error;
}

async function problemOf(response: Response): Promise<Problem> {
	const type = response.headers.get('content-type') ?? '';
	if (type.includes('json')) return (await response.json()) as Problem;
	return { type: 'unreadable', title: response.statusText, status: response.status };
}

export async function read<T>(response: Response): Promise<T> {
	if (!response.ok) throw await refusal(response);
	return (await response.json()) as T;
}

/** For answers whose body says nothing. */
export async function done(response: Response): Promise<void> {
	if (!response.ok) throw await refusal(response);
}

type Unsafe = 'POST' | 'PUT' | 'DELETE';

/** Sends an unsafe request, and again after a lost answer: the key makes it one effect. */
export async function once(
	method: Unsafe,
	path: string,
	body?: unknown,
	more: Record<string, string> = {}
): Promise<Response> {
	const headers: Record<string, string> = { 'idempotency-key': newKey(), 'x-packytrace': '1', ...more };
	const init: RequestInit = { method, headers };
	if (body !== undefined) {
		headers['content-type'] = 'application/json';
		init.body = JSON.stringify(body);
	}
	const response = await sendTwice(path, init);
	// The browser's cookie had outlived an erasure. With the refusal came another one: this time it works.
	return (await isErased(response)) ? sendTwice(path, init) : response;
}

async function sendTwice(path: string, init: RequestInit): Promise<Response> {
	try {
		return await send(path, init);
	} catch (error) {
		if (error instanceof ApiError && error.status === 0) return send(path, init);
		throw error;
	}
}

async function isErased(response: Response): Promise<boolean> {
	return response.status === 410 && new ApiError(await problemOf(response.clone())).slug === 'visitor-erased';
}

/** 128 random bits; `crypto.randomUUID` is missing on plain http from another machine. */
export function newKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
