/** A shelf that lasts as long as its test. */
import type { Seen, Shelf } from '#lib/offline/shelf.ts';
import type { Wish } from '#lib/offline/wishes.ts';

export function aShelf(...there: Wish[]): Shelf & { all: Wish[] } {
	let seen: Seen | null = null;
	const shelf = {
		all: [...there],
		wishes: (accountId: string) => Promise.resolve(shelf.all.filter((wish) => wish.accountId === accountId)),
		add: (wish: Wish) => Promise.resolve(void shelf.all.push(wish)),
		note: (wish: Wish) =>
			Promise.resolve(void (shelf.all = shelf.all.map((one) => (one.key === wish.key ? wish : one)))),
		remove: (key: string) => Promise.resolve(void (shelf.all = shelf.all.filter((one) => one.key !== key))),
		seen: () => Promise.resolve(seen),
		keep: (next: Seen) => Promise.resolve(void (seen = next)),
		forget: () => Promise.resolve(void (seen = null)),
		erase: (accountId: string) =>
			Promise.resolve(void (shelf.all = shelf.all.filter((one) => one.accountId !== accountId)))
	};
	return shelf;
}

/** Something done to the sample pack at noon. */
export function aWish(action: string, version: number, more: Partial<Wish> = {}): Wish {
	return {
		key: `${action}-${version}`,
		accountId: 'sara',
		at: '2026-11-22T12:00:00Z',
		what: { kind: 'act', itemId: 'pack', version, action: { action } as never },
		name: 'Ricotta di bufala',
		tried: false,
		refused: null,
		...more
	};
}
