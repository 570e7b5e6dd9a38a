import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, open, visit } from './browser.ts';
import { FRIDGE, gone, item, ITEMS, keeping, list, NOW, reminders, type Sent } from './fridge.ts';
import { pressOn, tabTo } from './hands.ts';
import { problem, stage, type Answers } from './people.ts';

const pack = (page: Page, { itemId }: { itemId: string }) => page.locator(`[data-item="${itemId}"]`);
const toast = (page: Page) => page.getByRole('group', { name: 'What just happened' });
const undo = (page: Page) => toast(page).getByRole('button', { name: 'Undo' });

async function fridge(page: Page, answers: Answers) {
	await page.clock.setFixedTime(NOW);
	await stage(page, answers);
	await open(page, '/fridge');
	await page.locator('[data-item]').first().waitFor();
}

test('what must be used first stands first, and use by and best before share no word', () =>
	visit({}, async (page) => {
		await fridge(page, FRIDGE);
		await page.getByText('Sunday, 22 November.').waitFor();
		await page.getByText('3 of 11 need you now.').waitFor();
		const names = await page
			.locator('[data-item]')
			.evaluateAll((all) => all.map((one) => (one as HTMLElement).innerText));
		assert.deepEqual(
			names.slice(0, 3).map((text) => text.split('\n')[0]),
			['Salmone affumicato', 'Ricotta di bufala', 'Yogurt bianco magro']
		);
		const [useBy, last, bestBefore] = names as [string, string, string];
		assert.match(useBy, /Do not eat\.\s+Use by was 21 November/);
		assert.match(last, /Last day\. Use by today/);
		assert.match(bestBefore, /Best before was yesterday\.\s+Look, smell, taste/);
		assert.doesNotMatch(bestBefore, /do not eat|use by/i);
		assert.doesNotMatch(useBy, /best before|look|smell|taste/i);
		await pack(page, ITEMS.onions).getByText('Add a date').waitFor();
		assert.equal(await pack(page, ITEMS.tofu).locator('rect.full').count(), 12, 'a tick a day');
		assert.equal(await pack(page, ITEMS.bread).locator('rect').count(), 0, 'frozen: no ruler');
	}));

test('places are looked at one by one, each with its count', () =>
	visit({}, async (page) => {
		await fridge(page, FRIDGE);
		await page.getByRole('radio', { name: 'Freezer 2' }).check();
		await pack(page, ITEMS.bread).getByText('Frozen on 10 November').waitFor();
		assert.equal(await page.locator('[data-item]').count(), 2);
		await page.getByRole('radio', { name: 'All 11' }).check();
		await page.getByRole('button', { name: 'Show 2 more' }).click();
		await pack(page, ITEMS.rice).waitFor();
	}));

test('one tap acts on the version that was seen, says so, and is taken back', () =>
	visit({}, async (page) => {
		const sent: Sent[] = [];
		await fridge(page, keeping(sent));
		await page.getByRole('button', { name: 'Used up: Tofoo Naked' }).click();
		await toast(page).getByText('Tofoo Naked used up.').waitFor();
		await toast(page).getByText('You can undo for 10 minutes.').waitFor();
		assert.equal(await pack(page, ITEMS.tofu).count(), 0);
		await assertAccessible(page, 'toast');
		await undo(page).click();
		await pack(page, ITEMS.tofu).waitFor();
		await toast(page).getByText('Taken back.').waitFor();
		assert.deepEqual(
			sent.map(({ action, tag }) => [action, tag]),
			[
				[{ action: 'use' }, '"1"'],
				[{ action: 'undo' }, '"2"']
			]
		);
		assert.equal(new Set(sent.map(({ key }) => key)).size, 2, 'each wish has its own key');
	}));

test('what is past its use-by day is thrown away by one tap, and why is kept', () =>
	visit({}, async (page) => {
		const sent: Sent[] = [];
		await fridge(page, keeping(sent));
		await page.getByRole('button', { name: 'Thrown away: Salmone affumicato' }).click();
		await toast(page).getByText('Salmone affumicato thrown away.').waitFor();
		assert.deepEqual(sent[0]?.action, { action: 'throw_away', reason: 'expired' });
		await page.keyboard.press('Escape');
		await toast(page).waitFor({ state: 'detached' });
		await page.getByRole('heading', { name: 'Just now' }).waitFor();
		await page.getByRole('button', { name: 'Undo: Salmone affumicato' }).click();
		await pack(page, ITEMS.salmon).getByText('Do not eat.').waitFor();
	}));

