import { ApiError } from '#lib/api/http.ts';
import { readSession, type SessionAnswer } from '#lib/api/person.ts';
import type { Session } from './session.svelte.ts';

/** What the gateway says about the session. */
export async function sessionNow(): Promise<Session> {
	try {
		return sessionOf(await readSession());
	} catch (error) {
		if (error instanceof ApiError && error.status === 401) return { kind: 'visitor' };
		return { kind: 'unreachable' };
	}
}

export function sessionOf({ signedIn, pending, account, brand }: SessionAnswer): Session {
	if (pending) return { kind: 'unconfirmed' };
	if (!signedIn) return { kind: 'visitor' };
	if (!account?.accountId) return { kind: 'unconfirmed' };
	const name = account.displayName?.trim() ?? '';
	return { kind: 'member', accountId: account.accountId, name: name === '' ? null : name, brand: brand ?? null };
}
