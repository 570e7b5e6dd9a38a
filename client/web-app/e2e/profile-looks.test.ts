import { test } from 'node:test';
import { assertAccessible, assertFits, open, screenshot, visit } from './browser.ts';
import { ERASURE, erasure, MEMBER, problem, stage, VISITOR } from './people.ts';

const receipt = `/profile#erasure=${ERASURE}`;

const STATES = {
	visitor: { answers: VISITOR, path: '/profile' },
	signal: {
		answers: {
			...VISITOR,
			'GET visitor': { json: { measurement: { allowed: true, browserSignal: true }, region: null } }
		},
		path: '/profile'
	},
	member: { answers: MEMBER, path: '/profile' },
	empty: {
		answers: {
			...MEMBER,
			'GET account': { json: { accountId: 'a', email: null, createdAt: '2026-11-03T19:38:00Z', linkedVisitors: 1 } },
			'GET scans': { json: { items: [], next: null } },
			'GET consents/history': { json: { items: [], next: null } }
		},
		path: '/profile'
	},
	offline: {
		answers: {
			...MEMBER,
			'GET account': problem(503, 'sign-in-unavailable'),
			'GET scans': 'lost',
			'GET consents': 'lost',
			'GET consents/history': 'lost',
			'GET visitor': 'lost'
		},
		path: '/profile'
	},
	unconfirmed: { answers: { 'GET session': { json: { signedIn: false, pending: true } } }, path: '/profile' },
	unreachable: { answers: { 'GET session': 'lost' }, path: '/profile' },
	erasing: { answers: { ...VISITOR, 'GET erasures/*': erasure(2) }, path: receipt },
	erased: { answers: { ...VISITOR, 'GET erasures/*': erasure(4) }, path: receipt },
	'no-receipt': { answers: { ...VISITOR, 'GET erasures/*': problem(404, 'unknown-erasure') }, path: receipt },
	auth: { answers: VISITOR, path: '/auth' },
	'auth-expired': { answers: VISITOR, path: '/auth?error=expired&returnTo=%2Fprofile' },
	'auth-unavailable': { answers: VISITOR, path: '/auth?error=unavailable' },
	'auth-in': { answers: MEMBER, path: '/auth?returnTo=%2Fabout' }
} as const;

const SIZES = [320, 390, 1280];

for (const [name, { answers, path }] of Object.entries(STATES)) {
	for (const locale of ['en-GB', 'it-IT', 'de-DE']) {
		test(`${name} can be used by everyone at every size, light and dark, ${locale}`, () =>
			visit({ locale }, async (page) => {
				await stage(page, answers);
				await open(page, path);
				await page.locator('main h1').waitFor();
				for (const width of SIZES) {
					await page.setViewportSize({ width, height: 844 });
					await assertFits(page, `${name}, ${width} px`);
					for (const colorScheme of ['light', 'dark'] as const) {
						await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }); // no colour half-way
						await assertAccessible(page, `${name}, ${width} px, ${colorScheme}`);
						if (locale === 'en-GB' && width !== 320) await screenshot(page, `profile-${name}-${colorScheme}-${width}`);
					}
				}
			}));
	}
}
