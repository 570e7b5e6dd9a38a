/** Addresses of signing in, and which addresses one may be sent on to. */

/** A path of this app and nothing else: no other host, no scheme, no way back into signing in. */
export function localPath(wanted: string | null | undefined): string {
	if (!wanted || !/^\/(?![/\\])/.test(wanted) || /[\\\p{Cc}]/u.test(wanted)) return '/';
	const url = parsed(wanted);
	if (url === null || /^\/(auth|api)(\/|$)/.test(decoded(url.pathname))) return '/';
	return url.pathname + url.search + url.hash;
}

const HERE = 'https://here.invalid';

function parsed(path: string): URL | null {
	try {
		const url = new URL(path, HERE);
		return url.origin === HERE && !url.pathname.startsWith('//') ? url : null;
	} catch {
		return null;
	}
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

export interface SignIn {
	/** Where to go on afterwards. */
	returnTo: string;
	/** Make an account. */
	register?: boolean;
	/** Sign in anew, even with a session. */
	fresh?: boolean;
	/** The language that the sign-in pages shall speak. */
	language?: string;
}

export function signInHref({ returnTo, register = false, fresh = false, language }: SignIn): string {
	const search = new URLSearchParams({ returnTo });
	if (fresh) search.set('fresh', '1');
	if (language !== undefined) search.set('locale', language);
	return `/auth/${register ? 'register' : 'login'}?${search}`;
}

/** Where one is, to come back to; a page about signing in leads to the start. */
export function here({ pathname, search, hash }: Pick<URL, 'pathname' | 'search' | 'hash'>): string {
	return localPath(pathname + search + hash);
}
