/** Accounts on the real system: nothing is staged here but the one answer that would take five minutes to come. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, assertFits, KNOWN, open, screenshot, settled, SIGN_IN, visit } from './browser.ts';
import { fillRegistration, fillSignIn, register, somebody } from './person.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const scan = (page: Page) => page.getByRole('link', { name: KNOWN.name }).first();
const toSignIn = (page: Page) => page.getByRole('link', { name: 'Sign in' }).filter({ visible: true }).first();

async function lookUp(page: Page) {
	await open(page, '/');
	await page.getByLabel('Type the number').fill(KNOWN.typed);
	await page.getByRole('button', { name: 'Look up' }).click();
	await page.getByRole('heading', { level: 1, name: KNOWN.name }).waitFor();
}

async function back(page: Page, path: string) {
	await page.waitForURL((url) => url.origin !== SIGN_IN && url.pathname === path);
	await settled(page);
}

test('who signs up finds the scan made before; signed out, nothing stays; signed in again, it is there', () =>
	visit({}, async (page) => {
		const person = somebody();
		await lookUp(page);
		await open(page, '/profile');
		await page.getByRole('link', { name: 'Make an account' }).filter({ visible: true }).first().click();
		await fillRegistration(page, person);
		await back(page, '/profile');
		await page.getByRole('main').getByText(person.email).first().waitFor();
		await scan(page).waitFor();

		await button(page, 'Sign out').click();
		await page.getByRole('heading', { level: 1, name: 'Every pack has a passport' }).waitFor();
		await open(page, '/profile');
		await page.getByText('No scans yet.', { exact: false }).waitFor();
		assert.equal(await scan(page).count(), 0);

		await toSignIn(page).click();
		await fillSignIn(page, person);
		await back(page, '/profile');
		await scan(page).waitFor();
	}));

test('signing in leads back to the product that was looked at', () =>
	visit({}, async (page) => {
		await lookUp(page);
		await toSignIn(page).click();
		await page.getByRole('link', { name: 'Create an account' }).click();
		await fillRegistration(page, somebody());
		await back(page, `/product/${KNOWN.gtin}`);
		await page.getByRole('heading', { level: 1, name: KNOWN.name }).waitFor();
	}));

test('a consent is read before it is given, taken back by one tap, and both are remembered', () =>
	visit({}, async (page) => {
		await register(page, somebody());
		const reminders = page.getByRole('switch', { name: 'Reminders by e-mail' });
		assert.equal(await reminders.getAttribute('aria-checked'), 'false');
		await reminders.click();
		const dialog = page.getByRole('dialog');
		await dialog.getByText('GDPR', { exact: false }).first().waitFor();
		await screenshot(page, 'account-consent-text');
		await assertAccessible(page, 'consent text');
		assert.equal(await reminders.getAttribute('aria-checked'), 'false', 'reading gives nothing');
		await dialog.getByRole('button', { name: 'I agree' }).click();
		await page.getByText('Reminders by e-mail: now on.').waitFor({ state: 'attached' });
		await reminders.click();
		await page.getByText('Reminders by e-mail: now off.').waitFor({ state: 'attached' });

		await open(page, '/profile');
		assert.equal(await reminders.getAttribute('aria-checked'), 'false');
		for (const decision of ['Granted', 'Withdrawn']) {
			const entry = page.getByText(`${decision}: Reminders by e-mail`, { exact: false }).first();
			await entry.waitFor({ state: 'attached' });
		}
	}));

test('everything about a person is one file to keep', () =>
	visit({}, async (page) => {
		const person = somebody();
		await lookUp(page);
		await register(page, person);
		await button(page, 'Gather my data').click();
		const link = page.getByRole('link', { name: 'Download' });
		await link.waitFor({ timeout: 60_000 });
		const saved = page.waitForEvent('download');
		await link.click();
		const text = await readFile(await (await saved).path(), 'utf8');
		assert.ok(text.includes(person.email) && text.includes(KNOWN.gtin), text);
		JSON.parse(text);
	}));

test('who wants to be forgotten signs in once more and sees every part confirm', () =>
	visit({}, async (page) => {
		const person = somebody();
		await lookUp(page);
		await register(page, person);
		// As if the sign-in were six minutes old.
		await page.route('**/api/v1/account', (route) => {
			if (route.request().method() !== 'DELETE') return route.fallback();
			const type = 'https://packytrace.example/problems/reauthentication-required';
			const contentType = 'application/problem+json';
			return route.fulfill({ status: 401, contentType, body: JSON.stringify({ type, title: 'x', status: 401 }) });
		});
		await button(page, 'Erase everything about me').click();
		const dialog = page.getByRole('dialog');
		await dialog.getByRole('button', { name: 'Continue' }).click();
		await dialog.getByRole('button', { name: 'Erase everything about me' }).click();
		await page.unroute('**/api/v1/account');
		await dialog.getByRole('link', { name: 'Sign in once more' }).click();
		await page.getByLabel('Password', { exact: true }).waitFor();
		await screenshot(page, 'account-sign-in-once-more');
		await assertAccessible(page, 'sign in once more');
		await fillSignIn(page, person);
		await back(page, '/profile');
		await page.getByText('You have signed in once more.', { exact: false }).waitFor();
		await dialog.getByRole('button', { name: 'Erase everything about me' }).click();
		await page.getByRole('heading', { level: 1, name: 'Everything about you is erased' }).waitFor({ timeout: 60_000 });
		await page.getByText('Every part has confirmed.').waitFor();
		await screenshot(page, 'account-erased');
		await assertAccessible(page, 'erased');

		await page.goto('/auth/login');
		await fillSignIn(page, person);
		await page.getByText('E-mail or password is wrong.', { exact: false }).first().waitFor();
	}));

test('a browser without an account is forgotten, too', () =>
	visit({}, async (page) => {
		await lookUp(page);
		await open(page, '/profile');
		await scan(page).waitFor();
		await button(page, 'Erase this browser’s data').click();
		await button(page, 'Erase it all').click();
		await page.getByRole('heading', { level: 1, name: 'Everything about you is erased' }).waitFor({ timeout: 60_000 });
		await open(page, '/profile');
		await page.getByText('No scans yet.', { exact: false }).waitFor();
	}));

test('the profile of a person can be used by everyone, in every look', () =>
	visit({}, async (page) => {
		await lookUp(page);
		await register(page, somebody());
		for (const width of [320, 390, 1280]) {
			for (const colorScheme of ['light', 'dark'] as const) {
				await page.emulateMedia({ colorScheme });
				await page.setViewportSize({ width, height: 844 });
				await scan(page).waitFor();
				const what = `account-profile-${colorScheme}-${width}`;
				await assertFits(page, what);
				await screenshot(page, what);
				await assertAccessible(page, what);
			}
		}
	}));
