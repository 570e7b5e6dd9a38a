import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, assertFits, KNOWN, open, screenshot, settled, SIGN_IN, visit } from './browser.ts';
import { fillRegistration, fillSignIn, register, somebody } from './person.ts';

async function lookUp(page: Page) {
	await open(page, '/');
	await page.getByLabel('Type the number').fill(KNOWN.typed);
	await page.getByRole('button', { name: 'Look up' }).click();
	await page.getByRole('heading', { level: 1, name: KNOWN.name }).waitFor();
}

const scan = (page: Page) => page.getByRole('link', { name: KNOWN.name }).first();
const switchOf = (page: Page, name: string) => page.getByRole('switch', { name });

test('who signs up finds the scan made before, and nothing stays in the browser after signing out', () =>
	visit({}, async (page) => {
		const person = somebody();
		await lookUp(page);
		await page.getByRole('link', { name: 'Profile' }).filter({ visible: true }).click();
		await settled(page);
		await page.getByRole('link', { name: 'Make an account' }).click();
		await page.waitForURL((url) => url.origin === SIGN_IN);
		await fillRegistration(page, person);
		await page.waitForURL('**/profile**');
		await settled(page);
		await page.getByText(person.email).waitFor();
		await scan(page).waitFor();
		await screenshot(page, 'profile');

		await page.getByRole('button', { name: 'Sign out' }).click();
		await page.getByRole('link', { name: 'Sign in' }).filter({ visible: true }).first().waitFor();
		await open(page, '/profile');
		await page.getByText('No scans yet.', { exact: false }).waitFor();
		assert.equal(await scan(page).count(), 0);

		await page.getByRole('link', { name: 'Sign in' }).filter({ visible: true }).first().click();
		await page.waitForURL((url) => url.origin === SIGN_IN);
		await fillSignIn(page, person);
		await page.waitForURL('**/profile**');
		await settled(page);
		await scan(page).waitFor();
	}));

test('signing in leads back to the product that was looked at', () =>
	visit({}, async (page) => {
		const person = somebody();
		await lookUp(page);
		await page.getByRole('link', { name: 'Sign in' }).filter({ visible: true }).first().click();
		await page.waitForURL((url) => url.origin === SIGN_IN);
		await page.getByRole('link', { name: 'Create an account' }).click();
		await fillRegistration(page, person);
		await page.waitForURL(`**/product/${KNOWN.gtin}**`);
		await page.getByRole('heading', { level: 1, name: KNOWN.name }).waitFor();
	}));

test('a consent is read before it is given, and taken back as easily', () =>
	visit({}, async (page) => {
		await register(page, somebody());
		const reminders = switchOf(page, 'Reminders by e-mail');
		assert.equal(await reminders.getAttribute('aria-checked'), 'false');
		await reminders.click();
		const dialog = page.getByRole('dialog', { name: 'Reminders by e-mail' });
		await dialog.getByText('GDPR', { exact: false }).first().waitFor();
		await screenshot(page, 'consent-text');
		await assertAccessible(page, 'consent text');
		assert.equal(await reminders.getAttribute('aria-checked'), 'false', 'nothing is given by reading');
		await dialog.getByRole('button', { name: 'I agree' }).click();
		await page.locator('[role="switch"][aria-checked="true"]', { hasText: 'On' }).first().waitFor();

		await reminders.click();
		await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
		await page.getByText('Reminders by e-mail: now off.').waitFor({ state: 'attached' });
		await page.reload();
		await settled(page);
		assert.equal(await reminders.getAttribute('aria-checked'), 'false');
		await page.getByText('History', { exact: true }).first().click();
		await page.getByText('Granted: Reminders by e-mail', { exact: false }).waitFor();
		await page.getByText('Withdrawn: Reminders by e-mail', { exact: false }).waitFor();
		await screenshot(page, 'consent-history');
		await assertAccessible(page, 'consent history');
	}));

