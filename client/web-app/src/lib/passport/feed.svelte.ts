import { ApiError, readPassport, readScan } from '#lib/api/client.ts';
import type { Passport, ScannedPack } from '#lib/api/types.ts';
import { isSettled, viewOf, withPending, withoutPending, type SectionName, type View } from './view.ts';

/** One reading of a passport; `null` = nothing new since the tag. */
export type Read = (etag: string | null, signal: AbortSignal) => Promise<Reading | null>;
export interface Reading {
	passport: Passport;
	scan: ScannedPack | null;
	etag: string | null;
}

/** How long the page waits for sections, and how often it asks when the service does not hold the request. */
export interface Patience {
	giveUpAfter: number;
	pause: number;
}
const PATIENCE: Patience = { giveUpAfter: 60_000, pause: 1_500 };
const READINGS_OF_A_RETRY = 2;

/** Reads through the scan, which carries lot and expiry; without one, the product alone. */
export function readerOf(gtin: string, scanId: string | null): Read {
	let throughScan = scanId;
	return async function read(etag, signal) {
		if (throughScan === null) return readProduct(gtin, etag, signal);
		try {
			const answer = await readScan(throughScan, etag, signal);
			return answer && { passport: answer.value.passport, scan: answer.value, etag: answer.etag };
		} catch (error) {
			if (!(error instanceof ApiError) || error.status !== 404) throw error;
			throughScan = null; // somebody else's scan, or a deleted one: the product is public all the same
			return readProduct(gtin, null, signal);
		}
	};
}

async function readProduct(gtin: string, etag: string | null, signal: AbortSignal): Promise<Reading | null> {
	const answer = await readPassport(gtin, etag, signal);
	return answer && { passport: answer.value, scan: null, etag: answer.etag };
}

/** Follows one passport until every section has its end. */
export class PassportFeed {
	view = $state.raw<View>({ kind: 'loading' });
	readonly #gtin: string;
	readonly #read: Read;
	readonly #patience: Patience;
	#stop = new AbortController();
	#etag: string | null = null;

	constructor(gtin: string, read: Read, first: View | null, patience = PATIENCE) {
		this.#gtin = gtin;
		this.#read = read;
		this.#patience = patience;
		if (first !== null) this.view = first;
	}

	/** Ends every request under way. */
	stop(): void {
		this.#stop.abort();
	}

	/** Reads until nothing is pending, the patience is over, or the page is left. */
	async follow(): Promise<void> {
		const deadline = Date.now() + this.#patience.giveUpAfter;
		while (!isSettled(this.view) && !this.#stop.signal.aborted) {
			if (Date.now() > deadline) return this.#giveUp();
			if (!(await this.#step())) await this.#pause();
		}
	}

	/** Asks for a failed section again: puts it back to waiting and reads a few times. */
	async retry(name: SectionName): Promise<void> {
		if (this.view.kind !== 'passport') return;
		this.view = { ...this.view, passport: withPending(this.view.passport, name) };
		this.#etag = null;
		for (let i = 0; i < READINGS_OF_A_RETRY; i++) {
			const changed = await this.#step();
			if (changed && this.#status(name) !== 'failed') break;
			if (i + 1 < READINGS_OF_A_RETRY) await this.#pause();
		}
		if (this.view.kind === 'passport' && !isSettled(this.view)) await this.follow();
	}

	/** Reads everything again after nothing could be read. */
	async restart(): Promise<void> {
		this.view = { kind: 'loading' };
		this.#etag = null;
		await this.follow();
	}

	/** One reading; whether it brought something new. */
	async #step(): Promise<boolean> {
		try {
			const reading = await this.#read(this.#etag, this.#stop.signal);
			if (reading === null || this.#stop.signal.aborted) return false;
			this.#etag = reading.etag;
			this.view = viewOf(reading.passport, reading.scan);
			return true;
		} catch (error) {
			return this.#failed(error);
		}
	}

	#failed(error: unknown): boolean {
		if (this.#stop.signal.aborted) return false;
		if (!(error instanceof ApiError)) throw error;
		if (error.status === 404) this.view = { kind: 'nobody', gtin: this.#gtin, scanned: false };
		else if (this.view.kind === 'loading') this.view = { kind: 'unread' };
		return false;
	}

	#giveUp(): void {
		if (this.view.kind !== 'passport') this.view = { kind: 'unread' };
		else this.view = viewOf(withoutPending(this.view.passport), this.view.scan);
	}

	#status(name: SectionName): string | null {
		return this.view.kind === 'passport' ? this.view.passport[name].status : null;
	}

	#pause(): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, this.#patience.pause);
			this.#stop.signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
		});
	}
}
