/** Marco's desk, with the API's answers staged: numbers in words, the keyboard, editing, importing, paper. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { ATTENTION, IMPORT, imported, MARCO, NOW, PRODUCT, PRODUCTS, REPORT, SARA_ALONE, stageCodes } from './brand.ts';
import { assertAccessible, open, visit } from './browser.ts';
import { pressOn } from './hands.ts';
import { MEMBER, problem, stage, VISITOR, type Answers } from './people.ts';

const editor = `/brand/product?gtin=${PRODUCTS.mozzarella}`;
const DESK = { width: 1280, height: 900 };

async function at(page: Page, path: string, answers: Answers = MARCO) {
	await page.clock.setFixedTime(NOW);
	await stage(page, answers);
	await stageCodes(page);
	await open(page, path);
}
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('the first screen says what needs attention, and which products are told Avoid most', () =>
	visit(DESK, async (page) => {
		await at(page, '/brand');
		const attention = panel(page, 'What needs attention');
		assert.equal(await attention.getByRole('listitem').count(), ATTENTION.length + 1);
		await attention.getByText('Allergens. 61 of 118 visitors with a verdict got “Be careful”.').waitFor();
		await attention.getByText('Ricotta di bufala is thrown away more often').waitFor();
		await attention.getByText('Scamorza affumicata: the label is incomplete').waitFor();
		const avoided = panel(page, 'Most often told “Avoid”').getByRole('listitem');
		const names = await avoided.getByRole('link').allTextContents();
		assert.deepEqual(names, ['Mozzarella di Bufala Campana DOP', 'Ricotta di bufala', 'Scamorza affumicata']);
		assert.match((await avoided.first().textContent())!, /41 visitors, 24% of all verdicts/);
		assert.match((await avoided.first().textContent())!, /The label may be why: .*1024 kJ/);
		assert.match((await avoided.nth(1).textContent())!, /The label has no fault/);
	}));

test('from any page, one key press on the bar leads there', () =>
	visit(DESK, async (page) => {
		await at(page, '/', { ...MARCO, 'GET scans': { json: { items: [], next: null } } });
		await page.getByRole('link', { name: 'Brand', exact: true }).waitFor();
		await pressOn(page, 'Brand');
		await panel(page, 'Most often told “Avoid”')
			.getByRole('link', { name: /^Mozzarella/ })
			.waitFor();
	}));

test('a number that is withheld, or still to come, is said in words; never 0, never blank', () =>
	visit(DESK, async (page) => {
		await at(page, `/brand/over-time?gtin=${PRODUCTS.scamorza}`);
		await page.locator('.plot').waitFor();
		assert.ok((await page.locator('.plot rect.hatched').count()) > 0);
		assert.equal(await page.locator('.plot rect.dashed').count(), 2);
		await page.getByText('somewhere from 0 to 4. Never counted in sums.', { exact: false }).waitFor();
		await page.getByRole('radio', { name: 'Table' }).check({ force: true });
		const cells = await page.getByRole('table').getByRole('cell').allTextContents();
		assert.equal(cells.length, 30);
		assert.ok(cells.includes('not enough data yet (fewer than 5)'));
		assert.deepEqual(cells.slice(-2), ['released on 23 November', 'released on 24 November']);
		assert.deepEqual(
			cells.filter((text) => /^(0|-|–|)$/.test(text.trim())),
			[]
		);
	}));

test('what changed about a product stands on the axis of time', () =>
	visit(DESK, async (page) => {
		await at(page, `/brand/over-time?gtin=${PRODUCTS.mozzarella}`);
		const notes = ['4 November 2026: label and allergens changed', '12 November 2026: name changed; label changed'];
		for (const [n, note] of notes.entries())
			await page
				.getByRole('listitem')
				.filter({ hasText: `${n + 1}${note}` })
				.waitFor();
		assert.deepEqual(await page.locator('.plot .mark').allTextContents(), ['1', '2']);
		await page.getByRole('radio', { name: 'Table' }).check({ force: true });
		for (const note of notes) await page.getByRole('rowheader').filter({ hasText: note }).waitFor();
	}));

test('notes of one bar are one mark', () =>
	visit(DESK, async (page) => {
		await at(page, `/brand/over-time?by=month&gtin=${PRODUCTS.mozzarella}`);
		await page.getByRole('listitem').filter({ hasText: '212 November 2026' }).waitFor();
		assert.deepEqual(await page.locator('.plot .mark').allTextContents(), ['1–2']);
	}));

test('changes that cannot be read are said so, beside the numbers', () =>
	visit(DESK, async (page) => {
		await at(page, `/brand/over-time?gtin=${PRODUCTS.mozzarella}`, {
			...MARCO,
			'GET brand/products/*/changes': problem(503, 'unavailable')
		});
		await page.getByText('What changed about this product could not be loaded.').first().waitFor();
		await page.locator('.plot').waitFor();
	}));

