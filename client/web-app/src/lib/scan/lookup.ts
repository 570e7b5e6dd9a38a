import { ApiError, findProducts, recordScan } from '#lib/api/client.ts';
import type { FoundProduct, Scan } from '#lib/api/types.ts';
import { readTyped, type Fault } from './typed.ts';

/** What came of looking up what was typed. */
export type Outcome =
	| { kind: 'empty' }
	| { kind: 'fault'; fault: Fault }
	| { kind: 'scanned'; scan: Scan }
	| { kind: 'found'; products: FoundProduct[] }
	| { kind: 'failed'; why: 'connection' | 'busy' };

const FOUND = 10;

/** Reads, then records the scan or searches by name. Never throws. */
export async function lookUp(input: string): Promise<Outcome> {
	try {
		const typed = await readTyped(input);
		if (typed.kind === 'empty') return typed;
		if (typed.kind === 'fault') return typed;
		if (typed.kind === 'words') return { kind: 'found', products: await findProducts(typed.query, FOUND) };
		return { kind: 'scanned', scan: await recordScan(typed.raw, 'typed') };
	} catch (error) {
		return refused(error, input.trim());
	}
}

function refused(error: unknown, raw: string): Outcome {
	if (!(error instanceof ApiError)) return { kind: 'failed', why: 'connection' };
	if (error.slug === 'invalid-code') {
		const { reason = '', at = null } = error.problem;
		return { kind: 'fault', fault: { raw, reason, at } };
	}
	return { kind: 'failed', why: error.status === 429 ? 'busy' : 'connection' };
}
