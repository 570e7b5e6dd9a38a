import {
	act,
	addItem,
	readFridge,
	type Action,
	type FridgeItem,
	type FridgeList,
	type NewItem
} from '#lib/api/fridge.ts';
import { isOffline } from '#lib/offline/connection.ts';
import { asTaken, type Taken } from '#lib/offline/foreseen.ts';
import { onDay } from '#lib/offline/freshness.ts';
import type { Seen } from '#lib/offline/shelf.ts';
import { isLocal, localId, type Said, type Wish } from '#lib/offline/wishes.ts';
import { dayIn, instant } from './days.ts';
import { WishKeys } from './keys.ts';
import { hindranceOf, isUnheard, outcomeOf, type Hindrance, type Outcome, type Trouble } from './outcome.ts';
import { isHere } from './sections.ts';

export type ListState =
	| { kind: 'loading' }
	| { kind: 'failed'; why: Hindrance }
	/** `asOf`: when it was read, since nobody answers now. */
	| { kind: 'shown'; fridge: FridgeList; asOf: string | null };

/** What is to be said about one pack, beside it. */
export interface Note {
	outcome: Trouble;
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
	/** It is not sent yet. */
	waits: boolean;
}

export interface FridgeDoor {
	read(): Promise<FridgeList>;
	add(item: NewItem, key: string): Promise<FridgeItem>;
	act(itemId: string, version: number, action: Action, key: string): Promise<FridgeItem>;
}
const NOTHING: ReadonlySet<string> = new Set();
const DOOR: FridgeDoor = { read: readFridge, add: addItem, act };

/** Takes what nobody heard. */
export interface Later {
	readonly waiting: readonly Wish[];
	holds(itemId: string): boolean;
	later(said: Said): Promise<Wish>;
	takeBack(itemId: string): Promise<boolean>;
	send(): Promise<boolean>;
}

/** What is there without a connection. */
export interface Offline {
	queue?: Later;
	memory?: { keep(fridge: FridgeList): Promise<void>; recall(): Promise<Seen | null> };
	/** Packs that left before the page was loaded anew. */
	left?: readonly FridgeItem[];
}

/** One person's fridge while it is looked at: what the server has said, and what it is still to be told. */
export class FridgeView {
	state = $state.raw<ListState>({ kind: 'loading' });
	/** Packs with an action under way. */
	busy = $state.raw<readonly string[]>([]);
	notes = $state.raw<Notes>({});
	deed = $state.raw<Deed | null>(null);
	#left = $state.raw<readonly FridgeItem[]>([]);
	#taken = $derived.by<Taken | null>(() =>
		this.state.kind === 'shown' ? asTaken(this.state.fridge, this.#offline.queue?.waiting ?? []) : null
	);
	readonly #door: FridgeDoor;
	readonly #offline: Offline;
	readonly #keys = new WishKeys();
	#changes = 0;
	#readAt: string | null = null;

	constructor(door = DOOR, offline: Offline = {}) {
		this.#door = door;
		this.#offline = offline;
		this.#left = offline.left ?? [];
	}

	get fridge(): FridgeList | null {
		return this.#taken?.fridge ?? null;
	}

	/** Packs that left a moment ago and can still come back. */
	get left(): readonly FridgeItem[] {
		const now = this.#taken?.left ?? [];
		return [...now, ...this.#left.filter(({ itemId }) => !now.some((one) => one.itemId === itemId))];
	}

	/** The packs with something that is not sent yet. */
	get waiting(): ReadonlySet<string> {
		return this.#taken?.waiting ?? NOTHING;
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
			await this.#unanswered(hindranceOf(error));
		}
	}

	item(itemId: string): FridgeItem | null {
		return this.fridge?.items.find((item) => item.itemId === itemId) ?? null;
	}

	/** Does something with a pack as it is shown; says what came of it. */
	async act(item: FridgeItem, action: Action): Promise<Outcome | null> {
		const { itemId } = item;
		if (this.busy.includes(itemId)) return null;
		this.busy = [...this.busy, itemId];
		const outcome = await this.#ask(item, action);
		this.busy = this.busy.filter((id) => id !== itemId);
		this.#settle(item, action, outcome);
		return outcome;
	}

	async add(item: NewItem): Promise<Outcome> {
		const said: Said = { what: { kind: 'add', item }, name: item.name ?? null };
		const outcome = await this.#now(said, item, (key) => this.#door.add(item, key));
		if (outcome.kind === 'done') this.#put(outcome.item);
		return outcome;
	}

