import { act, addItem, type Action, type FridgeItem, type NewItem } from '#lib/api/fridge.ts';
import { isOffline } from '#lib/offline/connection.ts';
import { WishKeys } from './keys.ts';
import { isUnheard, outcomeOf, type Outcome, type Trouble } from './outcome.ts';

export type SaverState =
	| { kind: 'ready' }
	| { kind: 'saving' }
	| { kind: 'saved'; item: FridgeItem }
	/** It is sent when there is a connection again. */
	| { kind: 'waiting'; item: FridgeItem }
	| { kind: 'refused'; outcome: Trouble };

export interface SaverDoor {
	add(item: NewItem, key: string): Promise<FridgeItem>;
	act(itemId: string, version: number, action: Action, key: string): Promise<FridgeItem>;
}
const DOOR: SaverDoor = { add: addItem, act };

/** Takes a pack that nobody heard of, and gives it back if it is not sent yet. */
export interface AddLater {
	/** The pack as this device knows it; `null` when it cannot be kept. With a key it was sent under it, and the answer was lost. */
	add(item: NewItem, key?: string): Promise<FridgeItem | null>;
	takeBack(itemId: string): Promise<boolean>;
}

/** Puts one scanned pack into the fridge, corrects it there, and takes it out again. */
export class PackSaver {
	state = $state.raw<SaverState>({ kind: 'ready' });
	/** The pack in the fridge, as long as it is there. */
	item = $state.raw<FridgeItem | null>(null);
	readonly #door: SaverDoor;
	readonly #later: AddLater | null;
	readonly #keys = new WishKeys();

	constructor(door = DOOR, later: AddLater | null = null) {
		this.#door = door;
		this.#later = later;
	}

	async add(pack: NewItem): Promise<Outcome | null> {
		const unsent = this.state.kind !== 'saving' && isOffline() ? await this.#wait(pack) : null;
		if (unsent !== null) return unsent;
		const wish = ['add', pack];
		const key = this.#keys.keyFor(wish);
		const outcome = await this.#ask(wish, () => this.#door.add(pack, key));
		if (outcome === null || !isUnheard(outcome)) return outcome;
		const waits = await this.#wait(pack, key);
		if (waits !== null) this.#keys.answered(wish);
		return waits ?? outcome;
	}

	async #wait(pack: NewItem, key?: string): Promise<Outcome | null> {
		const item = (await this.#later?.add(pack, key)) ?? null;
		if (item === null) return null;
		this.item = item;
		this.state = { kind: 'waiting', item };
		return this.state;
	}

	async correct(action: Action): Promise<Outcome | null> {
		const item = this.item;
		return item === null ? null : this.#act(item, action);
	}

	/** Takes the last thing back: a correction, or that the pack was put there. */
	async undo(): Promise<Outcome | null> {
		const item = this.item;
		if (item === null) return null;
		if (this.state.kind === 'waiting') return this.#takeBack(item);
		const outcome = await this.#act(item, { action: 'undo' });
		if (outcome?.kind === 'done' || outcome?.kind === 'missing') this.#gone();
		return outcome;
	}

	/** What may have been sent is in the fridge, or will be: there it is taken out. */
	async #takeBack(item: FridgeItem): Promise<Outcome> {
		if (!(await this.#later?.takeBack(item.itemId))) return { kind: 'failed', why: 'connection' };
		this.#gone();
		return { kind: 'done', item };
	}

	#gone() {
		this.item = null;
		this.state = { kind: 'ready' };
	}

	#act({ itemId, version }: FridgeItem, action: Action): Promise<Outcome | null> {
		const wish = [itemId, version, action];
		return this.#ask(wish, () => this.#door.act(itemId, version, action, this.#keys.keyFor(wish)));
	}

	async #ask(wish: unknown, send: () => Promise<FridgeItem>): Promise<Outcome | null> {
		if (this.state.kind === 'saving') return null;
		this.state = { kind: 'saving' };
		const outcome = await outcomeOf(send);
		if (outcome.kind !== 'failed') this.#keys.answered(wish);
		if (outcome.kind === 'done' || outcome.kind === 'stale') this.item = outcome.item;
		if (outcome.kind === 'done') this.state = { kind: 'saved', item: outcome.item };
		else if (outcome.kind !== 'waiting') this.state = { kind: 'refused', outcome };
		return outcome;
	}
}
