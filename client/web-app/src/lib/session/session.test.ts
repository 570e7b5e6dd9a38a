import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { outcomeOf } from './outcome.ts';

type Module = typeof import('./session.svelte.ts');
const SARA = { signedIn: true, account: { accountId: 'a', displayName: ' Sara ' }, roles: [], brand: null };
const OUT = { signedIn: false };
let session: Module;
let asked = 0;

/** The gateway answers in order; `null` is a network that does not. */
function gateway(...answers: unknown[]) {
	asked = 0;
	vi.stubGlobal('fetch', () => {
		asked += 1;
		const answer = answers.shift() ?? null;
		return answer === null ? Promise.reject(new TypeError('network')) : Promise.resolve(Response.json(answer));
	});
}

beforeEach(async () => {
	vi.resetModules();
	session = await import('./session.svelte.ts');
});
afterEach(() => vi.unstubAllGlobals());

describe('who is here', () => {
	it('is asked once, however many want to know', async () => {
		gateway(SARA);
		await Promise.all([session.know(), session.know()]);
		await session.know();
		expect(asked).toBe(1);
		expect(session.current()).toEqual({ kind: 'member', accountId: 'a', name: 'Sara', brand: null });
	});

	it('may act for a brand', async () => {
		const brand = { brandId: 'b', name: 'Valdoro' };
		gateway({ ...SARA, brand });
		await session.know();
		expect(session.current()).toMatchObject({ kind: 'member', brand });
	});

	it('is nobody we know', async () => {
		gateway(OUT);
		await session.know();
		expect(session.current()).toEqual({ kind: 'visitor' });
	});

	it('is not confirmed while sign-in does not answer', async () => {
		gateway({ signedIn: false, pending: true });
		await session.know();
		expect(session.current().kind).toBe('unconfirmed');
	});

	it('is not confirmed while the account is not known yet', async () => {
		gateway({ ...SARA, account: { accountId: null, displayName: 'Sara' } });
		await session.know();
		expect(session.current().kind).toBe('unconfirmed');
	});

	it('can be asked again when nobody answered', async () => {
		gateway(null, SARA);
		await session.know();
		expect(session.current().kind).toBe('unreachable');
		await session.ask();
		expect(session.current().kind).toBe('member');
	});
});

describe('a session that ends while the page is used', () => {
	const refuse = async () => {
		const { read } = await import('#lib/api/http.ts');
		const body = { type: 'https://x/problems/sign-in-required', title: 'x', status: 401 };
		await expect(read(Response.json(body, { status: 401 }))).rejects.toMatchObject({ slug: 'sign-in-required' });
	};

	it('is noticed by whatever is refused', async () => {
		gateway(SARA);
		await session.know();
		await refuse();
		expect(session.current()).toEqual({ kind: 'ended' });
	});

	it('stays ended until somebody is signed in again', async () => {
		gateway(SARA, OUT, null, SARA);
		await session.know();
		await refuse();
		await session.ask();
		await session.ask();
		expect(session.current().kind).toBe('ended');
		await session.ask();
		expect(session.current().kind).toBe('member');
	});

	it('is no news to somebody who never was signed in', async () => {
		gateway(OUT);
		await session.know();
		await refuse();
		expect(session.current().kind).toBe('visitor');
	});
});

describe('the page about signing in', () => {
	const member = { kind: 'member', accountId: 'a', name: 'Sara', brand: null } as const;
	const at = (query: string) => new URLSearchParams(query);

	it.each(['expired', 'denied', 'unavailable', 'failed'])('says why it did not work: %s', (error) => {
		expect(outcomeOf(at(`error=${error}`), { kind: 'visitor' })).toEqual({ kind: 'fault', fault: error });
	});

	it('takes a reason that it does not know for a failure, and says nothing of it', () => {
		expect(outcomeOf(at('error=<script>'), { kind: 'unknown' })).toEqual({ kind: 'fault', fault: 'failed' });
	});

	it('tells nobody who is signed in that signing in failed', () => {
		expect(outcomeOf(at('error=failed'), member)).toEqual({ kind: 'in', name: 'Sara' });
	});

	it('knows the tab that was opened only to sign in again', () => {
		expect(outcomeOf(at('again=1'), member)).toEqual({ kind: 'again' });
		expect(outcomeOf(at('again=1'), { kind: 'visitor' })).toEqual({ kind: 'out' });
	});
});
