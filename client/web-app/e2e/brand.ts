/** Marco's brand on a Sunday in November, as the API would answer. The brand, its products and all numbers are invented. */
import type { Page, Route } from 'playwright-core';
import { MEMBER, problem, type Answer, type Answers } from './people.ts';

export const NOW = new Date('2026-11-22T12:00:00Z');
export const THROUGH = '2026-11-19';
const K = 5;

export const PRODUCTS = {
	mozzarella: '09521234500018',
	ricotta: '09521234500025',
	burrata: '09521234500032',
	scamorza: '09521234500049'
} as const;
const { mozzarella: MOZZARELLA, ricotta: RICOTTA, burrata: BURRATA, scamorza: SCAMORZA } = PRODUCTS;

const fault = (pointer: string, code: string, detail: string, severity = 'warning') => ({
	pointer,
	code,
	detail,
	severity
});
export const ENERGY = fault(
	'/label/nutrition/energyKj',
	'energy_mismatch',
	'The nutrients make about 1024 kJ, not 1204',
	'error'
);
const ALLERGENS = fault('/label/allergens', 'missing', 'The allergens are not answered');

const row = (gtin: string, name: string, more: object) => ({
	gtin,
	name,
	quantity: '125 g',
	imageUrl: null,
	status: 'published',
	publishedVersion: 3,
	completeness: 87,
	faults: [],
	updatedAt: '2026-11-12T09:30:00Z',
	version: 3,
	openReports: 0,
	...more
});

export const ROWS = [
	row(MOZZARELLA, 'Mozzarella di Bufala Campana DOP', {
		status: 'draft',
		publishedVersion: 7,
		version: 8,
		completeness: 73,
		faults: [ENERGY, fault('/imageUrl', 'missing', 'A picture of the front is missing')],
		openReports: 2
	}),
	row(RICOTTA, 'Ricotta di bufala', { quantity: '250 g', completeness: 100 }),
	row(BURRATA, 'Burrata', { faults: [fault('/journey', 'missing', 'The journey is missing')] }),
	row(SCAMORZA, 'Scamorza affumicata', { completeness: 60, faults: [ALLERGENS], quantity: '250 g' })
];

export const ATTENTION = [
	{ kind: 'incomplete', gtin: SCAMORZA, name: 'Scamorza affumicata', count: 1, pointers: ['/label/allergens'] },
	{
		kind: 'contradiction',
		gtin: MOZZARELLA,
		name: 'Mozzarella di Bufala Campana DOP',
		count: 1,
		pointers: ['/label/nutrition/energyKj']
	},
	{ kind: 'report', gtin: MOZZARELLA, name: 'Mozzarella di Bufala Campana DOP', count: 2, pointers: [] },
	{ kind: 'source_differs', gtin: BURRATA, name: 'Burrata', count: 1, pointers: ['/label/nutrition/fat'] }
];

const METRICS = [
	'scanning_visitors',
	'new_visitors',
	'returning_visitors',
	'accounts_created_after_scan',
	'verdict_good',
	'verdict_careful',
	'verdict_avoid',
	'saved_to_fridge',
	'used_up',
	'thrown_away',
	'recycled',
	'reports'
] as const;
type Metric = (typeof METRICS)[number];

/** What each metric comes to over the window, of all scans; `null` is withheld. */
const SHARE: Record<Metric, number> = {
	scanning_visitors: 1,
	new_visitors: 0.7,
	returning_visitors: 0.3,
	accounts_created_after_scan: 0.034,
	verdict_good: 0.1,
	verdict_careful: 0.04,
	verdict_avoid: 0.03,
	saved_to_fridge: 0.19,
	used_up: 0.09,
	thrown_away: 0.015,
	recycled: 0.02,
	reports: 0.001
};

const DAY = 86_400_000;
const dayAfter = (day: string, days: number) =>
	new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY).toISOString().slice(0, 10);
const lengthOf = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1;

