import { act, addItem } from '#lib/api/fridge.ts';
import { instant } from '#lib/fridge/days.ts';
import { isOffline } from './connection.ts';
import { replay, type Door } from './replay.ts';
import { SHELF, type Shelf } from './shelf.ts';
import { isAbout, keyOf, isLocal, wishOf, type Said, type Wish } from './wishes.ts';

const DOOR: Door = { add: addItem, act };
/** Set as long as something waits, so that pages that have nothing to do with it need not look. */
export const FLAG = 'packytrace-waiting';
const NAME = 'packytrace-fridge';
/** A browser may think that it is online and is not. */
const AGAIN_MS = 20_000;

/** One tab at a time. Without locks (plain http from another machine) the keys alone make each wish one effect. */
export type Alone = <T>(what: () => Promise<T>) => Promise<T>;
const ALONE: Alone = (what) => ('locks' in navigator ? navigator.locks.request(NAME, what) : what());

/** What one person did without a connection, in the order in which they did it. */
export class Queue {
	wishes = $state.raw<readonly Wish[]>([]);
	readonly accountId: string;
	readonly #shelf: Shelf;
	readonly #door: Door;
	readonly #alone: Alone;
	#told: (() => void)[] = [];
	/** One after the other: who asks while nobody answers asks again afterwards. */
	#turn: Promise<boolean> = Promise.resolve(true);

	constructor(accountId: string, shelf = SHELF, door = DOOR, alone = ALONE) {
		this.accountId = accountId;
		this.#shelf = shelf;
		this.#door = door;
		this.#alone = alone;
	}

	get waiting(): Wish[] {
		return this.wishes.filter(({ refused }) => refused === null);
	}

	get refused(): Wish[] {
		return this.wishes.filter(({ refused }) => refused !== null);
	}

	/** Who wants to know when something was sent. */
	whenSent(told: () => void): () => void {
		this.#told = [...this.#told, told];
		return () => (this.#told = this.#told.filter((one) => one !== told));
	}

	async look(): Promise<void> {
		this.wishes = await this.#shelf.wishes(this.accountId);
		mark(this.waiting.length > 0);
	}

	/** Whether something waits for this pack: what is done to it next comes after that. */
	holds(itemId: string): boolean {
		return this.waiting.some((wish) => isAbout(wish, itemId));
	}

	async later(said: Said): Promise<Wish> {
		const wish = wishOf(said, this.accountId, instant());
		await this.#shelf.add(wish);
		await this.look();
		tellOthers();
		return wish;
	}

	/** Takes back the last that waits for a pack. `false`: it was sent, or may have been. */
	takeBack(itemId: string): Promise<boolean> {
		return this.#alone(async () => {
			await this.look();
			const last = this.waiting.findLast((wish) =>
				isLocal({ itemId }) ? wish.key === keyOf(itemId) : isAbout(wish, itemId)
			);
			if (last === undefined || last.tried) return false;
			await this.#drop(last.key);
			return true;
		});
	}

	/** A refusal was read. */
	async dismiss(key: string): Promise<void> {
		await this.#drop(key);
	}

	/** Sends what waits; whether nothing waits any more. */
	send(): Promise<boolean> {
		const turn = this.#turn.then(() => this.#send());
		this.#turn = turn.catch(() => false);
		return turn;
	}

	async #send(): Promise<boolean> {
		await this.look();
		// What is done meanwhile is sent, too.
		while (this.waiting.length > 0) {
			if (isOffline()) return false;
			const before = this.waiting;
			const all = await this.#alone(() => replay(this.#shelf, this.accountId, this.#door));
			await this.look();
			if (before.some(({ key }) => !this.waiting.some((wish) => wish.key === key))) this.#tell();
			if (!all) return false;
		}
		return true;
	}

	#tell() {
		tellOthers();
		for (const told of this.#told) told();
	}

	async #drop(key: string) {
		await this.#shelf.remove(key);
		await this.look();
		tellOthers();
	}
}

function mark(waits: boolean) {
	try {
		if (waits) localStorage.setItem(FLAG, '1');
		else localStorage.removeItem(FLAG);
	} catch {
		return; // storage may be refused: then it is sent from the fridge's page
	}
}

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME);
const tellOthers = () => channel?.postMessage(null);

let queue: Queue | null = null;

/** The queue of whoever uses this page, sending whenever there is a connection. */
export function queueOf(accountId: string): Queue {
	if (queue?.accountId !== accountId) queue = new Queue(accountId);
	begin();
	return queue;
}

let begun = false;

function begin() {
	if (begun) return;
	begun = true;
	channel?.addEventListener('message', () => void queue?.look());
	addEventListener('online', () => void queue?.send());
	setInterval(() => queue?.waiting.length && void queue.send(), AGAIN_MS);
}
