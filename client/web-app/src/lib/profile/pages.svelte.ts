/** A list that comes in pages: the first, then more on request. */
export type Listing<T> =
	| { kind: 'loading' }
	| { kind: 'failed' }
	| { kind: 'shown'; items: readonly T[]; more: 'none' | 'some' | 'coming' | 'failed' };

interface PageOf<T> {
	items: T[];
	next?: string | null;
}

export class Pages<T> {
	state = $state.raw<Listing<T>>({ kind: 'loading' });
	readonly #read: (cursor: string | null) => Promise<PageOf<T>>;
	#next: string | null = null;

	constructor(read: (cursor: string | null) => Promise<PageOf<T>>) {
		this.#read = read;
	}

	/** Reads the first page, afresh. */
	async first(): Promise<void> {
		if (this.state.kind === 'failed') this.state = { kind: 'loading' };
		try {
			this.#show([], await this.#read(null));
		} catch {
			if (this.state.kind === 'loading') this.state = { kind: 'failed' };
		}
	}

	/** Reads the next page, and adds it. */
	async more(): Promise<void> {
		if (this.state.kind !== 'shown' || this.state.more === 'none' || this.state.more === 'coming') return;
		const { items } = this.state;
		this.state = { kind: 'shown', items, more: 'coming' };
		try {
			this.#show(items, await this.#read(this.#next));
		} catch {
			this.state = { kind: 'shown', items, more: 'failed' };
		}
	}

	/** Takes away what is no more. */
	drop(gone: (item: T) => boolean): void {
		if (this.state.kind !== 'shown') return;
		this.state = { ...this.state, items: this.state.items.filter((item) => !gone(item)) };
	}

	#show(before: readonly T[], { items, next }: PageOf<T>): void {
		this.#next = next ?? null;
		this.state = { kind: 'shown', items: [...before, ...items], more: this.#next === null ? 'none' : 'some' };
	}
}
