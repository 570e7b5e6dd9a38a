import { newKey } from '#lib/api/http.ts';

/** The same wish keeps its key until it is answered: however often it is sent, it happens once. */
export class WishKeys {
	readonly #open = new Map<string, string>();

	keyFor(wish: unknown): string {
		const text = JSON.stringify(wish);
		const key = this.#open.get(text) ?? newKey();
		this.#open.set(text, key);
		return key;
	}

	answered(wish: unknown): void {
		this.#open.delete(JSON.stringify(wish));
	}
}
