/** Adding from a product's page, the waste page and the reminders, with the API's answers staged. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page, Route } from 'playwright-core';
import { open, visit } from './browser.ts';
import { FRIDGE, item, NOW, reminders, SCAN, SCANNED, WASTE } from './fridge.ts';
import { consent, MEMBER, problem, stage, VISITOR, type Answers } from './people.ts';

const product = `/product/${SCAN.item.gtin}?scan=${SCAN.scanId}`;
const toast = (page: Page) => page.getByRole('group', { name: 'What just happened' });
const added = item(70, 'Mozzarella di Bufala Campana DOP', { expiry: '2026-11-29', expiryKind: 'use_by' });

async function onProduct(page: Page, answers: Answers) {
	await page.clock.setFixedTime(NOW);
	await stage(page, answers);
	await page.route((url) => url.pathname + url.search === product, withoutFacts);
	await open(page, product);
	await page.locator('.date').waitFor();
}

/** The page as its server writes it, but for the facts of the real product: it has to ask for the staged scan. */
async function withoutFacts(route: Route) {
	const response = await route.fetch();
	const body = (await response.text()).replace(/<script[^>]*id="packytrace-data"[^]*?<\/script>/, '');
	await route.fulfill({ response, body });
}

test('one tap puts the scanned pack into the fridge, and undo takes it out again', () =>
	visit({}, async (page) => {
		const bodies: unknown[] = [];
		await onProduct(page, {
			...SCANNED,
			'POST fridge/items': (route) => {
				bodies.push(route.request().postDataJSON());
				return { status: 201, json: added };
			},
			'POST fridge/items/*/actions': (route) => {
				bodies.push(route.request().postDataJSON());
				return { json: { ...added, state: 'gone', gone: { how: 'never_added', at: NOW.toISOString() }, version: 2 } };
			}
		});
		await page.getByRole('button', { name: /^Use by 29 November/ }).waitFor();
		await page.getByRole('button', { name: 'Add to fridge' }).click();
		await toast(page).getByText('is in your fridge.', { exact: false }).waitFor();
		assert.equal(await toast(page).getByRole('link', { name: 'Open fridge' }).getAttribute('href'), '/fridge');
		await toast(page).getByRole('button', { name: 'Undo' }).click();
		await toast(page).getByText('is not in your fridge.', { exact: false }).waitFor();
		await page.getByRole('button', { name: 'Add to fridge' }).waitFor();
		assert.deepEqual(bodies, [{ scanId: SCAN.scanId }, { action: 'undo' }]);
	}));

test('without a connection it waits, with the date of its code; it is taken back, or comes in once', () =>
	visit({}, async (page) => {
		const bodies: unknown[] = [];
		await onProduct(page, {
			...SCANNED,
			'POST fridge/items': (route) => (bodies.push(route.request().postDataJSON()), { status: 201, json: added })
		});
		await page.getByRole('button', { name: /^Use by 29 November/ }).waitFor();
		const add = page.getByRole('button', { name: 'Add to fridge' });
		await page.getByRole('heading', { name: 'Avoid' }).waitFor(); // the verdict's files are here
		await page.context().setOffline(true);
		await add.click();
		await toast(page).getByText('Will be sent when you are online again.').waitFor();
		await page.getByRole('button', { name: /^Use by 29 November.*Will be sent/s }).waitFor();
		await toast(page).getByRole('button', { name: 'Undo' }).click();
		await toast(page).getByText('is not in your fridge.', { exact: false }).waitFor();
		await add.click();
		await toast(page).getByText('Will be sent when you are online again.').waitFor();
		assert.deepEqual(bodies, []);
		await page.context().setOffline(false);
		await page.waitForFunction(() => localStorage.getItem('packytrace-waiting') === null);
		assert.deepEqual(bodies, [{ scanId: SCAN.scanId }]);
	}));

test('the date is changed before, and everything else can be said', () =>
	visit({}, async (page) => {
		const bodies: unknown[] = [];
		await onProduct(page, {
			...SCANNED,
			'POST fridge/items': (route) => (bodies.push(route.request().postDataJSON()), { status: 201, json: added })
		});
		await page.locator('.date').click();
		const dialog = page.getByRole('dialog', { name: 'This pack' });
		await dialog.getByLabel('Date on the pack').fill('2026-12-02');
		await dialog.getByRole('radio', { name: 'Best before' }).check();
		await dialog.getByLabel('Amount').fill('2');
		await dialog.getByLabel('Price').fill('2.49');
		await dialog.getByRole('button', { name: 'Add to fridge' }).click();
		await dialog.waitFor({ state: 'hidden' });
		assert.deepEqual(bodies, [
			{
				scanId: SCAN.scanId,
				expiry: '2026-12-02',
				expiryKind: 'best_before',
				quantity: { amount: 2, unit: 'piece' },
				price: { amount: 2.49, currency: 'EUR' }
			}
		]);
	}));

test('without an account: sign in to save, back to here, and what was typed is still there', () =>
	visit({}, async (page) => {
		let who = VISITOR['GET session']!;
		await onProduct(page, { ...SCANNED, 'GET session': () => who as object });
		const link = page.getByRole('link', { name: 'Sign in to save' });
		await link.waitFor();
		const search = new URLSearchParams((await link.getAttribute('href'))?.split('?')[1]);
		assert.equal(search.get('returnTo'), product);
		await page.locator('.date').click();
		const dialog = page.getByRole('dialog', { name: 'This pack' });
		await dialog.getByLabel('Date on the pack').fill('2026-12-02');
		await dialog.getByRole('button', { name: 'Keep this' }).click();
		await page.route('**/auth/login**', (route) => route.fulfill({ status: 204 }));
		await link.click();
		who = MEMBER['GET session']!;
		await open(page, product);
		await page.getByRole('button', { name: /^Use by 2 December/ }).waitFor();
		await page.getByRole('button', { name: 'Add to fridge' }).waitFor();
	}));

