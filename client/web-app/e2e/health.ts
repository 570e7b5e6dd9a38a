/** Sara's health profile, products and what they mean for her, as the API would answer. The brand is invented. */
import type { Answers } from './people.ts';
import { consent, MEMBER } from './people.ts';

export const MOZZARELLA = '09521234500018';
export const TOFOO = '05034467000216';
export const PAIN = '00000682009841';

export const PROFILE = {
	allergies: [{ allergen: 'peanuts', traces: 'avoid' }],
	intolerances: ['lactose'],
	diets: ['vegetarian'],
	avoidIngredients: [],
	goals: [
		{ nutrient: 'protein', atLeast: 10 },
		{ nutrient: 'sugars', atMost: 5 }
	]
};

type Source = 'brand' | 'open_food_facts';
const statement = (path: string, source: Source, asOf: string) => ({
	path,
	source,
	asOf,
	verification: source === 'brand' ? 'brand_verified' : 'community'
});

function passport(gtin: string, name: string, brand: string | null, quantity: string, source: Source, label: object) {
	const asOf = source === 'brand' ? '2026-11-20' : '2024-10-11';
	const facts = ['/label/allergens', '/label/ingredients', '/label/nutrition'].map((path) =>
		statement(path, source, asOf)
	);
	const data = {
		name,
		brand: brand === null ? null : { brandId: null, name: brand },
		quantity,
		imageUrl: null,
		categories: [],
		label: { warnings: [], ...label },
		nutriScore: { status: 'unknown', missing: ['salt'] },
		facts
	};
	return {
		gtin,
		version: 1,
		product: { status: 'loaded', data },
		journey: { status: 'not_available' },
		eco: { status: 'not_available' }
	};
}

const UNSTATED = { status: 'unknown' };

export const PASSPORTS = {
	[MOZZARELLA]: passport(MOZZARELLA, 'Mozzarella di Bufala Campana DOP', 'Valdoro', '125 g', 'brand', {
		ingredients: {
			status: 'known',
			language: 'it',
			text: 'latte di bufala, sale, caglio',
			items: [{ name: 'latte di bufala', allergens: ['milk'] }]
		},
		allergens: { status: 'known', contains: ['milk'], mayContain: [], freeFrom: [] },
		nutrition: { status: 'known', per: '100g', fat: 21, protein: 14, sugars: 0.5, salt: 0.6 },
		diets: { vegan: 'no', vegetarian: 'maybe' }
	}),
	[TOFOO]: passport(TOFOO, 'Tofoo Naked', 'The Tofoo Co.', '280 g', 'open_food_facts', {
		ingredients: {
			status: 'known',
			language: 'en',
			text: 'water, organic soya beans 36%, nigari',
			items: [{ name: 'organic soya beans', allergens: ['soybeans'] }]
		},
		allergens: { status: 'known', contains: ['soybeans'], mayContain: [], freeFrom: [] },
		nutrition: { status: 'known', per: '100g', fat: 7.8, protein: 16.5, sugars: 0.1, salt: 0.06 },
		diets: { vegan: 'yes', vegetarian: 'yes' }
	}),
	[PAIN]: passport(PAIN, 'Pain de campagne bio nature', null, '300 g', 'open_food_facts', {
		ingredients: UNSTATED,
		allergens: UNSTATED,
		nutrition: UNSTATED,
		diets: { vegan: 'unknown', vegetarian: 'unknown' }
	})
};

const verdict = (n: number, gtin: string, level: string, more: object) => ({
	verdictId: `0193a000-0000-7000-8000-00000000020${n}`,
	gtin,
	verdict: level,
	policyVersion: '2026-11',
	computedAt: '2026-11-22T10:00:00Z',
	labelVersion: 7,
	reasons: [],
	unknowns: [],
	checks: [],
	...more
});

const reason = (
	rule: string,
	level: string,
	path: string,
	value: unknown,
	text: string,
	source = 'open_food_facts'
) => ({
	rule,
	level,
	fact: { path, value, source, asOf: source === 'brand' ? '2026-11-20' : '2026-03-03' },
	text
});

