import { describe, expect, it } from 'vitest';
import { here, localPath, signInHref } from './links.ts';

describe('where one may be sent on to', () => {
	it.each(['/', '/profile?erase=1', '/product/09521234500018?scan=1#eco', '/profile#erasure=0193', '/authors'])(
		'is a path of this app: %s',
		(path) => expect(localPath(path)).toBe(path)
	);

	it.each([
		'https://evil.example/',
		'//evil.example/',
		'/\\evil.example/',
		'\\\\evil.example',
		'/\t/evil.example',
		'/\n/evil.example',
		'/.//evil.example',
		'/x/..//evil.example',
		'javascript:alert(1)',
		'profile',
		' /profile',
		'/auth',
		'/auth/login?returnTo=/',
		'/%61uth/logout',
		'/x/../auth/logout',
		'/api/v1/session',
		'',
		null,
		undefined
	])('is never another place: %j', (path) => expect(localPath(path)).toBe('/'));
});

describe('the way to sign in', () => {
	it('carries where one is, and the language that one reads', () => {
		const href = signInHref({ returnTo: here(new URL('https://x.example/product/1?scan=2#eco')), language: 'de' });
		expect(href).toBe('/auth/login?returnTo=%2Fproduct%2F1%3Fscan%3D2%23eco&locale=de');
	});

	it('can be for a new account, or anew', () => {
		expect(signInHref({ returnTo: '/', register: true })).toBe('/auth/register?returnTo=%2F');
		expect(signInHref({ returnTo: '/profile?erase=1', fresh: true })).toBe(
			'/auth/login?returnTo=%2Fprofile%3Ferase%3D1&fresh=1'
		);
	});

	it('leads from a page about signing in to the start', () => {
		expect(here(new URL('https://x.example/auth?error=expired'))).toBe('/');
	});
});