test('a date that nobody knows is said to be unknown', () =>
	visit({}, async (page) => {
		await page.clock.setFixedTime(NOW);
		await stage(page, FRIDGE);
		await open(page, `/product/${SCAN.item.gtin}`);
		await page.getByRole('button', { name: /^Date unknown/ }).waitFor();
	}));

test('waste: one sentence, the plots’ twin adds up, and the file holds the same', () =>
	visit({}, async (page) => {
		await page.clock.setFixedTime(NOW);
		await stage(page, FRIDGE);
		await open(page, '/fridge/waste');
		await page.getByRole('heading', { name: 'You threw away 6 of 58 packs.' }).waitFor();
		await page.getByText('3 of the 6 had expired.', { exact: false }).waitFor();
		await page.getByText('At least €9.40').waitFor();
		const rows = await page
			.locator('tbody tr, tfoot tr')
			.evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.innerText))));
		assert.equal(rows.length, 8);
		for (const [all, ...parts] of rows)
			assert.equal(
				all,
				parts.reduce((sum, part) => sum + part, 0)
			);
		assert.deepEqual(rows.at(-1), [58, 38, 6, 2, 11, 1]);
		const [file] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('link', { name: 'Download the numbers (CSV)' }).click()
		]);
		const csv = await readFile(await file.path(), 'utf8');
		assert.match(csv, /2026-10-19,pack,8,6,0,2,0,0,1,1,0,0,0/);
		await page.getByRole('radio', { name: 'g', exact: true }).check();
		await page.getByRole('cell', { name: '12,325', exact: true }).waitFor();
	}));

test('waste: another span asks for other days', () =>
	visit({}, async (page) => {
		const asked: string[] = [];
		await page.clock.setFixedTime(NOW);
		await stage(page, {
			...FRIDGE,
			'GET fridge/waste': (route) => {
				const { search, searchParams } = new URL(route.request().url());
				asked.push(search);
				const monthly = searchParams.get('by') === 'month';
				return { json: monthly ? { ...WASTE, packs: [{ ...WASTE.packs[6], period: '2026-11-01' }] } : WASTE };
			}
		});
		await open(page, '/fridge/waste');
		await page.getByRole('radio', { name: '4 weeks' }).check();
		await page.getByRole('radio', { name: 'Year' }).check();
		await page.getByRole('heading', { name: 'Month by month' }).waitFor();
		assert.deepEqual(asked, [
			'?from=2026-10-05&to=2026-11-22&by=week',
			'?from=2026-10-26&to=2026-11-22&by=week',
			'?from=2025-12-01&to=2026-11-22&by=month'
		]);
	}));

test('reminders: the mail asks for permission first, and every choice is saved over what was read', () =>
	visit({}, async (page) => {
		const saved: { body: unknown; tag: string | undefined }[] = [];
		await stage(page, {
			...MEMBER,
			'GET consents': { json: { items: [consent('reminders', false, null, null)], next: null } },
			'PUT consents/*': { json: consent('reminders', true, '2026-11-22T10:00:00Z', '2026-11') },
			'GET fridge/reminders': reminders({ email: false }, '"3"'),
			'PUT fridge/reminders': (route) => {
				saved.push({ body: route.request().postDataJSON(), tag: route.request().headers()['if-match'] });
				return reminders(route.request().postDataJSON() as object, `"${3 + saved.length}"`);
			},
			'POST fridge/calendar': { status: 201, json: { url: 'https://packytrace.example/calendar/secret.ics' } },
			'DELETE fridge/calendar': { status: 204 }
		});
		await open(page, '/profile');
		await page.getByLabel('Use soon begins').selectOption({ label: '4 days before' });
		await page.locator('#reminders').getByText('Saved.').waitFor();
		const mail = page.getByRole('switch', { name: 'E-mail once a day' });
		await mail.click();
		await page.getByRole('dialog').getByRole('button', { name: 'I agree' }).click();
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		assert.equal(await mail.getAttribute('aria-checked'), 'true');
		assert.deepEqual(saved, [
			{ body: { leadDays: 4, hour: 8, timeZone: 'Europe/Rome', email: false }, tag: '"3"' },
			{ body: { leadDays: 4, hour: 8, timeZone: 'Europe/Rome', email: true }, tag: '"4"' }
		]);
		await page.getByRole('button', { name: 'Make an address' }).click();
		assert.equal(
			await page.getByLabel('Address to subscribe to').inputValue(),
			'https://packytrace.example/calendar/secret.ics'
		);
		await page.getByRole('button', { name: 'End the address' }).click();
		await page.getByText('No address works any more.').waitFor();
	}));

test('reminders that were changed elsewhere are shown, not overwritten', () =>
	visit({}, async (page) => {
		let hour = 8;
		await stage(page, {
			...MEMBER,
			'GET fridge/reminders': () => reminders({ hour }, '"1"'),
			'PUT fridge/reminders': () => ((hour = 19), problem(412, 'stale'))
		});
		await open(page, '/profile');
		await page.getByLabel('Use soon begins').selectOption({ label: '4 days before' });
		await page.getByText('Your reminders were changed elsewhere meanwhile.', { exact: false }).waitFor();
		assert.equal(await page.getByLabel('Hour of the mail').locator('option:checked').textContent(), '19:00');
	}));
