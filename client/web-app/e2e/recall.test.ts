/** A brand calls a lot back on the real system, and whoever scans a pack of that lot sees it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, assertFits, screenshot, settled, visit } from './browser.ts';
import { signInForBrand } from './demo.ts';

const MOZZARELLA = '09521234500018';
const NOTICE = 'https://valdoro.example/richiamo';
const FOR_LOT = 'The brand has published a recall notice for this lot.';
const LINKS = [
	{ lot: 'L2611A', linkType: 'gs1:recallStatus', href: NOTICE, title: 'Richiamo del lotto L2611A', language: 'it' },
	{
		linkType: 'gs1:recipeInfo',
		href: 'https://valdoro.example/ricette',
		title: 'Ricette con la mozzarella',
		language: 'it'
	},
	{ linkType: 'gs1:sustainabilityInfo', href: 'https://valdoro.example/acqua' }
];

/** Replaces what the brand has registered, as its own page does. */
async function register(items: readonly unknown[]) {
	await visit({ width: 1280 }, async (page) => {
		await signInForBrand(page, '/brand/links');
		const status = await page.evaluate(
			async ({ path, items }) => {
				const etag = (await fetch(path)).headers.get('etag');
				const headers: Record<string, string> = { 'Content-Type': 'application/json', 'X-PackyTrace': '1' };
				if (etag !== null && etag !== '"0"') headers['If-Match'] = etag;
				return (await fetch(path, { method: 'PUT', headers, body: JSON.stringify({ items }) })).status;
			},
			{ path: `/api/v1/brand/products/${MOZZARELLA}/links`, items }
		);
		assert.equal(status, 200);
	});
}

/** As the phone's own camera does. */
async function scan(page: Page, lot: string) {
	await page.goto(`/01/${MOZZARELLA}/10/${lot}?17=401231`);
	assert.match(page.url(), /\/product\/09521234500018\?scan=/);
}

const notice = (page: Page) => page.getByRole('note', { name: 'Recall notice' });

test('a recall of a lot stands first on the page of its packs, and on no other', async () => {
	await register(LINKS);
	try {
		for (const [colorScheme, width] of [
			['light', 1280],
			['dark', 390]
		] as const) {
			await visit({ colorScheme, width }, async (page) => {
				await scan(page, 'L2611A');
				await settled(page);
				await notice(page).getByText(FOR_LOT).waitFor();
				const link = notice(page).getByRole('link', { name: 'Richiamo del lotto L2611A' });
				assert.equal(await link.getAttribute('href'), NOTICE);
				assert.match((await link.getAttribute('rel'))!, /noopener/);
				const [top, name] = [await notice(page).boundingBox(), await page.locator('h1').boundingBox()];
				assert.ok(top!.y < name!.y, 'above everything else');
				const more = page.getByRole('region', { name: 'From the brand' });
				await more.getByRole('link', { name: 'Ricette con la mozzarella' }).waitFor();
				await more.getByRole('link', { name: 'Sustainability', exact: true }).waitFor();
				await screenshot(page, `recall-${colorScheme}-${width}`);
				await assertFits(page, 'recall');
				await assertAccessible(page, 'recall');

				await scan(page, 'L2612B');
				await settled(page);
				await more.waitFor();
				assert.equal(await notice(page).count(), 0);
			});
		}
		await visit({ locale: 'de-DE', width: 320 }, async (page) => {
			await scan(page, 'L2611A');
			await settled(page);
			await page.getByText('Die Marke hat einen Rückrufhinweis für dieses Los veröffentlicht.').waitFor();
			await assertFits(page, 'recall');
			await assertAccessible(page, 'recall');
		});
		await visit({ javaScriptEnabled: false }, async (page) => {
			await scan(page, 'L2611A');
			await page.getByText(FOR_LOT).waitFor();
			assert.ok(await page.getByRole('link', { name: 'Richiamo del lotto L2611A' }).isVisible());
			await screenshot(page, 'recall-without-script');
			await scan(page, 'L2612B');
			assert.equal(await page.getByText('recall notice').count(), 0);
		});
	} finally {
		await register([]);
	}
});
