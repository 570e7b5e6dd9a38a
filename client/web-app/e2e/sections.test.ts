import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page, Route } from 'playwright-core';
import { assertAccessible, KNOWN, open, screenshot, visit } from './browser.ts';

interface Scan {
	complete: boolean;
	passport: { eco: unknown };
}

/** Changes what the service answers, as if its eco source were slow or dead. */
function answer(page: Page, path: string, eco: unknown) {
	return page.route(path, async (route: Route) => {
		if (route.request().method() === 'GET' && path.endsWith('/scans')) return route.continue();
		// What the browser itself adds on its way out, and the gateway asks for.
		const headers = { ...route.request().headers(), 'sec-fetch-site': 'same-origin' };
		const response = await route.fetch({ headers });
		const scan = (await response.json()) as Scan;
		scan.passport.eco = eco;
		scan.complete = (eco as { status: string }).status !== 'pending';
		await route.fulfill({ response, json: scan });
	});
}

async function scanKnown(page: Page) {
	await open(page, '/');
	await page.getByLabel('Type the number').fill(KNOWN.typed);
	await page.getByRole('button', { name: 'Look up' }).click();
	await page.getByRole('heading', { level: 1, name: KNOWN.name }).waitFor();
}

test('a failed section says so, leaves the rest alone, and comes back by Retry', () =>
	visit({}, async (page) => {
		await answer(page, '**/api/v1/scans', { status: 'failed', reason: 'timeout' });
		await scanKnown(page);
		await page.getByText('Temporarily unavailable').waitFor();
		assert.ok(await page.getByRole('heading', { name: 'Nutrition' }).isVisible());
		await screenshot(page, 'product-eco-failed');
		await assertAccessible(page, 'failed section');

		await page.getByRole('button', { name: 'Retry: Eco' }).click();
		await page.getByText('Temporarily unavailable').waitFor({ state: 'detached', timeout: 30_000 });
		await page.getByText('Eco: now shown.').waitFor({ state: 'attached' });
	}));

test('a section that is on its way holds its place and fills in by itself', () =>
	visit({}, async (page) => {
		await answer(page, '**/api/v1/scans', { status: 'pending' });
		let release: () => void = () => undefined;
		const held = new Promise<void>((resolve) => (release = resolve));
		await page.route('**/api/v1/scans/*', async (route) => {
			await held;
			await route.continue();
		});
		await scanKnown(page);
		await page.locator('section[aria-busy="true"]', { hasText: 'Eco' }).waitFor();
		await screenshot(page, 'product-eco-pending');
		await assertAccessible(page, 'pending section');
		release();
		await page.locator('section[aria-busy="true"]').waitFor({ state: 'detached', timeout: 30_000 });
	}));

test('a mistake is reported; a failure keeps what was written', () =>
	visit({}, async (page) => {
		await open(page, `/product/${KNOWN.gtin}`);
		await page.getByRole('button', { name: 'Report a mistake' }).click();
		const dialog = page.getByRole('dialog', { name: 'Report a mistake' });
		await dialog.getByLabel('What does the pack say?', { exact: false }).fill('Salt is 1.2 g');
		await assertAccessible(page, 'report dialog');
		await screenshot(page, 'product-report');

		await page.route('**/reports', (route) => route.abort());
		await dialog.getByRole('button', { name: 'Send the report' }).click();
		await dialog.getByText('did not get through', { exact: false }).waitFor();
		assert.equal(await dialog.getByRole('textbox').inputValue(), 'Salt is 1.2 g');

		await page.unroute('**/reports');
		await dialog.getByRole('button', { name: 'Send the report' }).click();
		await dialog.getByText('Reported. Thank you', { exact: false }).waitFor();
		await page.keyboard.press('Escape');
		await dialog.waitFor({ state: 'hidden' });
	}));

test('the page that came with its facts asks for them no second time', () =>
	visit({}, async (page) => {
		const asked: string[] = [];
		const facts = /\/api\/v1\/(scans|products)/;
		page.on('request', (request) => facts.test(request.url()) && asked.push(request.url()));
		await open(page, `/product/${KNOWN.gtin}`);
		await page.getByRole('heading', { level: 1, name: KNOWN.name }).waitFor();
		assert.deepEqual(asked, []);
	}));
