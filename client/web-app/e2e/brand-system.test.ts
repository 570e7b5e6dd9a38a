/** Marco on the real system: his sign-in, his numbers, his files and codes. Nothing is staged here. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { parseCode } from '../src/lib/gs1/index.ts';
import { assertAccessible, assertFits, open, screenshot, visit } from './browser.ts';
import { signInForBrand } from './demo.ts';
import { register, somebody } from './person.ts';

const DESK = { width: 1280, height: 900 };
const MOZZARELLA = '09521234500018';
/** Made without rennet since a day of the demo’s history. */
const SKYR = '09521234500049';

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('from signing in, no further key press leads to which products are told Avoid most', () =>
	visit(DESK, async (page) => {
		await signInForBrand(page);
		await page.getByRole('heading', { level: 1, name: 'Insights' }).waitFor();
		await panel(page, 'What needs attention').waitFor();
		const avoided = panel(page, 'Most often told “Avoid”');
		await avoided.waitFor();
		// Products, or in words why there is none yet; never an empty place.
		assert.match((await avoided.textContent())!, /visitors|released|told “Avoid” to \d+ visitors/);
		await assertFits(page, 'insights');
		await assertAccessible(page, 'insights');
		await screenshot(page, 'brand-system-insights');
	}));

test('the recipe that the brand has changed is a note beside the numbers', () =>
	visit(DESK, async (page) => {
		await signInForBrand(page);
		await open(page, `/brand/over-time?gtin=${SKYR}&span=90d`);
		const notes = page.getByRole('listitem');
		await notes.filter({ hasText: /^1.*: first published$/ }).waitFor();
		await notes.filter({ hasText: /^2.*: label changed$/ }).waitFor();
		await screenshot(page, 'brand-system-notes');
	}));

test('the brand’s catalog is there, and a change is saved over the version that was seen', () =>
	visit(DESK, async (page) => {
		await signInForBrand(page, '/brand/products');
		await page.getByRole('link', { name: 'Mozzarella di Bufala Campana DOP' }).click();
		await page.getByRole('heading', { level: 1, name: /^Mozzarella/ }).waitFor();
		const quantity = page.getByLabel('Quantity', { exact: true });
		const before = await quantity.inputValue();
		await quantity.fill(`${before} e`);
		await page.getByRole('button', { name: 'Save draft' }).click();
		await page.getByRole('status').getByText('Saved as a draft', { exact: false }).waitFor();
		await open(page, `/brand/product?gtin=${MOZZARELLA}`);
		assert.equal(await quantity.inputValue(), `${before} e`);
		await quantity.fill(before);
		await page.getByRole('button', { name: 'Publish' }).click();
		await page.getByRole('status').getByText('Published', { exact: false }).waitFor();
	}));

test('contradicting nutrition is not published, and says where', () =>
	visit(DESK, async (page) => {
		await signInForBrand(page, '/brand/products');
		await open(page, `/brand/product?gtin=${MOZZARELLA}`);
		const sugars = page.getByLabel('of which sugars g');
		await sugars.fill('30');
		await page.getByRole('button', { name: 'Publish' }).click();
		await page.getByRole('alert').getByText('Not saved.', { exact: false }).waitFor();
		assert.equal(await sugars.getAttribute('aria-invalid'), 'true');
		assert.equal(await sugars.inputValue(), '30');
	}));

test('a file with bad rows says line and column of each, and takes the others', () =>
	visit(DESK, async (page) => {
		await signInForBrand(page, '/brand/import');
		const rows = [
			'gtin,name,quantity,label.nutrition.per,label.nutrition.fat,label.nutrition.protein',
			'09521234500506,Primo sale,200 g,100g,20,18',
			'09521234500513,Scamorza bianca,250 g,100g,much,25',
			'09527890000008,Somebody else’s,1 kg,100g,1,1',
			'09521234500520,Stracciatella,100 g,100g,22,9'
		];
		const file = { name: 'products.csv', mimeType: 'text/csv', buffer: Buffer.from(`${rows.join('\r\n')}\r\n`) };
		await page.getByLabel('CSV or JSON Lines').setInputFiles(file);
		await page.getByRole('button', { name: 'Import', exact: true }).click();
		await page.getByText('rows were refused.', { exact: false }).first().waitFor();
		const refused = page.getByRole('table', { name: 'Refused rows' }).locator('tbody tr');
		const lines = await refused.locator('th').allTextContents();
		assert.ok(lines.includes('3') && lines.includes('4'), `refused lines ${lines.join(', ')}`);
		assert.match((await refused.first().textContent())!, /label\.nutrition\.fat/);
		await screenshot(page, 'brand-system-import');
		await page.getByRole('link', { name: 'To the products' }).click();
		await page.getByRole('link', { name: 'Stracciatella' }).waitFor();
	}));

test('a printed code is scanned back from its picture, and says the same', () =>
	visit({ ...DESK, height: 1200 }, async (page) => {
		await signInForBrand(page, '/brand/codes');
		await page.getByRole('checkbox', { name: /^Mozzarella/ }).check();
		await page.getByLabel('Lot', { exact: true }).fill('L2611A');
		await page.getByLabel('Date on the pack').fill('2026-12-31');
		const picture = page.getByRole('img', { name: /^Code: / });
		await picture.waitFor();
		await page.waitForFunction(() => {
			const image = document.querySelector<HTMLImageElement>('.sheet img');
			return image !== null && image.complete && image.naturalWidth > 0;
		});
		const code = await scan(await picture.screenshot());
		const read = parseCode(code, { lenient: false, today: '2026-11-23' });
		assert.ok(read.ok, code);
		assert.equal(read.gtin, MOZZARELLA);
		assert.match(code, /\/01\/09521234500018\/10\/L2611A\?17=261231$/);
	}));

/** By the decoder that the app's scanner uses. */
async function scan(png: Buffer): Promise<string> {
	const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
	const wasmBinary = readFileSync(file);
	await prepareZXingModule({
		overrides: {
			wasmBinary: wasmBinary.buffer.slice(wasmBinary.byteOffset, wasmBinary.byteOffset + wasmBinary.length)
		},
		fireImmediately: true
	});
	const found = await readBarcodes(new Uint8Array(png), { formats: ['QRCode'] });
	assert.equal(found.length, 1, 'one code on the picture');
	return found[0]!.text;
}

test('another brand sees none of it, a shopper not even the way', () =>
	visit(DESK, async (page) => {
		await signInForBrand(page, '/brand/products', 'brand-b@demo.example');
		await page.getByRole('heading', { level: 1, name: 'Products' }).waitFor();
		assert.equal(await page.getByText('Mozzarella').count(), 0);
		await open(page, `/brand/product?gtin=${MOZZARELLA}`);
		await page.getByText('Your brand has no product with this number.').waitFor();
	}));

test('who acts for no brand reads so', () =>
	visit(DESK, async (page) => {
		await register(page, somebody());
		await open(page, '/brand');
		await page.getByRole('heading', { level: 1, name: 'You act for no brand' }).waitFor();
	}));
