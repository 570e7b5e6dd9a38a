import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, assertFits, open, screenshot, visit } from './browser.ts';
import { COMPARING, MOZZARELLA, PAIN, SARA, saved, TOFOO, VERDICTS } from './health.ts';
import { MEMBER, problem, stage, VISITOR, type Answers } from './people.ts';

interface State {
	answers: Answers;
	path: string;
	/** What has to be there before anybody looks. */
	shown: string;
}

/** Everything that a profile can hold, and a goal that cannot be meant. */
const FULL = saved({
	allergies: [{ allergen: 'crustaceans', traces: 'careful' }, { allergen: 'nuts' }],
	intolerances: ['lactose', 'gluten', 'fructose', 'sorbitol', 'histamine'],
	diets: ['kosher_style'],
	avoidIngredients: ['a rather long name of an ingredient that somebody avoids'],
	goals: [{ nutrient: 'saturated_fat', atLeast: 1, atMost: 3 }]
});
const CARD = 'section:has(> header h2) > footer';
const two = `/compare?gtins=${TOFOO},${MOZZARELLA}`;

const STATES: Record<string, State> = {
	permission: {
		answers: { ...MEMBER, 'GET health-profile': problem(403, 'consent-required') },
		path: '/setup',
		shown: '.decide'
	},
	choices: {
		answers: { ...MEMBER, 'GET health-profile': problem(404, 'no-health-profile') },
		path: '/setup',
		shown: '.bar'
	},
	'setup-visitor': { answers: VISITOR, path: '/setup', shown: 'main h1' },
	preferences: { answers: { ...SARA, 'GET health-profile': FULL }, path: '/preferences', shown: '.bar' },
	'preferences-offline': {
		answers: { ...SARA, 'GET health-profile': 'lost' },
		path: '/preferences',
		shown: '.unavailable'
	},
	avoid: { answers: SARA, path: `/product/${MOZZARELLA}`, shown: CARD },
	careful: {
		answers: { ...SARA, [`GET products/${TOFOO}/verdict`]: { json: VERDICTS.careful } },
		path: `/product/${TOFOO}`,
		shown: CARD
	},
	good: { answers: SARA, path: `/product/${TOFOO}`, shown: CARD },
	stale: {
		answers: { ...SARA, [`GET products/${TOFOO}/verdict`]: { json: VERDICTS.stale } },
		path: `/product/${TOFOO}`,
		shown: CARD
	},
	line: {
		answers: { ...SARA, [`GET products/${TOFOO}/verdict`]: problem(409, 'no-health-profile') },
		path: `/product/${TOFOO}`,
		shown: 'aside a'
	},
	'compare-empty': { answers: COMPARING, path: '/compare', shown: 'main li button' },
	compare: { answers: COMPARING, path: two, shown: '.verdict' },
	'compare-three': { answers: COMPARING, path: `${two},${PAIN}`, shown: '.verdict' },
	'compare-offline': {
		answers: { ...COMPARING, 'POST verdicts': 'lost', 'GET products/*': 'lost' },
		path: two,
		shown: '.verdict'
	}
};

const SIZES = [320, 390, 1280];

async function look(page: Page, name: string, pictures: boolean) {
	for (const width of SIZES) {
		await page.setViewportSize({ width, height: 844 });
		await assertFits(page, `${name}, ${width} px`);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }); // no colour half-way
			await assertAccessible(page, `${name}, ${width} px, ${colorScheme}`);
			if (pictures && width !== 320) await screenshot(page, `health-${name}-${colorScheme}-${width}`);
		}
	}
}

for (const [name, { answers, path, shown }] of Object.entries(STATES)) {
	for (const locale of ['en-GB', 'it-IT', 'de-DE']) {
		test(`${name} can be used by everyone at every size, light and dark, ${locale}`, () =>
			visit({ locale }, async (page) => {
				await stage(page, answers);
				await open(page, path);
				await page.locator(shown).first().waitFor();
				await look(page, name, locale === 'en-GB');
			}));
	}
}
