import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { BASE, KNOWN, open, screenshot, settled, UNKNOWN, visit } from './browser.ts';

const field = (page: Page) => page.getByLabel('Type the number');
const lookUp = async (page: Page, text: string) => {
	await field(page).fill(text);
	await page.getByRole('button', { name: 'Look up' }).click();
};

test('a typed number shows the passport, and is among the recent scans afterwards', () =>
	visit({}, async (page) => {
		await open(page, '/');
		await lookUp(page, KNOWN.typed);
		await page.waitForURL(new RegExp(`/product/${KNOWN.gtin}\\?scan=`));
		await page.getByRole('heading', { level: 1, name: KNOWN.name }).waitFor();
		await settled(page);
		for (const title of ['Label', 'Nutrition', 'Eco', 'Journey']) {
			assert.ok(await page.getByRole('heading', { level: 2, name: title, exact: true }).isVisible(), title);
		}
		await page.getByRole('link', { name: 'Back to scanning' }).click();
		await page.getByRole('link', { name: KNOWN.name }).first().waitFor();
	}));

test('a pasted link brings the date of this very pack', () =>
	visit({}, async (page) => {
		await open(page, '/');
		await lookUp(page, `https://example.com/01/${KNOWN.gtin}/10/L42?17=401231`);
		await page.getByText('Use by 31 December 2040').waitFor();
		await page.getByText('lot L42', { exact: false }).first().waitFor();
	}));

test('a number that cannot be right says where, keeps the text, and asks nobody', () =>
	visit({}, async (page) => {
		await open(page, '/');
		const asked: string[] = [];
		page.on('request', (request) => request.method() === 'POST' && asked.push(request.url()));
		await lookUp(page, '8002710335147');
		await page.getByText('its last digit does not fit the others', { exact: false }).waitFor();
		await screenshot(page, 'scan-fault');
		assert.equal(await page.locator('mark').textContent(), '7');
		assert.equal(await field(page).inputValue(), '8002710335147');
		assert.equal(await field(page).getAttribute('aria-invalid'), 'true');
		assert.deepEqual(asked, []);
	}));

test('what was typed before the app had started is not lost', () =>
	visit({}, async (page) => {
		let release: () => void = () => undefined;
		const held = new Promise<void>((resolve) => (release = resolve));
		await page.route('**/*.js', async (route) => {
			await held;
			await route.continue();
		});
		await page.goto('/', { waitUntil: 'commit' });
		await field(page).fill(KNOWN.typed);
		release();
		await settled(page);
		assert.equal(await field(page).inputValue(), KNOWN.typed);
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { level: 1, name: KNOWN.name }).waitFor();
	}));

test('words find products by their name', () =>
	visit({}, async (page) => {
		await open(page, '/');
		await lookUp(page, 'tofoo');
		await page.getByRole('heading', { name: 'Products found' }).waitFor();
		await page.getByRole('link', { name: KNOWN.name }).first().click();
		await page.getByRole('heading', { level: 1, name: KNOWN.name }).waitFor();
	}));

test('a look-up that does not get through says so, keeps the text, and works the next time', () =>
	visit({}, async (page) => {
		await open(page, '/');
		await page.route('**/api/v1/scans', (route) =>
			route.request().method() === 'POST' ? route.abort() : route.continue()
		);
		await lookUp(page, KNOWN.typed);
		await page.getByText('did not get through', { exact: false }).waitFor();
		assert.equal(await field(page).inputValue(), KNOWN.typed);
		await page.unroute('**/api/v1/scans');
		await page.getByRole('button', { name: 'Look up' }).click();
		await page.getByRole('heading', { level: 1, name: KNOWN.name }).waitFor();
	}));

test('without script the form leads to readable facts', () =>
	visit({ javaScriptEnabled: false }, async (page) => {
		await page.goto(`${BASE}/`);
		await lookUp(page, KNOWN.typed);
		await page.waitForURL(/\/product\//);
		await page.getByRole('heading', { level: 1, name: KNOWN.name }).waitFor();
		await screenshot(page, 'product-without-script');
	}));

test('a product that nobody knows is reported with one tap', () =>
	visit({}, async (page) => {
		await open(page, '/');
		await lookUp(page, UNKNOWN.typed);
		const sent = page.waitForResponse((response) => response.url().endsWith(`/products/${UNKNOWN.gtin}/reports`));
		await page.getByRole('button', { name: 'Report this product' }).click({ timeout: 30_000 });
		assert.equal((await sent).status(), 202);
		await page.getByText('Reported. Thank you', { exact: false }).waitFor();
	}));

test('the language follows the browser, can be chosen, and is remembered', () =>
	visit({ locale: 'it-IT' }, async (page) => {
		await open(page, '/');
		assert.equal(await page.locator('html').getAttribute('lang'), 'it');
		await page.getByLabel('Lingua').filter({ visible: true }).selectOption('de');
		await page.getByLabel('Nummer eingeben').waitFor();
		await page.reload();
		await page.getByLabel('Nummer eingeben').waitFor();
		assert.equal(await page.locator('html').getAttribute('lang'), 'de');
	}));
