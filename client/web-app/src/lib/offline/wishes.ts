/** What a person did without a connection, until the server has heard of it. */
import type { Action, FridgeItem, NewItem } from '#lib/api/fridge.ts';
import { newKey } from '#lib/api/http.ts';
import type { Trouble } from '#lib/fridge/outcome.ts';

/** Something done to a pack, as it was seen. */
export interface ActWish {
	kind: 'act';
	itemId: string;
	version: number;
	action: Action;
}
/** A pack that comes in. */
export interface AddWish {
	kind: 'add';
	item: NewItem;
	/** What the server knows by itself, such as the date of the code: to be shown meanwhile. */
	known?: Pick<NewItem, 'expiry' | 'expiryKind'>;
}

/** Why the server has not done it: in its own words, or because it did not do what came before. */
export type Refusal = Trouble | { kind: 'after' };

export interface Wish {
	/** Makes it one effect, however often it is sent. */
	key: string;
	accountId: string;
	/** When the person said it. */
	at: string;
	what: ActWish | AddWish;
	/** What the pack is called. */
	name: string | null;
	/** It was sent once and the answer was lost: perhaps it is done already. */
	tried: boolean;
	/** It stays, with this, until the person has seen it. */
	refused: Refusal | null;
}

/** A wish before somebody takes it in. */
export type Said = Pick<Wish, 'what' | 'name'> & { key?: string };

/** What was sent already under a key goes on under that key. */
export function wishOf({ what, name, key }: Said, accountId: string, at: string): Wish {
	const tried = key !== undefined;
	// As it is sent, so that it can be kept.
	const plain = JSON.parse(JSON.stringify(what)) as Wish['what'];
	return { key: key ?? newKey(), accountId, at, what: plain, name, tried, refused: null };
}

/** Something that is done to this pack. */
export const isAbout = ({ what }: Wish, itemId: string) => what.kind === 'act' && what.itemId === itemId;

const LOCAL = 'wish:';

/** A pack that only this device knows; it goes by its wish's key. */
export const localId = ({ key }: Pick<Wish, 'key'>) => LOCAL + key;
export const isLocal = ({ itemId }: Pick<FridgeItem, 'itemId'>) => itemId.startsWith(LOCAL);
export const keyOf = (itemId: string) => itemId.slice(LOCAL.length);
