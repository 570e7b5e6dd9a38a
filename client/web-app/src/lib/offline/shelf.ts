/** Where wishes, and what was seen last, outlive the page: IndexedDB. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { FridgeList } from '#lib/api/fridge.ts';
import type { Member } from '#lib/session/session.svelte.ts';
import type { Wish } from './wishes.ts';

/** The fridge as it was read last, and whose it is. */
export interface Seen {
	member: Member;
	at: string;
	fridge: FridgeList;
}

export interface Shelf {
	/** One person's, in the order in which they were made. */
	wishes(accountId: string): Promise<Wish[]>;
	add(wish: Wish): Promise<void>;
	/** Writes what became of one that is there. */
	note(wish: Wish): Promise<void>;
	remove(key: string): Promise<void>;
	seen(): Promise<Seen | null>;
	keep(seen: Seen): Promise<void>;
	/** Nothing that was seen stays; nothing that waits goes. */
	forget(): Promise<void>;
	/** Nothing of this person stays. */
	erase(accountId: string): Promise<void>;
}

interface Stored extends DBSchema {
	wishes: { key: number; value: Wish; indexes: { key: string; account: string } };
	seen: { key: string; value: Seen };
}

const NAME = 'packytrace';
const FRIDGE = 'fridge';

let database: Promise<IDBPDatabase<Stored>> | undefined;

function opened(): Promise<IDBPDatabase<Stored>> {
	database ??= openDB<Stored>(NAME, 1, {
		upgrade(db) {
			const wishes = db.createObjectStore('wishes', { autoIncrement: true });
			wishes.createIndex('key', 'key', { unique: true });
			wishes.createIndex('account', 'accountId');
			db.createObjectStore('seen');
		}
	});
	database.catch(() => (database = undefined));
	return database;
}

/** The place of a wish among the others. */
async function placeOf(db: IDBPDatabase<Stored>, key: string): Promise<number | undefined> {
	return db.getKeyFromIndex('wishes', 'key', key);
}

export const SHELF: Shelf = {
	async wishes(accountId) {
		// An index gives what is equal in the order of the places.
		return (await opened()).getAllFromIndex('wishes', 'account', accountId);
	},
	async add(wish) {
		await (await opened()).add('wishes', wish);
	},
	async note(wish) {
		const db = await opened();
		const place = await placeOf(db, wish.key);
		if (place !== undefined) await db.put('wishes', wish, place);
	},
	async remove(key) {
		const db = await opened();
		const place = await placeOf(db, key);
		if (place !== undefined) await db.delete('wishes', place);
	},
	async seen() {
		return (await (await opened()).get('seen', FRIDGE)) ?? null;
	},
	async keep(seen) {
		await (await opened()).put('seen', seen, FRIDGE);
	},
	async forget() {
		await (await opened()).clear('seen');
	},
	async erase(accountId) {
		const db = await opened();
		await db.clear('seen');
		for (const place of await db.getAllKeysFromIndex('wishes', 'account', accountId)) await db.delete('wishes', place);
	}
};
