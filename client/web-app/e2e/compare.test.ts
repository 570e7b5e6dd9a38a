import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, open, screenshot, settled, visit } from './browser.ts';
import { COMPARING, MOZZARELLA, PAIN, TOFOO } from './health.ts';
import { problem, stage, VISITOR } from './people.ts';

const two = `/compare?gtins=${TOFOO},${MOZZARELLA}`;
const visitor = { ...COMPARING, 'GET session': VISITOR['GET session']! };

test('from a product two and then three are compared; the address holds their numbers and nothing else', () =>
	visit({}, async (page) => {
		await stage(page, {
			...COMPARING,
			'GET products': {
				json: {
					items: [{ gtin: PAIN, name: 'Pain de campagne bio nature', brand: null, imageUrl: null, quantity: '300 g' }],
					next: null
				}
			}
		});
		await open(page, `/product/${TOFOO}`);
		await page.getByRole('main').getByRole('link', { name: 'Compare' }).click();
		await page.getByText('Choose one more product', { exact: false }).waitFor();
		await page.getByRole('button', { name: /Mozzarella/ }).click();
		await page.getByText('Tofoo: 2.5 g more').waitFor();
		assert.equal(new URL(page.url()).search, `?gtins=${TOFOO},${MOZZARELLA}`);
		await page.getByRole('button', { name: 'Add a third' }).click();
		await page.getByLabel('Name, number or link of a product').fill('pain');
		await page.getByRole('button', { name: 'Look up' }).click();
		await assertAccessible(page, 'add a third');
		await page
			.getByRole('dialog')
			.getByRole('button', { name: /Pain de campagne/ })
			.first()
			.click();
		await page.getByRole('article', { name: 'Pain de campagne bio nature' }).waitFor();
		assert.equal(new URL(page.url()).search, `?gtins=${TOFOO},${MOZZARELLA},${PAIN}`);
		await page.getByRole('button', { name: 'Remove Tofoo Naked' }).click();
		await page.waitForURL(`**/compare?gtins=${MOZZARELLA},${PAIN}`);
		await page.reload();
		await page.getByRole('article', { name: 'Pain de campagne bio nature' }).waitFor();
	}));

test('verdicts stand on top, differences name the product, goals are marked, unknown is not comparable', () =>
	visit({}, async (page) => {
		await stage(page, COMPARING);
		await open(page, two);
		const tofoo = page.getByRole('article', { name: 'Tofoo Naked' });
		const mozzarella = page.getByRole('article', { name: 'Mozzarella di Bufala Campana DOP' });
		await tofoo.getByText('Good for you').waitFor();
		await mozzarella.getByText('Avoid', { exact: true }).waitFor();
		await mozzarella.getByText('Made from milk. Kind of rennet not stated').waitFor();
		await page.getByText('2 verdicts are shown.').waitFor({ state: 'attached' });
		await page.getByText('Protein, your goal: at least 10 g').waitFor();
		await page.getByText('Tofoo: 13.2 g less').waitFor();
		assert.equal(await page.getByText('goal met').count(), 4);
		assert.equal(await page.getByText('not comparable').count(), 2, 'neither score is known');
		await page.getByText('9 of 10 rows differ').waitFor();
		await page.getByRole('switch', { name: 'Differences only' }).click();
		await page.getByRole('heading', { name: 'May contain' }).waitFor({ state: 'detached' });
		await assertAccessible(page, 'compare');
	}));

test('without an account everything is compared but the verdicts, and nobody is asked for them', () =>
	visit({}, async (page) => {
		await stage(page, { ...visitor, 'POST verdicts': 'lost', 'GET health-profile': 'lost' });
		await open(page, two);
		await page.getByText('Tofoo: 2.5 g more').waitFor();
		await page.getByText('Is this right for you?').waitFor();
		assert.equal(await page.getByText('your goal', { exact: false }).count(), 0);
	}));

test('a typed number is read here first: a wrong one says where, a right one is taken, and no scan is recorded', () =>
	visit({}, async (page) => {
		await stage(page, visitor);
		const asked: string[] = [];
		page.on('request', (request) => request.method() === 'POST' && asked.push(request.url()));
		await open(page, `/compare?gtins=${MOZZARELLA}`);
		const field = page.getByLabel('Name, number or link of a product');
		await field.fill('5034467000217');
		await page.getByRole('button', { name: 'Look up' }).click();
		await page.getByText('its last digit does not fit the others', { exact: false }).waitFor();
		assert.equal(await field.inputValue(), '5034467000217');
		await field.fill('5034467000216');
		await page.getByRole('button', { name: 'Look up' }).click();
		await page.getByRole('article', { name: 'Tofoo Naked' }).waitFor();
		assert.deepEqual(asked, []);
	}));

test('a product that nobody knows, or that does not come, leaves the others as they are', () =>
	visit({}, async (page) => {
		await stage(page, {
			...visitor,
			[`GET products/${PAIN}`]: problem(404, 'unknown-product')
		});
		await open(page, `/compare?gtins=${TOFOO},${MOZZARELLA},${PAIN}`);
		await page.getByText('Nobody has described it yet').waitFor();
		await page.getByText('Tofoo: 2.5 g more').waitFor();
		assert.ok((await page.getByText('not read').count()) > 0);
		await settled(page);
		await assertAccessible(page, 'one unknown');
		await screenshot(page, 'compare-one-unknown');
	}));

test('verdicts that do not come leave the comparison as it is, and can be asked for again', () =>
	visit({}, async (page) => {
		let lost = true;
		await stage(page, COMPARING);
		await page.route('**/api/v1/verdicts', (route) => (lost ? route.abort() : route.fallback()));
		await open(page, two);
		await page.getByText('No verdict right now').first().waitFor();
		await page.getByText('Tofoo: 2.5 g more').waitFor();
		await assertAccessible(page, 'no verdicts');
		lost = false;
		await page.getByRole('button', { name: 'Retry' }).first().click();
		await page.getByText('Good for you').waitFor();
	}));
