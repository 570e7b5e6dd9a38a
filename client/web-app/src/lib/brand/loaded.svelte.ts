import { untrack } from 'svelte';
import { ApiError } from '#lib/api/http.ts';

/** Why no answer came. */
export type Hindrance = 'connection' | 'busy' | 'signed_out' | 'forbidden' | 'missing' | 'other';

export function hindranceOf(error: unknown): Hindrance {
	if (!(error instanceof ApiError)) return 'other';
	if (error.status === 0) return 'connection';
	if (error.slug === 'sign-in-required') return 'signed_out';
	if (error.status === 403) return 'forbidden';
	if (error.status === 404) return 'missing';
	return error.status === 429 ? 'busy' : 'other';
}

export type Answer<T> = { kind: 'loading' } | { kind: 'failed'; why: Hindrance } | { kind: 'shown'; value: T };

/** Something that is asked for: the newest question counts, and the last answer stays until the next. */
export class Loaded<T> {
	state = $state.raw<Answer<T>>({ kind: 'loading' });
	busy = $state(true);
	#asked = 0;
	#what: string | null = null;

	/** The answer, when there is one. */
	get value(): T | null {
		return this.state.kind === 'shown' ? this.state.value : null;
	}

	/** Asks; the same question (`what`) is not asked again while its answer is there or on its way. */
	ask(read: () => Promise<T>, what?: unknown): Promise<void> {
		return untrack(() => this.#ask(read, what === undefined ? null : JSON.stringify(what)));
	}

	async #ask(read: () => Promise<T>, what: string | null): Promise<void> {
		if (what !== null && what === this.#what && this.state.kind !== 'failed') return;
		const mine = ++this.#asked;
		this.#what = what;
		this.busy = true;
		if (this.state.kind === 'failed') this.state = { kind: 'loading' };
		const next = await answerOf(read);
		if (mine !== this.#asked) return;
		this.state = next;
		this.busy = false;
	}

	/** What was saved takes the place of what was read. */
	put(value: T): void {
		this.#asked += 1;
		this.state = { kind: 'shown', value };
		this.busy = false;
	}
}

async function answerOf<T>(read: () => Promise<T>): Promise<Answer<T>> {
	try {
		return { kind: 'shown', value: await read() };
	} catch (error) {
		return { kind: 'failed', why: hindranceOf(error) };
	}
}