function figure(n: number, from: string, to: string, days?: number) {
	const length = lengthOf(from, to);
	if (from > THROUGH) return { visitors: null, suppressed: false, ...(days ? { daysReleased: 0, days: length } : {}) };
	const told = n >= K;
	const released = Math.max(1, Math.min(length, Math.round(n / 9)));
	return {
		visitors: told ? Math.round(n) : null,
		suppressed: !told,
		...(days ? { daysReleased: told ? released : 0, days: length } : {})
	};
}

/** Scans of a product a day: it goes up and down, and is few on some days. */
function scansOn(day: string, gtin: string | null): number {
	const n = Number(day.slice(8)) * 7 + Number(day.slice(5, 7));
	const wave = [14, 11, 9, 12, 3, 8, 17, 21, 16, 9, 7, 2, 4, 10, 24, 26, 13, 11, 15][n % 19]!;
	return gtin === null ? wave * 12 : gtin === SCAMORZA ? wave : gtin === RICOTTA ? Math.round(wave / 2) + 4 : wave + 3;
}

const REGIONS: [string, number][] = [
	['IT-25', 1204],
	['IT-45', 866],
	['IT-62', 702],
	['IT-72', 655],
	['IT-52', 388],
	['DE-BY', 96],
	['other', 271]
];
const AVOIDED: Record<string, [number, number, number]> = {
	[MOZZARELLA]: [96, 34, 41],
	[RICOTTA]: [71, 22, 28],
	[BURRATA]: [54, 19, 3],
	[SCAMORZA]: [45, 61, 12]
};

const known = { name: 'x', unit: 'visitors', unitOfSums: 'visitor-days', definition: 'x', window: 'x' };

/** Every table that brand-analytics-service answers, made from the question. */
export function insights(route: Route): Answer {
	const { pathname, searchParams } = new URL(route.request().url());
	const to = searchParams.get('to') ?? THROUGH;
	const from = searchParams.get('from') ?? dayAfter(to, -27);
	const gtin = searchParams.get('gtin');
	const view = pathname.split('/').pop()!;
	const items = tables[view]!({ from, to, gtin, by: searchParams.get('by') ?? 'day' });
	const definitions = Object.fromEntries(METRICS.map((metric) => [metric, known]));
	return { json: { policy: 'threshold', k: K, releasedThrough: THROUGH, period: { from, to }, definitions, items } };
}

interface Asked {
	from: string;
	to: string;
	gtin: string | null;
	by: string;
}

const periodic = (from: string, to: string, n: number) => ({ period: { from, to }, ...figure(n, from, to, 1) });

const tables: Record<string, (asked: Asked) => object[]> = {
	summary: ({ from, to, gtin }) => {
		const length = lengthOf(from, to);
		const whole = (gtin === null ? 150 : 13) * length;
		const [first, last] = [dayAfter(from, -length), dayAfter(from, -1)];
		return METRICS.map((metric) => ({
			...periodic(from, to, whole * SHARE[metric]),
			gtin,
			region: 'all',
			metric,
			previous: periodic(first, last, whole * SHARE[metric] * (metric === 'returning_visitors' ? 0.97 : 0.92))
		}));
	},
	products: ({ from, to, gtin }) =>
		ROWS.filter((one) => gtin === null || one.gtin === gtin).flatMap((one, n) =>
			METRICS.map((metric) => {
				const verdict = ['verdict_good', 'verdict_careful', 'verdict_avoid'].indexOf(metric);
				const more = metric === 'thrown_away' && one.gtin === RICOTTA ? 3 : 1;
				const told = verdict < 0 ? (900 - n * 180) * SHARE[metric] * more : AVOIDED[one.gtin]![verdict]!;
				return { ...periodic(from, to, told), gtin: one.gtin, region: 'all', metric };
			})
		),
	regions: ({ from, to, gtin }) =>
		REGIONS.flatMap(([region, scans]) =>
			METRICS.map((metric) => ({ ...periodic(from, to, scans * SHARE[metric]), gtin, region, metric }))
		),
	series: ({ from, to, gtin, by }) => {
		const step = by === 'day' ? 1 : by === 'week' ? 7 : 30;
		const starts = Array.from({ length: Math.ceil(lengthOf(from, to) / step) }, (_, n) => dayAfter(from, n * step));
		return starts.flatMap((day) =>
			METRICS.map((metric) => {
				const n = scansOn(day, gtin) * SHARE[metric] * step;
				if (by === 'day') return { day, gtin, region: 'all', metric, ...figure(n, day, day) };
				const last = dayAfter(day, step - 1);
				return { gtin, region: 'all', metric, ...periodic(day, last > to ? to : last, n) };
			})
		);
	}
};