test('the file asks for what the screen shows', () =>
	visit(DESK, async (page) => {
		await at(page, `/brand/regions?span=month&gtin=${PRODUCTS.ricotta}`);
		const href = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
		assert.equal(
			href,
			`/api/v1/brand/insights.csv?from=2026-11-01&to=2026-11-19&gtin=${PRODUCTS.ricotta}&view=regions`
		);
	}));

test('the question mark opens and closes the definitions, not while somebody types, and can be turned off', () =>
	visit(DESK, async (page) => {
		await at(page, '/brand');
		const dialog = page.getByRole('dialog', { name: 'What the numbers mean' });
		await page.getByRole('button', { name: 'Definitions (?)' }).waitFor();
		await page.keyboard.press('?');
		await dialog.waitFor();
		assert.equal(await dialog.locator('dt').count(), 12);
		await page.keyboard.press('?');
		await dialog.waitFor({ state: 'hidden' });
		await pressOn(page, 'Definitions (?)');
		await dialog.getByRole('checkbox').uncheck();
		await page.keyboard.press('Escape');
		await page.keyboard.press('?');
		assert.equal(await dialog.isVisible(), false);
	}));

test('with the keyboard alone a product’s fault is found and put right', () =>
	visit(DESK, async (page) => {
		await at(page, '/brand', {
			...MARCO,
			'PUT brand/products/*': { json: { ...PRODUCT, version: 9 }, headers: { etag: '"9"' } }
		});
		await panel(page, 'What needs attention').getByRole('link').first().waitFor();
		await pressOn(page, 'Put it right: Mozzarella di Bufala Campana DOP');
		await page.getByRole('heading', { level: 1, name: /^Mozzarella/ }).waitFor();
		await page.locator('#journey li').first().waitFor();
		await page.getByText('The nutrients make about 1024 kJ, not 1204', { exact: true }).waitFor();
		await pressOn(page, 'Save draft');
		await page.getByRole('status').getByText('Saved as a draft, version 9.', { exact: false }).waitFor();
	}));

test('saving names the version that was seen, and keeps what is not edited here', () =>
	visit(DESK, async (page) => {
		const sent: { body: Record<string, unknown>; tag: string | undefined }[] = [];
		await at(page, editor, {
			...MARCO,
			'PUT brand/products/*': (route) => {
				const request = route.request();
				const body = request.postDataJSON() as Record<string, unknown>;
				sent.push({ body, tag: request.headers()['if-match'] });
				return {
					json: { ...PRODUCT, ...body, faults: [], completeness: 93, version: 9, publishedVersion: 9 },
					headers: { etag: '"9"' }
				};
			}
		});
		await page.getByLabel('Energy kJ').fill('1024');
		assert.equal(await page.getByText('The nutrients make about 1024 kJ, not 1204', { exact: true }).count(), 0);
		await page.getByRole('button', { name: 'Publish' }).click();
		await page.getByRole('status').getByText('Published, version 9. Shoppers read it now.').waitFor();
		assert.equal(sent[0]!.tag, '"8"');
		const { eco, label, status } = sent[0]!.body as { eco: object; status: string; label: { nutrition: object } };
		assert.deepEqual([eco, status], [PRODUCT.eco, 'published']);
		assert.deepEqual(label.nutrition, { ...PRODUCT.label.nutrition, energyKj: 1024 });
	}));

