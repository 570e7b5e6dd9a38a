import { ApiError } from '#lib/api/http.ts';
import { readErasure, type Erasure } from '#lib/api/person.ts';
import { isPassing, pause, type Pause } from './tries.ts';

/** How far an erasure is. */
export type ErasureState =
	| { kind: 'loading' }
	| { kind: 'known'; erasure: Erasure }
	/** No such receipt. */
	| { kind: 'missing' }
	/** Nobody answers, and nothing was read before. */
	| { kind: 'unread' };

export interface ErasureDoor {
	read(erasureId: string, signal: AbortSignal): Promise<Erasure>;
	pause: Pause;
}

const DOOR: ErasureDoor = { read: readErasure, pause };
const QUICK = 1_500;
const SLOW = 10_000;
/** After a minute it waits for somebody who is away: less often is enough. */
const QUICK_QUESTIONS = 40;

/** Follows an erasure until every part has confirmed, or the page is left. */
export class ErasureFeed {
	state = $state.raw<ErasureState>({ kind: 'loading' });
	readonly #id: string;
	readonly #door: ErasureDoor;
	readonly #stop = new AbortController();

	constructor(id: string, door = DOOR) {
		this.#id = id;
		this.#door = door;
	}

	stop(): void {
		this.#stop.abort();
	}

	async follow(): Promise<void> {
		for (let asked = 0; !this.#stop.signal.aborted; asked++) {
			await this.#ask();
			if (isOver(this.state)) return;
			await this.#door.pause(asked < QUICK_QUESTIONS ? QUICK : SLOW, this.#stop.signal);
		}
	}

	async #ask(): Promise<void> {
		try {
			const erasure = await this.#door.read(this.#id, this.#stop.signal);
			if (!this.#stop.signal.aborted) this.state = { kind: 'known', erasure };
		} catch (error) {
			if (this.#stop.signal.aborted) return;
			if (!(error instanceof ApiError)) throw error;
			if (!isPassing(error.status)) this.state = { kind: 'missing' };
			else if (this.state.kind === 'loading') this.state = { kind: 'unread' };
		}
	}
}

function isOver(state: ErasureState): boolean {
	return state.kind === 'missing' || (state.kind === 'known' && state.erasure.status === 'completed');
}

/** How many parts have confirmed, of how many. */
export function tally({ services }: Erasure): { confirmed: number; all: number } {
	return { confirmed: services.filter(({ confirmedAt }) => Boolean(confirmedAt)).length, all: services.length };
}

const MARK = 'erasure=';

/** The receipt number that an address names: `#erasure=…`; a fragment is not sent to any server. */
export function receiptIn(hash: string): string | null {
	const id = hash.startsWith(`#${MARK}`) ? hash.slice(MARK.length + 1) : '';
	return /^[0-9a-f-]{36}$/i.test(id) ? id : null;
}

/** The page that shows an erasure, with or without a session. */
export function receiptHref(erasureId: string): string {
	return `/profile#${MARK}${erasureId}`;
}