test('with the keyboard alone: a part is thrown away with its reason, and taken back', () =>
	visit({}, async (page) => {
		const sent: Sent[] = [];
		await fridge(page, keeping(sent));
		await pressOn(page, 'More: Ricotta di bufala');
		await pressOn(page, 'Throw away');
		await page.getByRole('heading', { name: 'Throw away' }).waitFor();
		await tabTo(page, 'Expired');
		await page.keyboard.press('Space');
		await page.keyboard.press('ArrowDown');
		await tabTo(page, 'How much');
		await page.keyboard.type('40,5');
		await pressOn(page, 'Thrown away');
		await toast(page).getByText('40.5 g thrown away.').waitFor();
		assert.deepEqual(sent[0]?.action, {
			action: 'throw_away',
			quantity: { amount: 40.5, unit: 'g' },
			reason: 'spoiled'
		});
		assert.ok(await toast(page).evaluate((it) => it === document.activeElement), 'the focus goes to what happened');
		await page.keyboard.press('Control+z');
		await toast(page).getByText('Taken back.').waitFor();
		assert.deepEqual(sent[1]?.action, { action: 'undo' });
		assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), 'BODY', 'the focus is not lost');
	}));

test('two devices: a stale tap shows the fresh pack and says what happened', () =>
	visit({}, async (page) => {
		const fresh = { ...ITEMS.tofu, remaining: { amount: 100, unit: 'g' }, state: 'opened', version: 4 };
		let others: object[] = Object.values(ITEMS).map((one) => (one === ITEMS.tofu ? fresh : one));
		const answers: Record<string, ReturnType<typeof problem>> = {
			[ITEMS.tofu.itemId]: problem(412, 'stale', { current: fresh }),
			[ITEMS.spinach.itemId]: problem(412, 'stale', { current: gone(ITEMS.spinach, 'used', 'use') })
		};
		let first = true;
		await fridge(page, {
			...FRIDGE,
			'GET fridge': () => {
				const shown = first ? Object.values(ITEMS) : others;
				first = false;
				return { json: list(shown as (typeof ITEMS.tofu)[]) };
			},
			'POST fridge/items/*/actions': (route) => answers[new URL(route.request().url()).pathname.split('/').at(-2)!]!
		});
		await page.getByRole('button', { name: 'Used up: Tofoo Naked' }).click();
		await pack(page, ITEMS.tofu).getByText('nothing was overwritten', { exact: false }).waitFor();
		await pack(page, ITEMS.tofu).getByText('100 g of 280 g', { exact: false }).waitFor();
		others = others.filter((one) => one !== ITEMS.spinach);
		await page.getByRole('button', { name: 'Used up: Spinaci freschi' }).click();
		await page.getByText('Nothing was counted twice.', { exact: false }).first().waitFor({ state: 'attached' });
		await page.getByRole('button', { name: 'Used up: Spinaci freschi' }).waitFor({ state: 'detached' });
	}));

test('a food without a code is typed by hand, and nothing typed is lost', () =>
	visit({}, async (page) => {
		let lost = true;
		const bodies: unknown[] = [];
		await fridge(page, {
			...FRIDGE,
			'POST fridge/items': (route) => {
				bodies.push(route.request().postDataJSON());
				return lost ? problem(503, 'unavailable') : { status: 201, json: item(60, 'Minestrone', {}) };
			}
		});
		await page.getByRole('button', { name: 'Add a food by hand' }).click();
		const dialog = page.getByRole('dialog', { name: 'Add a food by hand' });
		await dialog.getByRole('button', { name: 'Add', exact: true }).click();
		await dialog.getByText('Write what it is', { exact: false }).waitFor();
		await dialog.getByLabel('What is it?').fill('Minestrone');
		await dialog.getByLabel('Amount').fill('a lot');
		await dialog.getByLabel('Unit').selectOption('ml');
		await dialog.getByLabel('Price').fill('3,20');
		await dialog.getByRole('radio', { name: 'Freezer' }).check();
		await dialog.getByRole('button', { name: 'Add', exact: true }).click();
		await dialog.getByText('Write a number', { exact: false }).waitFor();
		assert.equal(await dialog.getByLabel('Amount').inputValue(), 'a lot');
		await dialog.getByLabel('Amount').fill('1,5');
		await dialog.getByRole('button', { name: 'Add', exact: true }).click();
		await dialog.getByText('It did not get through.', { exact: false }).waitFor();
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'Add a food by hand' }).click();
		assert.equal(await dialog.getByLabel('What is it?').inputValue(), 'Minestrone');
		lost = false;
		await dialog.getByRole('button', { name: 'Add', exact: true }).click();
		await dialog.waitFor({ state: 'hidden' });
		assert.deepEqual(bodies.at(-1), {
			name: 'Minestrone',
			quantity: { amount: 1.5, unit: 'ml' },
			price: { amount: 3.2, currency: 'EUR' },
			place: 'freezer'
		});
	}));