test('somebody else’s change is shown before it is overwritten, and nothing typed is lost', () =>
	visit(DESK, async (page) => {
		let version = 8;
		const tags: (string | undefined)[] = [];
		await at(page, editor, {
			...MARCO,
			'GET brand/products/*': () => ({ json: { ...PRODUCT, version }, headers: { etag: `"${version}"` } }),
			'PUT brand/products/*': (route) => {
				tags.push(route.request().headers()['if-match']);
				if (tags.length === 1) version = 9;
				if (tags.length === 1) return problem(412, 'stale', { current: { ...PRODUCT, version } });
				return { json: { ...PRODUCT, version: 10 }, headers: { etag: '"10"' } };
			}
		});
		await page.getByLabel('Name', { exact: true }).fill('Mozzarella, mine');
		await page.getByRole('button', { name: 'Save draft' }).click();
		await page.getByRole('alert').getByText('Somebody saved this product meanwhile').waitFor();
		await assertAccessible(page, 'stale product');
		assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Mozzarella, mine');
		await page.getByRole('button', { name: 'Go on with mine' }).click();
		assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Mozzarella, mine');
		await page.getByRole('button', { name: 'Save draft' }).click();
		await page.getByRole('status').getByText('Saved as a draft, version 10.', { exact: false }).waitFor();
		assert.deepEqual(tags, ['"8"', '"9"']);
	}));

test('a contradiction is refused beside its field, in words', () =>
	visit({ ...DESK, locale: 'de-DE' }, async (page) => {
		await at(page, editor, {
			...MARCO,
			'PUT brand/products/*': problem(400, 'invalid-product', {
				errors: [{ pointer: '/label/nutrition/sugars', detail: 'More sugars (3 g) than carbohydrates (0.5 g)' }]
			})
		});
		await page.getByLabel('davon Zucker g').fill('3');
		await page.getByRole('button', { name: 'Veröffentlichen' }).click();
		await page.getByRole('alert').getByText('Nicht gespeichert.', { exact: false }).waitFor();
		const field = page.getByLabel('davon Zucker g');
		assert.equal(await field.getAttribute('aria-invalid'), 'true');
		const said = page.locator(`[id="${await field.getAttribute('aria-describedby')}"]`);
		assert.match((await said.textContent())!, /More sugars/);
		assert.equal(await field.inputValue(), '3');
	}));

test('who answers some allergens has to answer all; nothing is answered by itself', () =>
	visit(DESK, async (page) => {
		const bare = { ...PRODUCT, label: { ...PRODUCT.label, allergens: null } };
		const bodies: { label: { allergens: unknown } }[] = [];
		await at(page, editor, {
			...MARCO,
			'GET brand/products/*': { json: bare, headers: { etag: '"8"' } },
			'PUT brand/products/*': (route) => {
				bodies.push(route.request().postDataJSON() as (typeof bodies)[0]);
				return { json: { ...bare, version: 9 }, headers: { etag: '"9"' } };
			}
		});
		const milk = page.getByRole('group', { name: 'Milk' });
		await milk.getByRole('radio', { name: 'Contains' }).check();
		await page.getByRole('button', { name: 'Save draft' }).click();
		await page.getByText('13 allergens have no answer yet. Answer all 14, or none.').waitFor();
		assert.equal(bodies.length, 0);
		await page.getByRole('button', { name: 'No to the rest' }).click();
		await page.getByRole('button', { name: 'Save draft' }).click();
		await page.getByRole('status').getByText('Saved as a draft', { exact: false }).waitFor();
		assert.deepEqual(bodies[0]!.label.allergens, {
			status: 'known',
			contains: ['milk'],
			mayContain: [],
			freeFrom: []
		});
	}));

test('what another source says stays readable beside the field', () =>
	visit(DESK, async (page) => {
		await at(page, editor);
		await page.getByText('Open Food Facts says 13.6 g, 25 March 2026').waitFor();
	}));

test('an import tells how far it is, and every refused row with line and column', () =>
	visit(DESK, async (page) => {
		const refused = [{ line: 4, column: 'label.nutrition.fat', detail: 'is no number' }];
		let asked = 0;
		await at(page, '/brand/import', {
			...MARCO,
			'POST brand/imports': (route) => {
				assert.equal(route.request().headers()['content-type'], 'text/csv');
				assert.equal(new URL(route.request().url()).searchParams.get('allOrNothing'), 'true');
				return { status: 202, json: { importId: IMPORT } };
			},
			'GET brand/imports/*': () => imported(++asked === 1 ? 'running' : 'refused', 0, asked === 1 ? [] : refused)
		});
		const buffer = Buffer.from('gtin,name\r\n');
		await page.getByLabel('CSV or JSON Lines').setInputFiles({ name: 'products.csv', mimeType: 'text/csv', buffer });
		await page.getByRole('checkbox', { name: /^All or nothing/ }).check();
		await page.getByRole('button', { name: 'Import', exact: true }).click();
		await page.getByRole('progressbar').waitFor();
		await page.getByText('Nothing was taken.').waitFor();
		const row = page.getByRole('row').filter({ hasText: 'is no number' });
		assert.deepEqual(await row.locator('th, td').allTextContents(), ['4', 'label.nutrition.fat', 'is no number']);
	}));

