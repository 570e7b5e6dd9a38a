/** What came of a request to the fridge; a failure can always be tried again. */
import { ApiError } from '#lib/api/http.ts';
import type { FridgeItem, PackState } from '#lib/api/fridge.ts';

/** Why no answer came. */
export type Hindrance = 'connection' | 'busy' | 'signed_out' | 'other';

export type Outcome =
	| { kind: 'done'; item: FridgeItem }
	/** It is sent when there is a connection again; this is how the pack will be. */
	| { kind: 'waiting'; item: FridgeItem }
	/** Changed elsewhere meanwhile: this is how it stands. */
	| { kind: 'stale'; item: FridgeItem }
	/** Its state does not allow it, or not that much is left. */
	| { kind: 'impossible'; state: PackState | null }
	/** It is not there any more. */
	| { kind: 'missing' }
	/** Something that was sent cannot be meant; in the server's words. */
	| { kind: 'refused'; details: readonly string[] }
	| { kind: 'full' }
	| { kind: 'failed'; why: Hindrance };

/** What did not work. */
export type Trouble = Exclude<Outcome, { kind: 'done' | 'waiting' }>;

/** Nobody heard it: it can wait until somebody does. */
export const isUnheard = (outcome: Outcome) => outcome.kind === 'failed' && outcome.why === 'connection';

export async function outcomeOf(asked: () => Promise<FridgeItem>): Promise<Outcome> {
	try {
		return { kind: 'done', item: await asked() };
	} catch (error) {
		return error instanceof ApiError ? refusedAs(error) : { kind: 'failed', why: 'other' };
	}
}

function refusedAs(error: ApiError): Outcome {
	const { slug } = error;
	const problem: typeof error.problem & { current?: unknown; state?: unknown } = error.problem;
	if (slug === 'stale') return staleAs(problem.current);
	if (slug === 'not-possible-now') return { kind: 'impossible', state: stateIn(problem.state) };
	if (slug === 'fridge-full') return { kind: 'full' };
	if (['unknown-item', 'unknown-scan', 'unknown-product'].includes(slug)) return { kind: 'missing' };
	if (error.status === 400) return { kind: 'refused', details: (problem.errors ?? []).map(({ detail }) => detail) };
	return { kind: 'failed', why: hindranceOf(error) };
}

function staleAs(current: unknown): Outcome {
	const item = current as FridgeItem | undefined;
	return item?.itemId === undefined ? { kind: 'failed', why: 'other' } : { kind: 'stale', item };
}

const STATES: readonly PackState[] = ['sealed', 'opened', 'frozen', 'gone'];

function stateIn(state: unknown): PackState | null {
	return STATES.find((known) => known === state) ?? null;
}

export function hindranceOf(error: unknown): Hindrance {
	if (!(error instanceof ApiError)) return 'other';
	if (error.status === 0) return 'connection';
	if (error.slug === 'sign-in-required') return 'signed_out';
	return error.status === 429 ? 'busy' : 'other';
}
