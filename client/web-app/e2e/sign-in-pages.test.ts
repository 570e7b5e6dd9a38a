import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, assertFits, screenshot, SIGN_IN, visit } from './browser.ts';
import { fillRegistration, fillSignIn, somebody } from './person.ts';

const forgot = (page: Page) => page.locator('a[href*="reset-credentials"]');

/** The pages of the sign-in service, and how a person comes to them. */
const PAGES: Record<string, (page: Page) => Promise<unknown>> = {
	'sign-in': (page) => page.goto('/auth/login'),
	register: (page) => page.goto('/auth/register'),
	reset: async (page) => {
		await page.goto('/auth/login');
		await forgot(page).click();
		await page.locator('input[name="username"]').waitFor();
	},
	'sign-in-refused': async (page) => {
		await page.goto('/auth/login');
		await page.locator('input[name="username"]').fill('nobody@journeys.example');
		await page.locator('input[name="password"]').fill('wrong');
		await page.locator('input[name="password"]').press('Enter');
		await page.locator('[role="alert"], [aria-invalid="true"]').first().waitFor();
	}
};

for (const [name, go] of Object.entries(PAGES)) {
	for (const colorScheme of ['light', 'dark'] as const) {
		for (const width of [320, 390, 1280]) {
			test(`${name} can be used by everyone, ${colorScheme}, ${width} px`, () =>
				visit({ colorScheme, width }, async (page) => {
					await go(page);
					assert.equal(new URL(page.url()).origin, SIGN_IN);
					await assertFits(page, name);
					await screenshot(page, `${name}-${colorScheme}-${width}`);
					await assertAccessible(page, name);
				}));
		}
	}

	for (const locale of ['it-IT', 'de-DE']) {
		test(`${name} speaks ${locale} and fits 320 px`, () =>
			visit({ locale, width: 320 }, async (page) => {
				await go(page);
				assert.equal(await page.locator('html').getAttribute('lang'), locale.slice(0, 2));
				await assertFits(page, name);
				await assertAccessible(page, name);
			}));
	}
}

test('the sign-in page is in the look of the app, not of Keycloak', () =>
	visit({}, async (page) => {
		await page.goto('/auth/login');
		await page.getByRole('link', { name: 'PackyTrace' }).waitFor();
		const [sheet, foreign] = await page.evaluate(() => [
			getComputedStyle(document.documentElement).backgroundColor,
			document.querySelectorAll('link[href*="patternfly" i]').length
		]);
		assert.equal(foreign, 0, 'no style sheet of PatternFly');
		await page.goto('/');
		const ours = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
		assert.equal(ours, sheet);
	}));

test('what was typed wrongly is said beside the field, and the address stays', () =>
	visit({}, async (page) => {
		await page.goto('/auth/register');
		const person = { ...somebody(), password: 'short' };
		await fillRegistration(page, person);
		await page.getByText('A password has at least 8 characters.', { exact: false }).first().waitFor();
		assert.equal(await page.getByLabel('E-mail', { exact: true }).inputValue(), person.email);
		await screenshot(page, 'register-faults');
		await assertAccessible(page, 'register with faults');

		await page.goto('/auth/login');
		await fillSignIn(page, person);
		await page.getByText('E-mail or password is wrong.', { exact: false }).first().waitFor();
		assert.equal(await page.getByLabel('E-mail', { exact: true }).inputValue(), person.email);
	}));
