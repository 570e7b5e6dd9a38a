/** Tells the server what waits: in order, each once. */
import type { Action, FridgeItem, NewItem } from '#lib/api/fridge.ts';
import { ApiError } from '#lib/api/http.ts';
import { outcomeOf, type Trouble } from '#lib/fridge/outcome.ts';
import type { Shelf } from './shelf.ts';
import type { Refusal, Wish } from './wishes.ts';

export interface Door {
	add(item: NewItem, key: string): Promise<FridgeItem>;
	act(itemId: string, version: number, action: Action, key: string): Promise<FridgeItem>;
}

/** Sends one person's wishes until all are answered, or until nobody answers; says whether all are. */
export async function replay(shelf: Shelf, accountId: string, door: Door): Promise<boolean> {
	const broken = new Set<string>();
	for (const wish of await shelf.wishes(accountId)) {
		if (wish.refused !== null) continue;
		const { what } = wish;
		const answer = what.kind === 'act' && broken.has(what.itemId) ? AFTER : await sent(wish, door);
		if (answer === 'later') return false;
		if (answer === 'done') {
			await shelf.remove(wish.key);
			continue;
		}
		if (what.kind === 'act') broken.add(what.itemId);
		await shelf.note({ ...wish, refused: answer });
	}
	return true;
}

/** What was done to a pack rests on what was done before. */
const AFTER: Refusal = { kind: 'after' };

type Answer = 'done' | 'later' | Refusal;

async function sent({ what, key, at, tried }: Wish, door: Door): Promise<Answer> {
	if (what.kind === 'add') return answerOf(() => door.add(what.item, key));
	const ask = (action: Action) => () => door.act(what.itemId, what.version, action, key);
	const plain = ask(what.action);
	return answerOf(ask({ ...what.action, at }), (error) => {
		// It had arrived, as it was sent first; or this device's clock is wrong, and what counts is that it happened.
		const again = (tried && error.slug === 'idempotency-key-reused') || isAboutTheHour(error);
		return again ? answerOf(plain) : null;
	});
}

async function answerOf(
	ask: () => Promise<FridgeItem>,
	otherwise: (error: ApiError) => Promise<Answer> | null = () => null
): Promise<Answer> {
	try {
		await ask();
		return 'done';
	} catch (error) {
		if (!(error instanceof ApiError) || isForLater(error)) return 'later';
		return otherwise(error) ?? (await refusalOf(error));
	}
}

async function refusalOf(error: ApiError): Promise<Trouble> {
	const outcome = await outcomeOf(() => Promise.reject(error));
	return outcome.kind === 'done' || outcome.kind === 'waiting' ? { kind: 'failed', why: 'other' } : outcome;
}

/** Nobody answered, somebody has to sign in first, or the server cannot just now. */
function isForLater({ status }: ApiError): boolean {
	return status === 0 || status >= 500 || [401, 408, 425, 429].includes(status);
}

function isAboutTheHour({ status, problem }: ApiError): boolean {
	return status === 400 && (problem.errors ?? []).some(({ pointer }) => pointer === '/at');
}