test('a report is answered, and leaves the list of open ones', () =>
	visit(DESK, async (page) => {
		const bodies: unknown[] = [];
		await at(page, '/brand/reports', {
			...MARCO,
			'PUT brand/reports/*': (route) => {
				bodies.push(route.request().postDataJSON());
				return { json: { ...REPORT, status: 'answered', answer: 'Put right.' } };
			}
		});
		await page.getByText('1 report', { exact: true }).waitFor();
		await page.getByLabel('Answer', { exact: true }).fill('Put right.');
		await page.getByRole('button', { name: 'Answer', exact: true }).click();
		await page.getByText('0 reports').waitFor();
		assert.deepEqual(bodies, [{ status: 'answered', answer: 'Put right.' }]);
	}));

test('paper has the numbers as pictures and as tables, and nothing that can be pressed', () =>
	visit(DESK, async (page) => {
		await at(page, '/brand');
		await page.locator('.plot').waitFor();
		assert.equal(await page.getByRole('table', { name: /^Scanning visitors a day/ }).isVisible(), false);
		await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
		assert.equal(await page.getByRole('table', { name: /^Scanning visitors a day/ }).isVisible(), true);
		assert.equal(await page.locator('.plot').isVisible(), true);
		assert.equal(await page.locator('main button:visible, nav:visible, main select:visible').count(), 0);
		const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
		assert.equal(paper, 'rgb(255, 255, 255)');
	}));

test('a sheet of codes prints the codes alone, each with what stands in it', () =>
	visit(DESK, async (page) => {
		await at(page, '/brand/codes');
		await page.getByRole('checkbox', { name: /^Burrata/ }).check();
		await page.getByRole('checkbox', { name: /^Ricotta/ }).check();
		await page.getByLabel('Lot', { exact: true }).fill('L2611A');
		await page.getByLabel('Date on the pack').fill('2026-11-29');
		await page.getByLabel('Copies of each').fill('3');
		await page.getByText('6 codes on the sheet').waitFor();
		await page.emulateMedia({ media: 'print' });
		const sheet = page.getByRole('list', { name: 'Sheet of codes' });
		const first = sheet.getByRole('img').first();
		const words = `(01) ${PRODUCTS.burrata} (10) L2611A (17) 261129`;
		assert.equal(await first.getAttribute('alt'), `Code: ${words}`);
		assert.match(
			(await first.getAttribute('src'))!,
			/code\?format=svg&symbol=qr&xDimension=0.495&lot=L2611A&expiry=2026-11-29&expiryKind=use_by$/
		);
		assert.equal(await sheet.getByText('Burrata').first().isVisible(), true);
		assert.equal(await page.locator('main h1:visible, main fieldset:visible').count(), 0);
	}));

test('nobody else is shown a brand’s pages, or the way to them', () =>
	visit(DESK, async (page) => {
		await at(page, '/brand/products', VISITOR);
		const signIn = page.getByRole('link', { name: 'Sign in for a brand' });
		assert.equal(await signIn.getAttribute('href'), '/auth/login?returnTo=%2Fbrand%2Fproducts&locale=en');
		assert.equal(await page.getByRole('link', { name: 'Brand', exact: true }).count(), 0);
		await stage(page, SARA_ALONE);
		await open(page, '/brand');
		await page.getByRole('heading', { level: 1, name: 'You act for no brand' }).waitFor();
		assert.equal(await page.getByRole('link', { name: 'Brand', exact: true }).count(), 0);
	}));

test('nothing of a brand’s pages is loaded anywhere else', () =>
	visit(DESK, async (page) => {
		await stage(page, { ...MEMBER, ...MARCO, 'GET fridge': { json: { items: [], alerts: [] } } });
		const loaded = new Set<string>();
		page.on('request', (request) => /\/_app\/.*\.js$/.test(request.url()) && loaded.add(request.url()));
		for (const path of ['/', '/about', '/profile', '/fridge', '/compare']) await open(page, path);
		await page.waitForLoadState('networkidle');
		assert.ok(loaded.size > 5);
		const stray: string[] = [];
		for (const url of loaded) {
			const code = await (await page.request.get(url)).text();
			if (code.includes('/brand/insights/')) stray.push(url);
		}
		assert.deepEqual(stray, []);
	}));
