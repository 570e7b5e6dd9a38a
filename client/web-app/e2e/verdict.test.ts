/** Health profiles and verdicts on the real system: nothing is staged here. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, KNOWN, open, screenshot, settled, visit } from './browser.ts';
import { pressOn } from './hands.ts';
import { register, somebody } from './person.ts';

const product = `/product/${KNOWN.gtin}`;
const setup = `/setup?${new URLSearchParams({ then: product })}`;
const card = (page: Page, word: string) => page.getByRole('region', { name: word, exact: true });
const tick = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });

/** Registers, agrees, ticks what is true, and is led back to the product. */
async function setUp(page: Page, ticked: readonly string[]) {
	await register(page, somebody(), setup);
	await page.getByRole('button', { name: 'I agree, set up my profile' }).click();
	for (const name of ticked) await tick(page, name).check();
	await page.getByRole('button', { name: 'Save profile' }).click();
	await page.waitForURL((url) => url.pathname === product);
	await page.getByRole('heading', { level: 1, name: KNOWN.name }).waitFor();
}

test('two people, one product, two verdicts; each says the rule, the fact, who says so and since when', async () => {
	await visit({}, async (page) => {
		await setUp(page, ['Soybeans']);
		const avoid = card(page, 'Avoid');
		await avoid.getByText('Allergy: soybeans').waitFor();
		await avoid.getByText('Contains: Soybeans').waitFor();
		await avoid.getByText(/^Open Food Facts, \d+ \w+ \d{4}/).waitFor();
		await avoid.getByText('Always check the pack.').waitFor();
		await settled(page);
		await screenshot(page, 'verdict-avoid');
		await assertAccessible(page, 'avoid');
	});
	await visit({}, async (page) => {
		await setUp(page, ['Peanuts', 'Lactose', 'High protein']);
		const good = card(page, 'Good for you');
		await good.getByText('All 3 of your rules were checked').waitFor();
		await settled(page);
		await screenshot(page, 'verdict-good');
		await assertAccessible(page, 'good');
	});
});

test('with the keyboard alone: permission, choices, the first verdict', () =>
	visit({}, async (page) => {
		await register(page, somebody(), setup);
		await pressOn(page, 'I agree, set up my profile');
		await page.getByRole('heading', { level: 1, name: 'What should we look for?' }).waitFor();
		await pressOn(page, 'Soybeans', 'Space');
		await pressOn(page, 'Save profile');
		await card(page, 'Avoid').waitFor();
	}));

test('a rule is changed from the card, and the same question then gets another answer', () =>
	visit({}, async (page) => {
		await setUp(page, ['Soybeans', 'Peanuts']);
		await card(page, 'Avoid').waitFor();
		await page.getByRole('button', { name: 'Change this rule: Allergy: soybeans' }).click();
		await page.getByRole('dialog').getByRole('checkbox', { name: 'Soybeans' }).uncheck();
		await page.getByRole('button', { name: 'Save and ask again' }).click();
		await card(page, 'Good for you').waitFor();
		await open(page, product);
		await card(page, 'Good for you').waitFor();
	}));

test('the reasons are in the person’s language', () =>
	visit({ locale: 'de-DE' }, async (page) => {
		await page.goto(`/auth/register?${new URLSearchParams({ returnTo: setup, locale: 'en' })}`);
		const person = somebody();
		await page.getByLabel('E-mail', { exact: true }).fill(person.email);
		await page.locator('input[name="password"]').fill(person.password);
		await page.locator('input[name="password-confirm"]').fill(person.password);
		await page.locator('input[type="submit"], button[type="submit"]').first().click();
		await page.waitForURL((url) => url.pathname === '/setup');
		await page.getByRole('button', { name: 'Ich stimme zu, Profil anlegen' }).click();
		await tick(page, 'Soja').check();
		await page.getByRole('button', { name: 'Profil speichern' }).click();
		await card(page, 'Meiden').getByText('Allergie: Soja').waitFor();
		const text = await card(page, 'Meiden').getByRole('heading', { level: 3 }).first().textContent();
		assert.match(text!, /Soja/);
	}));

test('verdicts stand on top of a comparison, and a profile is edited in place', () =>
	visit({}, async (page) => {
		await setUp(page, ['Soybeans']);
		await open(page, `/compare?gtins=${KNOWN.gtin},03017620422003`);
		await page.getByRole('article', { name: KNOWN.name }).getByText('Avoid', { exact: true }).waitFor();
		await page.getByText('2 verdicts are shown.').waitFor({ state: 'attached' });
		await screenshot(page, 'verdict-compare');
		await assertAccessible(page, 'compare');
		await open(page, '/preferences');
		assert.ok(await tick(page, 'Soybeans').isChecked());
		await tick(page, 'Fish').check();
		await page.getByRole('button', { name: 'Save profile' }).click();
		await page.getByText('Saved.').waitFor();
		await open(page, '/preferences');
		assert.ok(await tick(page, 'Fish').isChecked());
	}));

test('withdrawing stops verdicts within seconds, and a new yes starts with nothing', () =>
	visit({}, async (page) => {
		await setUp(page, ['Soybeans']);
		await card(page, 'Avoid').waitFor();
		await open(page, '/profile');
		await page.getByRole('switch', { name: 'Health profile' }).click();
		await page.getByText('Health profile: now off.').waitFor({ state: 'attached' });
		const without = page.getByText('We may not compare without your permission.', { exact: false });
		const deadline = Date.now() + 10_000;
		do await open(page, product);
		while (!(await without.isVisible()) && Date.now() < deadline);
		await without.waitFor();
		assert.equal(await card(page, 'Avoid').count(), 0);
		await page.getByRole('link', { name: 'Read and decide' }).click();
		await page.getByRole('button', { name: 'I agree, set up my profile' }).click();
		await tick(page, 'Soybeans').waitFor();
		assert.ok(!(await tick(page, 'Soybeans').isChecked()));
	}));

test('a profile that is deleted is gone, and the product says how to have one', () =>
	visit({}, async (page) => {
		await setUp(page, ['Soybeans']);
		await open(page, '/preferences');
		await page.getByRole('button', { name: 'Delete the profile' }).click();
		await page.getByRole('button', { name: 'Delete it' }).click();
		await page.getByRole('heading', { level: 1, name: 'Your health profile is deleted' }).waitFor();
		await open(page, product);
		await page.getByText('Your profile holds no rule yet.', { exact: false }).waitFor();
	}));