export const PRODUCT = {
	...ROWS[0]!,
	categories: ['en:cheeses', 'en:mozzarella'],
	label: {
		ingredients: {
			status: 'known',
			language: 'it',
			text: 'Latte di bufala pastorizzato, sale, caglio, siero innesto naturale (latte).'
		},
		allergens: { status: 'known', contains: ['milk'], mayContain: [], freeFrom: ['gluten'] },
		nutrition: {
			status: 'known',
			per: '100g',
			energyKj: 1204,
			fat: 21,
			saturatedFat: 14,
			carbohydrates: 0.5,
			sugars: 0.5,
			fibre: 0,
			protein: 14,
			salt: 0.6
		}
	},
	fruitsVegetablesLegumes: null,
	eco: { labels: ['en:organic'], origins: [], packaging: [{ material: 'en:plastic' }] },
	sources: [
		{
			path: '/label/nutrition/saturatedFat',
			source: 'open_food_facts',
			asOf: '2026-03-25',
			value: 13.6,
			differs: true
		}
	]
};

export const JOURNEY = {
	lots: ['L2611A'],
	steps: [
		{
			kind: 'origin',
			place: { name: 'Buffalo farm, Paestum', countryCode: 'IT', latitude: 40.42, longitude: 15.0 },
			date: '2026-11-17'
		},
		{
			kind: 'processing',
			place: { name: 'Dairy, Capua', countryCode: 'IT', latitude: 41.1, longitude: 14.2 },
			date: '2026-11-18'
		},
		{ kind: 'retail', place: { name: 'Milano', countryCode: 'IT', latitude: 45.46, longitude: 9.19 }, date: null }
	]
};

export const IMPORT = '0193a000-0000-7000-8000-000000000501';
export const imported = (status: string, taken: number, refused: object[]) => ({
	json: { importId: IMPORT, status, rows: taken + refused.length, taken, refusedRows: refused.length, refused }
});

export const REPORT = {
	reportId: '0193a000-0000-7000-8000-000000000601',
	gtin: MOZZARELLA,
	name: 'Mozzarella di Bufala Campana DOP',
	reason: 'wrong_facts',
	comment: 'The pack says 0.5 g of salt.',
	reportedAt: '2026-11-20T10:00:00Z',
	status: 'open',
	answer: null
};

export const PREFIXES = [
	{
		prefix: '8001505',
		status: 'waiting',
		claimedAt: '2026-11-20T09:30:00Z',
		licence: { memberOrganisation: 'GS1 Italy', reference: 'IT-0047-110' }
	},
	{
		prefix: '8009999',
		status: 'refused',
		claimedAt: '2026-11-02T09:30:00Z',
		decidedAt: '2026-11-04T11:00:00Z',
		reason: 'Verified by GS1 names another company for this licence.'
	},
	{
		prefix: '9521234',
		status: 'proven',
		claimedAt: '2026-10-01T08:00:00Z',
		decidedAt: '2026-10-01T08:00:00Z',
		evidence: 'Stated by the operator.'
	}
];