	dismiss(itemId: string): void {
		this.notes = Object.fromEntries(Object.entries(this.notes).filter(([id]) => id !== itemId));
	}

	/** At the server; where nobody answers, or something waits already, among what waits. */
	async #ask(item: FridgeItem, action: Action): Promise<Outcome> {
		const { itemId, version, name } = item;
		const { queue } = this.#offline;
		const said: Said = { what: { kind: 'act', itemId, version, action }, name };
		if (queue && (queue.holds(itemId) || isLocal(item))) return this.#askLater(queue, item, said, action);
		return this.#now(said, [itemId, version, action], (key) => this.#door.act(itemId, version, action, key));
	}

	/** What nobody hears is kept; under its key, because somebody may have heard it and only the answer was lost. */
	async #now(said: Said, wish: unknown, send: (key: string) => Promise<FridgeItem>): Promise<Outcome> {
		const { queue } = this.#offline;
		const unsent = queue && isOffline() ? await this.#wait(queue, said) : null;
		if (unsent !== null) return unsent;
		const key = this.#keys.keyFor(wish);
		const outcome = await outcomeOf(() => send(key));
		const waits = isUnheard(outcome) ? await this.#wait(queue, { ...said, key }) : null;
		if (waits !== null || outcome.kind !== 'failed') this.#keys.answered(wish);
		return waits ?? outcome;
	}

	async #askLater(queue: Later, item: FridgeItem, said: Said, action: Action): Promise<Outcome> {
		if (action.action === 'undo' && (await queue.takeBack(item.itemId).catch(() => false)))
			return { kind: 'waiting', item: this.#find(item.itemId) ?? item };
		if (isLocal(item)) return { kind: 'failed', why: 'connection' };
		const outcome = (await this.#wait(queue, said)) ?? { kind: 'failed', why: 'connection' };
		void queue.send();
		return outcome;
	}

	/** `null` when it cannot be kept. */
	async #wait(queue: Later | undefined, said: Said): Promise<Outcome | null> {
		try {
			if (queue === undefined) return null;
			const wish = await queue.later(said);
			const item = this.#find(said.what.kind === 'act' ? said.what.itemId : localId(wish));
			return item === null ? null : { kind: 'waiting', item };
		} catch {
			return null; // storage is refused or full
		}
	}

	#find(itemId: string): FridgeItem | null {
		return this.item(itemId) ?? this.left.find((one) => one.itemId === itemId) ?? null;
	}

	#settle(item: FridgeItem, action: Action, outcome: Outcome): void {
		this.dismiss(item.itemId);
		if (outcome.kind === 'done' || outcome.kind === 'waiting') {
			const waits = outcome.kind === 'waiting' && this.waiting.has(item.itemId);
			this.deed = { item: outcome.item, action, waits };
			if (outcome.kind === 'done') this.#put(outcome.item);
			return;
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
		this.#left = isHere(item) ? others(this.#left) : [item, ...others(this.#left)];
		this.state = { ...this.state, fridge: { ...fridge, items: isHere(item) ? [...items, item] : items } };
	}

	#drop(itemId: string): void {
		this.#changes += 1;
		if (this.state.kind !== 'shown') return;
		const { fridge } = this.state;
		const items = fridge.items.filter((item) => item.itemId !== itemId);
		this.state = { ...this.state, fridge: { ...fridge, items } };
	}

	#take(fridge: FridgeList): void {
		const gone = fridge.items.filter((item) => !isHere(item));
		const fresh = fridge.items.map(({ itemId }) => itemId);
		this.#left = [...gone, ...this.#left.filter(({ itemId }) => !fresh.includes(itemId))];
		const here = { ...fridge, items: fridge.items.filter(isHere) };
		this.#readAt = instant();
		this.state = { kind: 'shown', fridge: here, asOf: null };
		void this.#offline.memory?.keep(here);
	}

	/** Without an answer what was seen last is shown, by its date and as it is today. */
	async #unanswered(why: Hindrance): Promise<void> {
		if (why === 'connection' && this.state.kind === 'shown') {
			this.state = { ...this.state, fridge: today(this.state.fridge), asOf: this.#readAt ?? this.state.asOf };
			return;
		}
		if (this.state.kind === 'shown') return;
		const seen = why === 'connection' ? await this.#offline.memory?.recall() : null;
		this.state = seen ? { kind: 'shown', fridge: today(seen.fridge), asOf: seen.at } : { kind: 'failed', why };
	}
}

const today = (fridge: FridgeList) => onDay(fridge, dayIn(instant(), fridge.timeZone));
