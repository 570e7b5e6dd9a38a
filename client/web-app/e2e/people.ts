/** A person and their data, as the API would answer: for states that a running system shows rarely. */
import type { Page, Route } from 'playwright-core';

export const ACCOUNT = '0193a000-0000-7000-8000-000000000001';
export const ERASURE = '01935c2e-7f41-7000-8000-0000000000aa';

const scan = (n: number, name: string | null) => ({
	scanId: `0193a000-0000-7000-8000-00000000010${n}`,
	scannedAt: `2026-11-${String(20 - n).padStart(2, '0')}T10:00:00Z`,
	item: { gtin: '09521234500018', lot: null, serial: null, expiry: null, expiryKind: null, raw: '09521234500018' },
	name,
	brand: name === null ? null : { brandId: null, name: 'Valdoro' },
	imageUrl: null
});

const TEXT = `# May we keep your health profile?

With your yes we keep the allergies that you enter, and compare them with
what a pack says: *good for you*, *be careful* or *avoid*.

## What we store

- Your profile, encrypted with a key of its own.
- The verdicts that you asked for.

## How to stop

Turn the switch off here, at any time, without giving a reason.`;

export const consent = (purpose: string, granted: boolean, since: string | null, version: string | null) => ({
	purpose,
	granted,
	since,
	textVersion: version,
	current: { version: '2026-11', text: TEXT }
});

const entry = (n: number, purpose: string, granted: boolean) => ({
	position: n,
	purpose,
	granted,
	textVersion: '2026-11',
	textHash: '1'.repeat(64),
	at: `2026-11-0${n}T19:3${n}:00Z`,
	channel: 'web_app',
	locale: 'en',
	previousHash: String(n - 1).repeat(64),
	hash: String(n).repeat(64)
});

export interface Answer {
	status?: number;
	json?: unknown;
	headers?: Record<string, string>;
}
export type Answers = Record<string, Answer | ((route: Route) => Answer | Promise<Answer>) | 'lost'>;

export const problem = (status: number, slug: string, more: object = {}): Answer => ({
	status,
	headers: { 'content-type': 'application/problem+json' },
	json: { type: `https://packytrace.example/problems/${slug}`, title: slug, status, ...more }
});

/** Everything answers, and the person is signed in. */
export const MEMBER: Answers = {
	'GET session': {
		json: { signedIn: true, account: { accountId: ACCOUNT, displayName: 'Sara' }, roles: ['consumer'], brand: null }
	},
	'GET account': {
		json: {
			accountId: ACCOUNT,
			email: 'sara@example.org',
			emailVerified: true,
			createdAt: '2026-11-03T19:38:00Z',
			linkedVisitors: 2
		}
	},
	'GET scans': { json: { items: [scan(1, 'Mozzarella'), scan(2, 'Pain de campagne'), scan(3, null)], next: null } },
	'GET consents': {
		json: {
			items: [
				consent('health_profile', false, null, null),
				consent('measurement', true, null, null),
				consent('reminders', true, '2026-11-03T19:40:00Z', '2026-11')
			],
			next: null
		}
	},
	'GET consents/history': { json: { items: [entry(1, 'measurement', true), entry(2, 'reminders', true)], next: null } },
	'GET visitor': { json: { measurement: { allowed: true, browserSignal: false }, region: 'IT-25' } },
	'GET fridge/reminders': {
		json: { leadDays: 2, hour: 8, timeZone: 'Europe/Rome', email: true },
		headers: { etag: '"1"' }
	}
};

/** The same browser without an account. */
export const VISITOR: Answers = { ...MEMBER, 'GET session': { json: { signedIn: false } } };

export const erasure = (confirmed: number): Answer => {
	const services = ['passport-service', 'personalization-service', 'fridge-service', 'identity-service'];
	return {
		json: {
			status: confirmed === services.length ? 'completed' : 'in_progress',
			services: services.map((service, n) => ({
				service,
				confirmedAt: n < confirmed ? `2026-11-22T14:10:0${n}Z` : null
			})),
			eventLogClearedBy: '2026-11-29T14:10:00Z'
		}
	};
};

/** Answers for the API; whatever is not among the answers is a fault of the test. */
export async function stage(page: Page, answers: Answers): Promise<void> {
	await page.route('**/api/v1/**', async (route) => {
		const request = route.request();
		const path = new URL(request.url()).pathname.replace('/api/v1/', '');
		const known = [path, path.replace(/[^/]+$/, '*'), path.replace(/[^/]+\/([^/]+)$/, '*/$1')]
			.map((pattern) => answers[`${request.method()} ${pattern}`])
			.find((answer) => answer !== undefined);
		if (known === undefined) throw new Error(`nobody answers ${request.method()} ${path}`);
		if (known === 'lost') return route.abort();
		const { status = 200, json, headers = {} } = typeof known === 'function' ? await known(route) : known;
		if (json === undefined) return route.fulfill({ status, headers });
		return route.fulfill({ status, json, headers });
	});
}
