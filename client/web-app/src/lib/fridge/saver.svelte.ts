import { act, addItem, type Action, type FridgeItem, type NewItem } from '#lib/api/fridge.ts';
import { WishKeys } from './keys.ts';
import { outcomeOf, type Outcome } from './outcome.ts';

export type SaverState =
	| { kind: 'ready' }
	| { kind: 'saving' }
	| { kind: 'saved'; item: FridgeItem }
	| { kind: 'refused'; outcome: Exclude<Outcome, { kind: 'done' }> };

export interface SaverDoor {
	add(item: NewItem, key: string): Promise<FridgeItem>;
	act(itemId: string, version: number, action: Action, key: string): Promise<FridgeItem>;
}
const DOOR: SaverDoor = { add: addItem, act };

/** Puts one scanned pack into the fridge, corrects it there, and takes it out again. */
export class PackSaver {
	state = $state.raw<SaverState>({ kind: 'ready' });
	/** The pack in the fridge, as long as it is there. */
	item = $state.raw<FridgeItem | null>(null);
	readonly #door: SaverDoor;
	readonly #keys = new WishKeys();

	constructor(door = DOOR) {
		this.#door = door;
	}

	async add(pack: NewItem): Promise<Outcome | null> {
		return this.#ask(['add', pack], (key) => this.#door.add(pack, key));
	}

	async correct(action: Action): Promise<Outcome | null> {
		const item = this.item;
		return item === null ? null : this.#act(item, action);
	}

	/** Takes the last thing back: a correction, or that the pack was put there. */
	async undo(): Promise<Outcome | null> {
		const item = this.item;
		if (item === null) return null;
		const outcome = await this.#act(item, { action: 'undo' });
		if (outcome?.kind === 'done' || outcome?.kind === 'missing') {
			this.item = null;
			this.state = { kind: 'ready' };
		}
		return outcome;
	}

	#act({ itemId, version }: FridgeItem, action: Action): Promise<Outcome | null> {
		return this.#ask([itemId, version, action], (key) => this.#door.act(itemId, version, action, key));
	}

	async #ask(wish: unknown, send: (key: string) => Promise<FridgeItem>): Promise<Outcome | null> {
		if (this.state.kind === 'saving') return null;
		this.state = { kind: 'saving' };
		const outcome = await outcomeOf(() => send(this.#keys.keyFor(wish)));
		if (outcome.kind !== 'failed') this.#keys.answered(wish);
		if (outcome.kind === 'done' || outcome.kind === 'stale') this.item = outcome.item;
		this.state = outcome.kind === 'done' ? { kind: 'saved', item: outcome.item } : { kind: 'refused', outcome };
		return outcome;
	}
}