test('a pack is corrected: only what changed is sent, and its guidance is shown with its source', () =>
	visit({}, async (page) => {
		const sent: Sent[] = [];
		await fridge(page, keeping(sent));
		await page.getByRole('button', { name: 'More: Ricotta di bufala' }).click();
		const dialog = page.getByRole('dialog', { name: 'Ricotta di bufala' });
		await dialog.getByText('Once opened it keeps 3 days.').waitFor();
		assert.match(
			(await dialog.getByRole('link', { name: 'Source: FoodKeeper' }).getAttribute('href')) ?? '',
			/^https:/
		);
		await dialog.getByRole('button', { name: 'Correct' }).click();
		await dialog.getByLabel('Date on the pack').fill('2026-11-25');
		await dialog.getByLabel('Once opened').fill('5');
		await dialog.getByRole('button', { name: 'Save' }).click();
		await toast(page).getByText('corrected.', { exact: false }).waitFor();
		assert.deepEqual(sent[0]?.action, {
			action: 'correct',
			expiry: '2026-11-25',
			expiryKind: 'use_by',
			shelfLife: { afterOpeningDays: 5, freezerDays: 60 }
		});
	}));

test('a date is added to what has none', () =>
	visit({}, async (page) => {
		const sent: Sent[] = [];
		await fridge(page, keeping(sent));
		await page.getByRole('button', { name: 'Add a date: Confit d’oignons' }).click();
		const dialog = page.getByRole('dialog', { name: 'Confit d’oignons' });
		await dialog.getByLabel('Date on the pack').fill('2026-12-24');
		await dialog.getByRole('radio', { name: 'Best before' }).check();
		await dialog.getByRole('button', { name: 'Save' }).click();
		await dialog.waitFor({ state: 'hidden' });
		assert.deepEqual(sent[0]?.action, { action: 'correct', expiry: '2026-12-24', expiryKind: 'best_before' });
	}));

test('the first time, days are counted where the browser is', () =>
	visit({}, async (page) => {
		const bodies: { body: unknown; tag: string | undefined }[] = [];
		await fridge(page, {
			...FRIDGE,
			'GET fridge/reminders': reminders({ timeZone: 'UTC' }, '"0"'),
			'PUT fridge/reminders': (route) => {
				bodies.push({ body: route.request().postDataJSON(), tag: route.request().headers()['if-match'] });
				return reminders({}, '"1"');
			}
		});
		const timeZone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
		await page.waitForFunction(() => document.querySelector('[data-item]') !== null);
		assert.deepEqual(bodies, [{ body: { leadDays: 2, hour: 8, timeZone, email: false }, tag: undefined }]);
	}));

test('a session that ends is said; what is shown and typed stays', () =>
	visit({}, async (page) => {
		let signedIn = true;
		await fridge(page, {
			...FRIDGE,
			'GET session': () => (signedIn ? (FRIDGE['GET session'] as object) : { json: { signedIn: false } }),
			'POST fridge/items': problem(401, 'sign-in-required')
		});
		await page.getByRole('button', { name: 'Add a food by hand' }).click();
		const dialog = page.getByRole('dialog', { name: 'Add a food by hand' });
		await dialog.getByLabel('What is it?').fill('Minestrone');
		signedIn = false;
		await dialog.getByRole('button', { name: 'Add', exact: true }).click();
		await dialog.getByText('your sign-in has ended', { exact: false }).waitFor();
		assert.equal(await dialog.getByLabel('What is it?').inputValue(), 'Minestrone');
		await page.keyboard.press('Escape');
		await page.getByRole('link', { name: 'Sign in again' }).waitFor();
		await pack(page, ITEMS.tofu).waitFor();
	}));
