import type { Session } from './session.svelte.ts';

/** Why a sign-in did not end well; the gateway's words. */
export const SIGN_IN_FAULTS = ['expired', 'denied', 'unavailable', 'failed'] as const;
export type SignInFault = (typeof SIGN_IN_FAULTS)[number];

/** What the page about signing in has to say. */
export type Outcome =
	| { kind: 'checking' }
	| { kind: 'fault'; fault: SignInFault }
	| { kind: 'again' }
	| { kind: 'in'; name: string | null }
	| { kind: 'unconfirmed' }
	| { kind: 'out' };

/** A fault that we do not know is one all the same. */
export function faultOf(error: string | null): SignInFault | null {
	if (error === null || error === '') return null;
	return SIGN_IN_FAULTS.find((fault) => fault === error) ?? 'failed';
}

/** What signing in came to, from the address and from who is there. */
export function outcomeOf(search: Pick<URLSearchParams, 'get' | 'has'>, session: Session): Outcome {
	const fault = faultOf(search.get('error'));
	if (fault !== null && session.kind !== 'member') return { kind: 'fault', fault };
	if (session.kind === 'unknown') return { kind: 'checking' };
	if (session.kind === 'unconfirmed') return { kind: 'unconfirmed' };
	if (session.kind !== 'member') return { kind: 'out' };
	return search.has('again') ? { kind: 'again' } : { kind: 'in', name: session.name };
}
