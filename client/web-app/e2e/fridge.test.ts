/** The fridge on the real system: nothing is staged here. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, open, screenshot, settled, visit } from './browser.ts';
import { pressOn, tabTo } from './hands.ts';
import { fillSignIn, register, somebody, type Person } from './person.ts';

/** Mozzarella of the demo brand. */
const GTIN = '09521234500018';
const NAME = 'Mozzarella di Bufala Campana DOP';
const toast = (page: Page) => page.getByRole('group', { name: 'What just happened' });
const undo = (page: Page) => toast(page).getByRole('button', { name: 'Undo' });
const pack = (page: Page, name = NAME) => page.locator('[data-item]').filter({ hasText: name });

/** A day so many days from now, where this browser is. */
function day(ahead: number): { iso: string; ai: string } {
	const date = new Date(Date.now() + ahead * 86_400_000);
	const part = (n: number) => String(n).padStart(2, '0');
	const iso = `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
	return { iso, ai: iso.slice(2).replaceAll('-', '') };
}

const link = (expiry: { ai: string }) => `https://id.gs1.example/01/${GTIN}/10/L2611A?17=${expiry.ai}`;

/** Types what a code says, as one would paste it. */
async function scan(page: Page, code: string) {
	await open(page, '/');
	await page.getByLabel('Type the number').fill(code);
	await page.getByRole('button', { name: 'Look up' }).click();
	await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
	await settled(page);
}

async function save(page: Page, ahead: number) {
	await scan(page, link(day(ahead)));
	await page.getByRole('button', { name: 'Add to fridge' }).click();
	await toast(page).getByText('is in your fridge.', { exact: false }).waitFor();
}

async function toFridge(page: Page) {
	await open(page, '/fridge');
	await page.getByRole('heading', { level: 1, name: 'Fridge' }).waitFor();
}

async function addByHand(page: Page, name: string, ahead: number | null) {
	await page.getByRole('button', { name: 'Add a food by hand' }).first().click();
	const dialog = page.getByRole('dialog', { name: 'Add a food by hand' });
	await dialog.getByLabel('What is it?').fill(name);
	if (ahead !== null) {
		await dialog.getByLabel('Date on the pack').fill(day(ahead).iso);
		await dialog.getByRole('radio', { name: 'Best before' }).check();
	}
	await dialog.getByRole('button', { name: 'Add', exact: true }).click();
	await dialog.waitFor({ state: 'hidden' });
	await pack(page, name).waitFor();
}

test('a scanned pack is in the fridge by one tap, with the date of its code, and undo takes it out', () =>
	visit({}, async (page) => {
		await register(page, somebody());
		await save(page, 6);
		await screenshot(page, 'fridge-added');
		await assertAccessible(page, 'added');
		await toast(page).getByRole('link', { name: 'Open fridge' }).click();
		await pack(page).getByText('Use by', { exact: false }).waitFor();
		assert.equal(await pack(page).locator('rect.full').count(), 6, 'six days are left');
		await scan(page, link(day(6)));
		await page.getByRole('button', { name: 'Add to fridge' }).click();
		await undo(page).click();
		await toast(page).getByText('is not in your fridge.', { exact: false }).waitFor();
		await toFridge(page);
		await pack(page).first().waitFor();
		assert.equal(await pack(page).count(), 1);
	}));

test('what must be used first stands first; one tap, then undo, then for good; the ledger says so', () =>
	visit({}, async (page) => {
		await register(page, somebody());
		await save(page, -1);
		await toFridge(page);
		await addByHand(page, 'Passata', 200);
		await addByHand(page, 'Yogurt', -2);
		await addByHand(page, 'Confit', null);
		const names = await page
			.locator('[data-item]')
			.evaluateAll((all) => all.map((one) => (one as HTMLElement).innerText));
		assert.deepEqual(
			names.map((text) => text.split('\n')[0]),
			[NAME, 'Yogurt', 'Passata', 'Confit']
		);
		assert.match(names[0]!, /Do not eat\./);
		assert.match(names[1]!, /Look, smell, taste/);
		assert.match(names[3]!, /Add a date/);
		await settled(page);
		await screenshot(page, 'fridge-list');
		await assertAccessible(page, 'list');
		await page.getByRole('button', { name: 'Used up: Yogurt' }).click();
		await toast(page).getByText('Yogurt used up.').waitFor();
		await undo(page).click();
		await pack(page, 'Yogurt').getByText('Look, smell, taste').waitFor();
		await page.getByRole('button', { name: 'Used up: Yogurt' }).click();
		await toast(page).getByText('Yogurt used up.').waitFor();
		await page.getByRole('button', { name: `Thrown away: ${NAME}` }).click();
		await toast(page).getByText(`${NAME} thrown away.`).waitFor();
		await page.getByRole('link', { name: 'Waste' }).click();
		await page.getByRole('heading', { name: 'You threw away 1 of 4 packs.' }).waitFor();
		await page.getByText('All of it had expired.', { exact: false }).waitFor();
		const sums = await page.locator('tfoot td').allTextContents();
		assert.deepEqual(sums, ['4', '1', '1', '0', '2', '0']);
		await screenshot(page, 'fridge-waste');
		await assertAccessible(page, 'waste');
	}));

test('with the keyboard alone: from the code to a part thrown away with its reason, and taken back', () =>
	visit({}, async (page) => {
		await register(page, somebody());
		await open(page, '/');
		await tabTo(page, 'Type the number');
		await page.keyboard.type(link(day(5)));
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
		await settled(page);
		await pressOn(page, 'Add to fridge');
		await toast(page).getByText('is in your fridge.', { exact: false }).waitFor();
		await pressOn(page, 'Open fridge');
		await pack(page).waitFor();
		await tabTo(page, (await pack(page).locator('.open').innerText()).trim());
		await page.keyboard.press('Enter');
		await pressOn(page, 'Throw away');
		await page.getByRole('heading', { name: 'Throw away' }).waitFor();
		await tabTo(page, 'Expired');
		await page.keyboard.press('ArrowDown');
		await tabTo(page, 'How much');
		await page.keyboard.type('25');
		await pressOn(page, 'Thrown away');
		await toast(page).getByText('25 g thrown away.').waitFor();
		await pack(page).getByText('100 g of 125 g', { exact: false }).waitFor();
		await page.keyboard.press('Control+z');
		await pack(page).getByText('· 125 g', { exact: false }).waitFor();
	}));

test('a pack is opened, frozen and thawed; its history keeps everything, also what was taken back', () =>
	visit({}, async (page) => {
		await register(page, somebody());
		await save(page, 6);
		await toFridge(page);
		const more = page.getByRole('dialog', { name: NAME });
		const act = async (what: string, said: string) => {
			await pack(page).locator('.open, .more').first().click();
			await more.getByRole('button', { name: what, exact: true }).click();
			await toast(page).getByText(said, { exact: false }).waitFor();
			await more.waitFor({ state: 'hidden' });
		};
		await act('Open', 'opened.');
		await act('Freeze', 'frozen.');
		await pack(page).getByText('Frozen on', { exact: false }).waitFor();
		await act('Thaw', 'thawed.');
		await undo(page).click();
		await pack(page).getByText('Frozen on', { exact: false }).waitFor();
		await pack(page).locator('.open').click();
		await more.getByRole('button', { name: 'History' }).click();
		await more.getByText('Taken back', { exact: false }).first().waitFor();
		const events = await more.locator('li .what').allTextContents();
		assert.deepEqual(events.toReversed().slice(0, 4), ['Added', 'Opened', 'Frozen', 'Thawed']);
	}));

test('two devices at once: the second is told what happened, and nothing is counted twice', async () => {
	const person: Person = somebody();
	await visit({}, async (phone) => {
		await register(phone, person);
		await toFridge(phone);
		await addByHand(phone, 'Soup', 200);
		await visit({ width: 1280 }, async (desk) => {
			await desk.goto(`/auth/login?${new URLSearchParams({ returnTo: '/fridge' })}`);
			await fillSignIn(desk, person);
			await pack(desk, 'Soup').waitFor();
			await phone.getByRole('button', { name: 'Used up: Soup' }).click();
			await toast(phone).getByText('Soup used up.').waitFor();
			await desk.getByRole('button', { name: 'Used up: Soup' }).click();
			await desk.getByText('Soup went elsewhere meanwhile.', { exact: false }).first().waitFor({ state: 'attached' });
			await pack(desk, 'Soup').getByRole('button', { name: 'Used up: Soup' }).waitFor({ state: 'detached' });
			await open(desk, '/fridge/waste');
			await desk.getByText('You threw away nothing of 1 pack.').waitFor();
			assert.deepEqual(await desk.locator('tfoot td').allTextContents(), ['1', '1', '0', '0', '0', '0']);
		});
	});
});

test('without an account: sign in to save leads back to the pack, which is then saved', () =>
	visit({}, async (page) => {
		const person = somebody();
		await visit({}, async (other) => register(other, person));
		await scan(page, link(day(4)));
		await page.getByRole('link', { name: 'Sign in to save' }).click();
		await fillSignIn(page, person);
		await page.waitForURL((url) => url.pathname === `/product/${GTIN}`);
		await page.getByRole('button', { name: 'Add to fridge' }).click();
		await toast(page).getByText('is in your fridge.', { exact: false }).waitFor();
		await toFridge(page);
		await pack(page).waitFor();
	}));

test('a calendar’s address can be read by whoever has it, until it is ended', () =>
	visit({}, async (page) => {
		await register(page, somebody());
		await save(page, 6);
		await open(page, '/profile');
		await page.getByRole('button', { name: 'Make an address' }).click();
		const address = page.getByLabel('Address to subscribe to');
		await address.waitFor();
		const path = new URL(await address.inputValue()).pathname;
		const read = async () => page.request.get(path);
		const calendar = await (await read()).text();
		assert.match(calendar, /BEGIN:VEVENT/);
		assert.match(calendar.replaceAll(/\r\n /g, ''), new RegExp(day(6).ai));
		await page.getByRole('button', { name: 'End the address' }).click();
		await page.getByText('No address works any more.').waitFor();
		assert.equal((await read()).status(), 404);
	}));

interface Listed {
	items: { itemId: string; name: string }[];
}

/** What the page itself may ask. */
const ask = <T>(page: Page, path: string): Promise<T> =>
	page.evaluate(async (at) => (await fetch(`/api/v1/fridge${at}`)).json() as Promise<never>, path);

test('without a connection: two taps, a new page, a connection; each happens once', () =>
	visit({ serviceWorkers: 'allow' }, async (page) => {
		await register(page, somebody());
		await toFridge(page);
		await addByHand(page, 'Soup', 200);
		await addByHand(page, 'Stew', null);
		const { items } = await ask<Listed>(page, '');
		await page.waitForFunction(async () => (await caches.match('/fridge')) !== undefined);
		await toFridge(page); // the second visit
		await pack(page, 'Stew').waitFor();
		await page.context().setOffline(true);
		await page.getByRole('button', { name: 'Used up: Soup' }).click();
		await toast(page).getByText('Will be sent when you are online again.').waitFor();
		await pack(page, 'Stew').locator('.open').click();
		await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
		await pack(page, 'Stew').getByText('Will be sent', { exact: false }).waitFor();
		await page.reload();
		await page.getByText('No connection. This is how it was on', { exact: false }).waitFor();
		await page.getByText('2 changes will be sent when you are online again.').waitFor();
		await pack(page, 'Stew').getByText('opened today', { exact: false }).waitFor();
		await settled(page);
		await screenshot(page, 'fridge-offline-again');
		await assertAccessible(page, 'offline');
		await page.context().setOffline(false);
		await page.getByText('changes will be sent', { exact: false }).waitFor({ state: 'detached' });
		const idOf = (name: string) => items.find((item) => item.name === name)!.itemId;
		for (const [name, done] of [
			['Soup', 'item_used'],
			['Stew', 'item_opened']
		] as const) {
			const history = await ask<{ items: { type: string }[] }>(page, `/items/${idOf(name)}/history`);
			assert.deepEqual(
				history.items.map(({ type }) => type),
				['item_added', done]
			);
		}
	}));
