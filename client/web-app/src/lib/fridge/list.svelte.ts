import {
	act,
	addItem,
	readFridge,
	type Action,
	type FridgeItem,
	type FridgeList,
	type NewItem
} from '#lib/api/fridge.ts';
import { WishKeys } from './keys.ts';
import { hindranceOf, outcomeOf, type Hindrance, type Outcome } from './outcome.ts';
import { isHere } from './sections.ts';

export type ListState =
	{ kind: 'loading' } | { kind: 'failed'; why: Hindrance } | { kind: 'shown'; fridge: FridgeList };

/** What is to be said about one pack, beside it. */
export interface Note {
	outcome: Exclude<Outcome, { kind: 'done' }>;
	name: string | null;
	/** What did not get through, to be sent again. */
	again: Action | null;
}

/** By the pack's id. */
export type Notes = Readonly<Record<string, Note>>;

/** What was just done, with the way back. */
export interface Deed {
	item: FridgeItem;
	action: Action;
}

export interface FridgeDoor {
	read(): Promise<FridgeList>;
	add(item: NewItem, key: string): Promise<FridgeItem>;
	act(itemId: string, version: number, action: Action, key: string): Promise<FridgeItem>;
}
const DOOR: FridgeDoor = { read: readFridge, add: addItem, act };

/** One person's fridge while it is looked at. What is shown is what the server has said, never more. */
export class FridgeView {
	state = $state.raw<ListState>({ kind: 'loading' });
	/** Packs with an action under way. */
	busy = $state.raw<readonly string[]>([]);
	notes = $state.raw<Notes>({});
	deed = $state.raw<Deed | null>(null);
	/** Packs that left a moment ago and can still come back. */
	left = $state.raw<readonly FridgeItem[]>([]);
	readonly #door: FridgeDoor;
	readonly #keys = new WishKeys();
	#changes = 0;

	constructor(door = DOOR) {
		this.#door = door;
	}

	/** Reads the list; one that was overtaken by an action is read again. */
	async load(): Promise<void> {
		if (this.state.kind === 'failed') this.state = { kind: 'loading' };
		const changes = this.#changes;
		try {
			const fridge = await this.#door.read();
			if (changes !== this.#changes) return await this.load();
			this.#take(fridge);
		} catch (error) {
			if (this.state.kind !== 'shown') this.state = { kind: 'failed', why: hindranceOf(error) };
		}
	}

	item(itemId: string): FridgeItem | null {
		if (this.state.kind !== 'shown') return null;
		return this.state.fridge.items.find((item) => item.itemId === itemId) ?? null;
	}

	/** Does something with a pack as it is shown; says what came of it. */
	async act(item: FridgeItem, action: Action): Promise<Outcome | null> {
		const { itemId, version } = item;
		if (this.busy.includes(itemId)) return null;
		this.busy = [...this.busy, itemId];
		const wish = [itemId, version, action];
		const outcome = await outcomeOf(() => this.#door.act(itemId, version, action, this.#keys.keyFor(wish)));
		if (outcome.kind !== 'failed') this.#keys.answered(wish);
		this.busy = this.busy.filter((id) => id !== itemId);
		this.#settle(item, action, outcome);
		return outcome;
	}

	async add(item: NewItem): Promise<Outcome> {
		const outcome = await outcomeOf(() => this.#door.add(item, this.#keys.keyFor(item)));
		if (outcome.kind !== 'failed') this.#keys.answered(item);
		if (outcome.kind === 'done') this.#put(outcome.item);
		return outcome;
	}

	dismiss(itemId: string): void {
		this.notes = Object.fromEntries(Object.entries(this.notes).filter(([id]) => id !== itemId));
	}

	#settle(item: FridgeItem, action: Action, outcome: Outcome): void {
		this.dismiss(item.itemId);
		if (outcome.kind === 'done') {
			this.deed = { item: outcome.item, action };
			return this.#put(outcome.item);
		}
		const again = outcome.kind === 'failed' ? action : null;
		this.notes = { ...this.notes, [item.itemId]: { outcome, name: item.name, again } };
		if (outcome.kind === 'stale') this.#put(outcome.item);
		else if (outcome.kind === 'missing') this.#drop(item.itemId);
		else if (outcome.kind === 'impossible') void this.load();
	}

	/** Shows a pack as the server has just said it is; the rest follows by itself. */
	#put(item: FridgeItem): void {
		this.#changes += 1;
		this.#replace(item);
		void this.load();
	}

	#replace(item: FridgeItem): void {
		if (this.state.kind !== 'shown') return;
		const others = (items: readonly FridgeItem[]) => items.filter(({ itemId }) => itemId !== item.itemId);
		const { fridge } = this.state;
		const items = others(fridge.items);
		this.left = isHere(item) ? others(this.left) : [item, ...others(this.left)];
		this.state = { kind: 'shown', fridge: { ...fridge, items: isHere(item) ? [...items, item] : items } };
	}

	#drop(itemId: string): void {
		this.#changes += 1;
		if (this.state.kind !== 'shown') return;
		const { fridge } = this.state;
		const items = fridge.items.filter((item) => item.itemId !== itemId);
		this.state = { kind: 'shown', fridge: { ...fridge, items } };
	}

	#take(fridge: FridgeList): void {
		const gone = fridge.items.filter((item) => !isHere(item));
		const fresh = fridge.items.map(({ itemId }) => itemId);
		this.left = [...gone, ...this.left.filter(({ itemId }) => !fresh.includes(itemId))];
		this.state = { kind: 'shown', fridge: { ...fridge, items: fridge.items.filter(isHere) } };
	}
}

/** Packs that are gone and can still come back now. */
export function returnable(left: readonly FridgeItem[], now: number): FridgeItem[] {
	return left.filter(({ undo }) => undo !== null && undo !== undefined && Date.parse(undo.until) > now);
}
