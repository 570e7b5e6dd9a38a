import { readVerdict, type Verdict } from '#lib/api/health.ts';
import { ApiError } from '#lib/api/http.ts';

/** Why there is no verdict that could be. */
export type Hindrance = 'label' | 'unconfirmed' | 'connection' | 'busy' | 'other';

/** What a product means for the person who is signed in. */
export type VerdictState =
	| { kind: 'asking' }
	| { kind: 'shown'; verdict: Verdict }
	/** Something is missing on the person's side: their yes, or a profile. */
	| { kind: 'none'; why: 'consent' | 'profile' }
	| { kind: 'failed'; why: Hindrance }
	/** There is nothing to judge. */
	| { kind: 'absent' };

type Read = (gtin: string, language: string, signal: AbortSignal) => Promise<Verdict>;

/** Asks for one product's verdict; the newest question counts. */
export class VerdictFeed {
	state = $state.raw<VerdictState>({ kind: 'asking' });
	/** Asked for again, while the last one is shown. */
	busy = $state(false);
	readonly #gtin: string;
	readonly #read: Read;
	#stop = new AbortController();

	constructor(gtin: string, read: Read = readVerdict) {
		this.#gtin = gtin;
		this.#read = read;
	}

	stop(): void {
		this.#stop.abort();
	}

	async ask(language: string): Promise<void> {
		this.#stop.abort();
		const { signal } = (this.#stop = new AbortController());
		this.busy = true;
		if (this.state.kind !== 'shown') this.state = { kind: 'asking' };
		const next = await this.#answer(language, signal);
		if (signal.aborted) return;
		this.state = next;
		this.busy = false;
	}

	async #answer(language: string, signal: AbortSignal): Promise<VerdictState> {
		try {
			return { kind: 'shown', verdict: await this.#read(this.#gtin, language, signal) };
		} catch (error) {
			return withoutVerdict(error);
		}
	}
}

/** What a refusal means. */
export function withoutVerdict(error: unknown): VerdictState {
	if (!(error instanceof ApiError)) return { kind: 'failed', why: 'other' };
	switch (error.slug) {
		case 'consent-required':
			return { kind: 'none', why: 'consent' };
		case 'no-health-profile':
			return { kind: 'none', why: 'profile' };
		case 'label-unavailable':
			return { kind: 'failed', why: 'label' };
		case 'consent-unknown':
			return { kind: 'failed', why: 'unconfirmed' };
		case 'unknown-product':
		case 'forbidden':
		case 'sign-in-required':
			return { kind: 'absent' };
		default:
			return { kind: 'failed', why: byStatus(error.status) };
	}
}

function byStatus(status: number): Hindrance {
	if (status === 0) return 'connection';
	return status === 429 ? 'busy' : 'other';
}
