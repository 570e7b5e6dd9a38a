/** A fridge without a connection: what is done waits, is shown as done, and is told once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, open, screenshot, visit } from './browser.ts';
import { FRIDGE, gone, ITEMS, keeping, NOW, type Sent } from './fridge.ts';
import { problem, stage, type Answers } from './people.ts';

const pack = (page: Page, { itemId }: { itemId: string }) => page.locator(`[data-item="${itemId}"]`);
const toast = (page: Page) => page.getByRole('group', { name: 'What just happened' });
const WAITS = 'Will be sent when you are online again.';

async function fridge(page: Page, answers: Answers) {
	await page.clock.setFixedTime(NOW);
	await stage(page, answers);
	await open(page, '/fridge');
	await page.locator('[data-item]').first().waitFor();
}

const connection = (page: Page, is: boolean) => page.context().setOffline(!is);

async function openPack(page: Page, item: { itemId: string }, does: string) {
	await pack(page, item).locator('.open').click();
	await page.getByRole('dialog').getByRole('button', { name: does, exact: true }).click();
	await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

test('what is done waits, can be taken back, and is sent in order once there is a connection', () =>
	visit({}, async (page) => {
		const sent: Sent[] = [];
		await fridge(page, keeping(sent));
		await connection(page, false);
		await page.getByRole('button', { name: 'Used up: Tofoo Naked' }).click();
		await toast(page).getByText('Tofoo Naked used up.').waitFor();
		await toast(page).getByText(WAITS).waitFor();
		await toast(page).getByRole('button', { name: 'Undo' }).click();
		await pack(page, ITEMS.tofu).waitFor();
		await toast(page).getByText('Taken back.').waitFor();
		await openPack(page, ITEMS.spinach, 'Open');
		await pack(page, ITEMS.spinach).getByText(WAITS).waitFor();
		await openPack(page, ITEMS.spinach, 'Freeze');
		await page.getByRole('button', { name: 'Used up: Tofoo Naked' }).click();
		await page.getByText('3 changes will be sent when you are online again.').waitFor();
		await toast(page).waitFor();
		await page.keyboard.press('Escape');
		await page.getByRole('heading', { name: 'Just now' }).waitFor();
		await pack(page, ITEMS.tofu).getByText(WAITS).waitFor();
		await screenshot(page, 'fridge-offline');
		await assertAccessible(page, 'offline');
		assert.deepEqual(sent, [], 'nothing was sent');
		await connection(page, true);
		await page.getByText('changes will be sent', { exact: false }).waitFor({ state: 'detached' });
		const at = NOW.toISOString();
		assert.deepEqual(
			sent.map(({ action, tag }) => [action, tag]),
			[
				[{ action: 'open', at }, '"1"'],
				[{ action: 'freeze', at }, '"2"'],
				[{ action: 'use', at }, '"1"']
			]
		);
		assert.equal(new Set(sent.map(({ key }) => key)).size, 3, 'each wish has its own key');
	}));

test('what was heard although its answer was lost goes on under its key', () =>
	visit({}, async (page) => {
		const keys: (string | undefined)[] = [];
		let lost = true;
		await fridge(page, FRIDGE);
		await page.route('**/actions', (route) => {
			keys.push(route.request().headers()['idempotency-key']);
			return lost ? route.abort() : route.fulfill({ json: gone(ITEMS.tofu, 'used', 'use') });
		});
		await page.getByRole('button', { name: 'Used up: Tofoo Naked' }).click();
		await toast(page).getByText(WAITS).waitFor();
		lost = false;
		await page.evaluate(() => dispatchEvent(new Event('online')));
		await page.getByText('1 change will be sent', { exact: false }).waitFor({ state: 'detached' });
		assert.ok(keys.length >= 3);
		assert.equal(new Set(keys).size, 1, 'the same wish, the same key');
	}));

test('what the server does not do is said, and stays until it was read', () =>
	visit({}, async (page) => {
		const fresh = { ...ITEMS.tofu, remaining: { amount: 100, unit: 'g' }, state: 'opened', version: 4 };
		await fridge(page, {
			...FRIDGE,
			'POST fridge/items/*/actions': problem(412, 'stale', { current: fresh })
		});
		await connection(page, false);
		await openPack(page, ITEMS.tofu, 'Open');
		await openPack(page, ITEMS.tofu, 'Freeze');
		await connection(page, true);
		const told = page.getByRole('alert').filter({ hasText: 'This did not get through' });
		await told.getByText('nothing was overwritten', { exact: false }).waitFor();
		await told.getByText('Not sent: what came before it did not get through.').waitFor();
		await screenshot(page, 'fridge-refused');
		await assertAccessible(page, 'refused');
		await page.reload();
		await told.waitFor();
		for (const what of ['opened', 'frozen'])
			await told.getByRole('button', { name: `Close: Tofoo Naked ${what}.` }).click();
		await told.waitFor({ state: 'detached' });
	}));

test('a food that is typed in without a connection is in the list, and comes in once', () =>
	visit({}, async (page) => {
		const bodies: unknown[] = [];
		await fridge(page, {
			...FRIDGE,
			'POST fridge/items': (route) => {
				bodies.push(route.request().postDataJSON());
				return { status: 201, json: { ...ITEMS.onions, name: 'Minestrone' } };
			}
		});
		await connection(page, false);
		await page.getByRole('button', { name: 'Add a food by hand' }).click();
		const dialog = page.getByRole('dialog', { name: 'Add a food by hand' });
		await dialog.getByLabel('What is it?').fill('Minestrone');
		await dialog.getByRole('button', { name: 'Add', exact: true }).click();
		await dialog.waitFor({ state: 'hidden' });
		const soup = page.locator('[data-item]').filter({ hasText: 'Minestrone' });
		await soup.getByText(WAITS).waitFor();
		assert.equal(await soup.getByRole('button', { name: 'Used up: Minestrone' }).count(), 0);
		await connection(page, true);
		await page.getByText('1 change will be sent', { exact: false }).waitFor({ state: 'detached' });
		assert.deepEqual(
			bodies.map((body) => (body as { name: string }).name),
			['Minestrone']
		);
	}));

test('what left a moment ago can come back after the page was loaded anew', () =>
	visit({}, async (page) => {
		const sent: Sent[] = [];
		await fridge(page, keeping(sent));
		await page.getByRole('button', { name: 'Used up: Tofoo Naked' }).click();
		await toast(page).getByText('Tofoo Naked used up.').waitFor();
		await page.reload();
		await page.getByRole('button', { name: 'Undo: Tofoo Naked' }).click();
		await pack(page, ITEMS.tofu).getByRole('button', { name: 'Used up: Tofoo Naked' }).waitFor();
		assert.deepEqual(sent.at(-1)?.action, { action: 'undo' });
	}));
