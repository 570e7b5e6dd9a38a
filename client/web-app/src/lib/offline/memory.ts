/** The fridge as it was seen last, for when nobody answers. */
import type { FridgeList } from '#lib/api/fridge.ts';
import { instant } from '#lib/fridge/days.ts';
import type { Member } from '#lib/session/session.svelte.ts';
import { SHELF, type Seen } from './shelf.ts';

/** Set as long as something is kept, so that nobody has to look for it in vain. */
export const KEPT = 'packytrace-kept';

/** Storage may be refused or full: then there is nothing to see without a connection, and all else works. */
async function quietly<T>(what: () => Promise<T>): Promise<T | null> {
	try {
		return await what();
	} catch {
		return null;
	}
}

export class Memory {
	readonly #member: Member;

	constructor(member: Member) {
		this.#member = member;
	}

	async keep(fridge: FridgeList): Promise<void> {
		const seen: Seen = { member: { ...this.#member }, at: instant(), fridge };
		await quietly(async () => {
			await SHELF.keep(seen);
			localStorage.setItem(KEPT, '1');
		});
	}

	async recall(): Promise<Seen | null> {
		const seen = await lastSeen();
		return seen?.member.accountId === this.#member.accountId ? seen : null;
	}
}

export function lastSeen(): Promise<Seen | null> {
	return quietly(() => SHELF.seen());
}

/** Somebody signed out: nobody sees their fridge here any more. What waits, waits for them. */
export async function forget(): Promise<void> {
	await quietly(async () => {
		await SHELF.forget();
		localStorage.removeItem(KEPT);
	});
}

export async function erase(accountId: string): Promise<void> {
	await quietly(() => SHELF.erase(accountId));
}
