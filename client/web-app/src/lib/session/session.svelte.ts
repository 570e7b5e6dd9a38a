/** Who uses the app, asked once, after the first paint. */

import { whenSignedOut } from '#lib/api/http.ts';

/** The person at the sign-in service, as far as pages name them. */
export interface Member {
	kind: 'member';
	accountId: string;
	name: string | null;
	/** The brand that the person acts for. */
	brand: { brandId: string; name: string } | null;
}

export type Session =
	/** Not answered yet. */
	| { kind: 'unknown' }
	| { kind: 'visitor' }
	| Member
	/** A session is there, but sign-in cannot confirm it right now. */
	| { kind: 'unconfirmed' }
	/** Was signed in on this page, and is no more: what is typed stays. */
	| { kind: 'ended' }
	/** Nobody answered. */
	| { kind: 'unreachable' };

let session = $state.raw<Session>({ kind: 'unknown' });
let asking: Promise<void> | null = null;

export function current(): Session {
	return session;
}

/** Asks who is there, unless that is known or being asked. */
export function know(): Promise<void> {
	return session.kind === 'unknown' ? ask() : Promise.resolve();
}

/** Asks (again) who is there. */
export function ask(): Promise<void> {
	asking ??= answer().finally(() => (asking = null));
	return asking;
}

/** The session was given up on purpose. */
export function leave(): void {
	session = { kind: 'visitor' };
}

async function answer(): Promise<void> {
	const { sessionNow } = await import('./ask.ts');
	const next = await sessionNow();
	// An answer that failed says nothing about somebody who is known.
	if (next.kind === 'unreachable' && session.kind !== 'unknown') return;
	session = session.kind === 'ended' && next.kind === 'visitor' ? session : next;
}

/** A request was refused for want of a sign-in. */
export function ended(): void {
	if (session.kind === 'member' || session.kind === 'unconfirmed') session = { kind: 'ended' };
}

whenSignedOut(ended);