const VALDORO = '0193a000-0000-7000-8000-00000000000b';
const user = (accountId: string | null, name: string | null, email: string, addedAt: string) => ({
	accountId,
	name,
	email,
	addedAt
});
export const PEOPLE = [
	user('0193a000-0000-7000-8000-000000000009', 'Marco Rossi', 'marco@valdoro.example', '2026-10-01T08:00:00Z'),
	user('0193a000-0000-7000-8000-000000000019', 'Eva Bianchi', 'eva@valdoro.example', '2026-10-12T08:00:00Z'),
	user(null, null, 'maria-vittoria.castellammare@valdoro.example', '2026-11-21T08:00:00Z')
];
export const company = (users: object[]) => ({
	json: { brandId: VALDORO, name: 'Valdoro', prefixes: ['9521234'], users }
});

const session = (brand: object | null) => ({
	json: {
		signedIn: true,
		account: { accountId: '0193a000-0000-7000-8000-000000000009', displayName: 'Marco' },
		roles: ['consumer', ...(brand ? ['brand_user'] : [])],
		brand
	}
});

const change = (changedAt: string, version: number, ...changes: string[]) => ({
	changedAt,
	version,
	labelVersion: version,
	changes
});
/** Newest first. */
const CHANGES = [
	change('2026-11-12T14:00:00Z', 8, 'label'),
	change('2026-11-12T09:30:00Z', 7, 'name'),
	change('2026-11-04T09:30:00Z', 6, 'label', 'allergens'),
	change('2026-06-02T09:30:00Z', 1, 'created')
];

/** Marco, and everything answers. */
export const MARCO: Answers = {
	...MEMBER,
	'GET session': session({ brandId: VALDORO, name: 'Valdoro' }),
	'GET brand': company(PEOPLE),
	'GET brand/prefixes': { json: { items: PREFIXES } },
	'GET brand/insights/*': insights,
	'GET brand/products': { json: { items: ROWS, next: null } },
	'GET brand/products/*': { json: PRODUCT, headers: { etag: '"8"' } },
	'GET brand/products/*/journey': { json: JOURNEY, headers: { etag: '"2"' } },
	'GET brand/products/*/links': {
		json: { items: [{ linkType: 'gs1:recipeInfo', href: 'https://valdoro.example/recipes', language: 'it' }] },
		headers: { etag: '"1"' }
	},
	'GET brand/products/*/changes': { json: { items: CHANGES, next: null } },
	'GET brand/attention': { json: { items: ATTENTION } },
	'GET brand/reports': { json: { items: [REPORT, { ...REPORT, reportId: 'x', status: 'closed' }], next: null } }
};

/** Marco before anything is released, with an empty catalog. */
export const NEW_BRAND: Answers = {
	...MARCO,
	'GET brand': company(PEOPLE.slice(0, 1)),
	'GET brand/prefixes': { json: { items: PREFIXES.slice(0, 1) } },
	'GET brand/insights/*': (route) => {
		const { json } = insights(route) as { json: object };
		return { json: { ...json, policy: null, k: null, releasedThrough: null, items: [] } };
	},
	'GET brand/products': { json: { items: [], next: null } },
	'GET brand/attention': { json: { items: [] } },
	'GET brand/reports': { json: { items: [], next: null } }
};

/** Signed in, and acting for nobody. */
export const SARA_ALONE: Answers = { ...MARCO, 'GET session': session(null) };

export const FAILING: Answers = {
	...MARCO,
	'GET brand': problem(503, 'sign-in-unavailable'),
	'GET brand/prefixes': problem(503, 'unavailable'),
	'GET brand/insights/*': problem(503, 'unavailable'),
	'GET brand/products': problem(503, 'unavailable')
};

/** Codes are pictures: any will do where nobody scans them. */
export async function stageCodes(page: Page): Promise<void> {
	const body =
		'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29"><rect width="29" height="29" fill="#fff"/><path d="M4 4h7v7H4zM18 4h7v7h-7zM4 18h7v7H4zM13 13h3v3h-3z"/></svg>';
	await page.route('**/brand/products/*/code?*', (route) => route.fulfill({ contentType: 'image/svg+xml', body }));
}