test('everything about a person is one file to keep', () =>
	visit({}, async (page) => {
		const person = somebody();
		await lookUp(page);
		await register(page, person);
		await page.getByRole('button', { name: 'Gather my data' }).click();
		const link = page.getByRole('link', { name: 'Download' }).or(page.getByRole('button', { name: 'Download' }));
		await link.waitFor({ timeout: 60_000 });
		await screenshot(page, 'export-ready');
		await assertAccessible(page, 'export');
		const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
		assert.match(download.suggestedFilename(), /\.json$/);
		const text = readFileSync(await download.path(), 'utf8');
		assert.ok(text.includes(person.email) && text.includes(KNOWN.gtin));
		JSON.parse(text);
	}));

test('who wants to be forgotten signs in once more and sees every part confirm', () =>
	visit({}, async (page) => {
		const person = somebody();
		await lookUp(page);
		await register(page, person);
		await page.getByRole('button', { name: 'Erase everything about me' }).click();
		await screenshot(page, 'erase-what-goes');
		await assertAccessible(page, 'erase, what goes');
		await page.getByRole('dialog').getByRole('button', { name: 'Continue' }).click();
		// A sign-in that is not fresh has to be made once more; this one is a minute old at most.
		const again = page.getByRole('link', { name: 'Sign in once more' });
		const last = page.getByRole('dialog').getByText('This cannot be undone');
		await again.or(last).first().waitFor();
		if (await again.isVisible()) {
			await again.click();
			await page.waitForURL((url) => url.origin === SIGN_IN);
			await fillSignIn(page, person);
			await page.waitForURL('**/profile**');
			await settled(page);
		}
		await last.waitFor();
		await screenshot(page, 'erase-last-step');
		await assertAccessible(page, 'erase, last step');
		await page.getByRole('dialog').getByRole('button', { name: 'Erase everything about me' }).click();
		await page.getByText('Everything about you is erased').waitFor({ timeout: 60_000 });
		await screenshot(page, 'erased');
		await assertAccessible(page, 'erased');

		await page.goto('/auth/login');
		await fillSignIn(page, person);
		await page.getByText('E-mail or password is wrong.', { exact: false }).first().waitFor();
	}));

test('a browser without an account is erased, too', () =>
	visit({}, async (page) => {
		await lookUp(page);
		await open(page, '/profile');
		await scan(page).waitFor();
		await page.getByRole('button', { name: 'Erase this browser’s data' }).click();
		await assertAccessible(page, 'erase the browser');
		await page.getByRole('dialog').getByRole('button', { name: 'Erase it all' }).click();
		await page.getByText('is erased', { exact: false }).first().waitFor({ timeout: 60_000 });
		await open(page, '/profile');
		await page.getByText('No scans yet.', { exact: false }).waitFor();
	}));

const OUTCOMES = { 'signed-out': '/auth', expired: '/auth?error=expired', unavailable: '/auth?error=unavailable' };
for (const [name, path] of [...Object.entries(OUTCOMES), ['profile-of-a-visitor', '/profile'] as const]) {
	for (const colorScheme of ['light', 'dark'] as const) {
		for (const width of [320, 390, 1280]) {
			test(`${name} can be used by everyone, ${colorScheme}, ${width} px`, () =>
				visit({ colorScheme, width }, async (page) => {
					await open(page, path);
					await assertFits(page, name);
					await screenshot(page, `${name}-${colorScheme}-${width}`);
					await assertAccessible(page, name);
				}));
		}
	}
}

test('the profile of a person can be used by everyone, in every look', () =>
	visit({}, async (page) => {
		await register(page, somebody());
		for (const colorScheme of ['light', 'dark'] as const) {
			for (const width of [320, 390, 1280]) {
				await page.emulateMedia({ colorScheme });
				await page.setViewportSize({ width, height: 844 });
				await open(page, '/profile');
				await page.getByRole('switch').first().waitFor();
				const what = `profile-${colorScheme}-${width}`;
				await assertFits(page, what);
				await screenshot(page, what);
				await assertAccessible(page, what);
			}
		}
	}));