export const VERDICTS = {
	avoid: verdict(1, MOZZARELLA, 'avoid', {
		reasons: [
			reason(
				'diet.vegetarian',
				'be_careful',
				'/label/ingredients/text',
				'caglio',
				'Kind of rennet not stated',
				'brand'
			),
			reason('intolerance.lactose', 'avoid', '/label/ingredients/text', 'latte di bufala', 'Made from milk', 'brand')
		],
		unknowns: [{ rule: 'goal.fibre', path: '/label/nutrition/fibre' }],
		checks: [{ rule: 'allergy.peanuts' }, { rule: 'goal.protein' }, { rule: 'goal.sugars' }]
	}),
	careful: verdict(2, PAIN, 'be_careful', {
		reasons: [
			reason('allergy.peanuts', 'be_careful', '/label/allergens', null, 'Peanuts: not stated', 'unstated'),
			reason('intolerance.lactose', 'be_careful', '/label/ingredients', null, 'Milk: not stated', 'unstated')
		],
		unknowns: [
			{ rule: 'allergy.peanuts', path: '/label/allergens' },
			{ rule: 'intolerance.lactose', path: '/label/ingredients' },
			{ rule: 'goal.protein', path: '/label/nutrition/protein' },
			{ rule: 'goal.sugars', path: '/label/nutrition/sugars' }
		]
	}),
	good: verdict(3, TOFOO, 'good_for_you', {
		checks: [
			{ rule: 'allergy.peanuts' },
			{ rule: 'intolerance.lactose' },
			{ rule: 'diet.vegetarian' },
			{ rule: 'goal.protein' },
			{ rule: 'goal.sugars' }
		]
	}),
	stale: verdict(4, TOFOO, 'be_careful', {
		reasons: [reason('goal.sugars', 'be_careful', '/label/nutrition/sugars', 5.4, 'Sugars: 5.4 g, more than your 5 g')],
		checks: [{ rule: 'allergy.peanuts' }],
		stale: { labelAsOf: '2026-10-03' }
	})
};

export const saved = (json: unknown = PROFILE, etag = '"1"') => ({ json, headers: { etag } });

/** Sara, who has agreed and has a profile; each product means for her what stands above. */
export const SARA: Answers = {
	...MEMBER,
	'GET consents': { json: { items: [consent('health_profile', true, '2026-11-03T19:38:00Z', '2026-11')], next: null } },
	'GET health-profile': saved(),
	'GET products/*': (route) => {
		const gtin = new URL(route.request().url()).pathname.split('/').pop() as keyof typeof PASSPORTS;
		return { json: PASSPORTS[gtin] };
	},
	[`GET products/${MOZZARELLA}/verdict`]: { json: VERDICTS.avoid },
	[`GET products/${PAIN}/verdict`]: { json: VERDICTS.careful },
	[`GET products/${TOFOO}/verdict`]: { json: VERDICTS.good }
};

const scanned = (gtin: keyof typeof PASSPORTS, n: number) => ({
	scanId: `0193a000-0000-7000-8000-00000000030${n}`,
	scannedAt: '2026-11-20T10:00:00Z',
	item: { gtin, lot: null, serial: null, expiry: null, expiryKind: null, raw: gtin },
	name: PASSPORTS[gtin]!.product.data.name,
	brand: PASSPORTS[gtin]!.product.data.brand,
	imageUrl: null
});

/** Sara comparing: what she scanned, and a verdict for each of several products. */
export const COMPARING: Answers = {
	...SARA,
	'GET scans': { json: { items: [scanned(TOFOO, 1), scanned(MOZZARELLA, 2), scanned(PAIN, 3)], next: null } },
	'POST verdicts': (route) => {
		const { gtins } = route.request().postDataJSON() as { gtins: string[] };
		const all: { gtin: string }[] = [VERDICTS.avoid, VERDICTS.good, VERDICTS.careful];
		return { json: { items: gtins.map((gtin) => all.find((verdict) => verdict.gtin === gtin)) } };
	}
};
