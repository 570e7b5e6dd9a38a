import { ApiError } from '#lib/api/http.ts';
import { readSession, type SessionAnswer } from '#lib/api/person.ts';
import type { Session } from './session.svelte.ts';

/** What the gateway says about the session. */
export async function sessionNow(): Promise<Session> {
	try {
		return settled(sessionOf(await readSession()));
	} catch (error) {
		if (error instanceof ApiError && error.status === 401) return { kind: 'visitor' };
		return { kind: 'unreachable' };
	}
}

/** What a person did without a connection is sent when they are back; what a person saw goes when they sign out. */
function settled(session: Session): Session {
	if (session.kind === 'member' && has('packytrace-waiting')) void send(session.accountId);
	if (session.kind === 'visitor' && has('packytrace-kept'))
		void import('#lib/offline/memory.ts').then(({ forget }) => forget());
	return session;
}

async function send(accountId: string) {
	const { queueOf } = await import('#lib/offline/queue.svelte.ts');
	await queueOf(accountId)
		.send()
		.catch(() => false); // storage may be refused
}

function has(flag: string): boolean {
	try {
		return localStorage.getItem(flag) !== null;
	} catch {
		return false;
	}
}

export function sessionOf({ signedIn, pending, account, brand }: SessionAnswer): Session {
	if (pending) return { kind: 'unconfirmed' };
	if (!signedIn) return { kind: 'visitor' };
	if (!account?.accountId) return { kind: 'unconfirmed' };
	const name = account.displayName?.trim() ?? '';
	return { kind: 'member', accountId: account.accountId, name: name === '' ? null : name, brand: brand ?? null };
}
