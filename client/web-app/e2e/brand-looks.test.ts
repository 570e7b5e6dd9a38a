import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { FAILING, IMPORT, imported, MARCO, NEW_BRAND, NOW, PRODUCTS, SARA_ALONE, stageCodes } from './brand.ts';
import { assertAccessible, assertFits, open, screenshot, visit } from './browser.ts';
import { problem, stage, VISITOR, type Answers } from './people.ts';

interface State {
	answers: Answers;
	path: string;
	/** What has to be there before anybody looks. */
	shown: string;
	/** What is done before anybody looks. */
	before?: (page: Page) => Promise<void>;
}

const product = `/brand/product?gtin=${PRODUCTS.mozzarella}`;
const table = (page: Page) => page.getByRole('radio').nth(1).first().check();

const STATES: Record<string, State> = {
	insights: { answers: MARCO, path: '/brand', shown: 'tfoot' },
	'insights-product': { answers: MARCO, path: `/brand?gtin=${PRODUCTS.scamorza}`, shown: 'tfoot' },
	'insights-new': { answers: NEW_BRAND, path: '/brand', shown: 'main h1' },
	'insights-offline': { answers: FAILING, path: '/brand', shown: '.unavailable' },
	definitions: {
		answers: MARCO,
		path: '/brand',
		shown: 'dialog[open] dt',
		before: (page) => page.keyboard.press('?')
	},
	'over-time': { answers: MARCO, path: `/brand/over-time?gtin=${PRODUCTS.scamorza}`, shown: '.plot .mark' },
	'over-time-table': { answers: MARCO, path: '/brand/over-time?by=week&span=90d', shown: '.plot', before: table },
	'by-product': { answers: MARCO, path: '/brand/by-product?metric=verdict_avoid', shown: 'tfoot' },
	regions: { answers: MARCO, path: '/brand/regions', shown: 'tfoot' },
	compare: { answers: MARCO, path: '/brand/compare', shown: '.plot' },
	months: { answers: MARCO, path: '/brand/months', shown: 'main li svg' },
	products: { answers: MARCO, path: '/brand/products', shown: 'tbody tr' },
	'products-empty': { answers: NEW_BRAND, path: '/brand/products', shown: 'main h1' },
	'products-offline': { answers: FAILING, path: '/brand/products', shown: '.unavailable' },
	'product-new': {
		answers: MARCO,
		path: '/brand/products',
		shown: 'dialog[open] form',
		before: (page) => page.locator('main header button').first().click()
	},
	editor: { answers: MARCO, path: product, shown: '#journey li' },
	'editor-missing': {
		answers: { ...MARCO, 'GET brand/products/*': problem(404, 'unknown-product') },
		path: product,
		shown: '.unavailable'
	},
	journeys: { answers: MARCO, path: '/brand/journeys', shown: 'main ol li' },
	links: { answers: MARCO, path: `/brand/links?gtin=${PRODUCTS.mozzarella}`, shown: 'main ol li' },
	import: {
		answers: {
			...MARCO,
			'POST brand/imports': { status: 202, json: { importId: IMPORT } },
			'GET brand/imports/*': imported('completed', 3, [
				{ line: 4, column: 'label.nutrition.fat', detail: 'is no number' },
				{ line: 6, column: 'gtin', detail: 'is outside the brand’s prefixes' }
			])
		},
		path: '/brand/import',
		shown: 'tbody tr',
		before: async (page) => {
			await page
				.locator('input[type="file"]')
				.setInputFiles({ name: 'products.csv', mimeType: 'text/csv', buffer: Buffer.from('gtin,name\r\n') });
			await page.locator('form button').click();
		}
	},
	codes: { answers: MARCO, path: `/brand/codes?gtin=${PRODUCTS.mozzarella}`, shown: '.sheet li' },
	reports: { answers: MARCO, path: '/brand/reports', shown: 'main li textarea' },
	company: { answers: MARCO, path: '/brand/company', shown: '#people li' },
	'company-new': { answers: NEW_BRAND, path: '/brand/company', shown: 'main ol li' },
	'company-offline': { answers: FAILING, path: '/brand/company', shown: '.unavailable' },
	'company-faults': {
		answers: MARCO,
		path: '/brand/company',
		shown: '[aria-invalid="true"]',
		before: async (page) => {
			for (const part of ['#prefixes', '#people']) await page.locator(`${part} form button`).click();
		}
	},
	'company-remove': {
		answers: MARCO,
		path: '/brand/company',
		shown: 'dialog[open] h3',
		before: (page) => page.locator('#people li button').first().click()
	},
	'no-brand': { answers: SARA_ALONE, path: '/brand', shown: 'main h1' },
	visitor: { answers: VISITOR, path: '/brand/products', shown: 'main h1' }
};

const SIZES = [320, 390, 1280];

async function look(page: Page, name: string, pictures: boolean) {
	for (const width of SIZES) {
		await page.setViewportSize({ width, height: 844 });
		await assertFits(page, `${name}, ${width} px`);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }); // no colour half-way
			await assertAccessible(page, `${name}, ${width} px, ${colorScheme}`);
			if (pictures && width !== 320) await screenshot(page, `brand-${name}-${colorScheme}-${width}`);
		}
	}
}

for (const [name, { answers, path, shown, before }] of Object.entries(STATES)) {
	for (const locale of ['en-GB', 'it-IT', 'de-DE']) {
		test(`${name} can be used by everyone at every size, light and dark, ${locale}`, () =>
			visit({ locale }, async (page) => {
				await page.clock.setFixedTime(NOW);
				await stage(page, answers);
				await stageCodes(page);
				await open(page, path);
				await before?.(page);
				await page.locator(shown).first().waitFor();
				await look(page, name, locale === 'en-GB');
			}));
	}
}
