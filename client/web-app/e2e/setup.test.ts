import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, open, screenshot, settled, visit } from './browser.ts';
import { pressOn, tabTo } from './hands.ts';
import { MOZZARELLA, PROFILE, SARA, saved, VERDICTS } from './health.ts';
import { consent, MEMBER, problem, stage, VISITOR, type Answers } from './people.ts';

const NOBODY = problem(403, 'consent-required');
const NOTHING = problem(404, 'no-health-profile');
const tick = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });
const save = (page: Page) => page.getByRole('button', { name: 'Save profile' });

/** A service that keeps what it is told: consent, then a profile, then a verdict. */
function keeping(sent: unknown[]): Answers {
	let agreed = false;
	let profile: unknown = null;
	return {
		...SARA,
		'GET consents': () => ({ json: { items: [consent('health_profile', agreed, null, null)], next: null } }),
		'PUT consents/*': () => {
			agreed = true;
			return { json: consent('health_profile', true, '2026-11-22T10:00:00Z', '2026-11') };
		},
		'GET health-profile': () => (agreed ? (profile === null ? NOTHING : saved(profile)) : NOBODY),
		'PUT health-profile': (route) => {
			if (!agreed) return NOBODY;
			profile = route.request().postDataJSON();
			sent.push(profile);
			return saved(profile);
		},
		[`GET products/${MOZZARELLA}/verdict`]: () => (profile === null ? NOBODY : { json: VERDICTS.avoid })
	};
}

test('with the keyboard alone: from a product to permission, choices, and the first verdict', () =>
	visit({}, async (page) => {
		const sent: unknown[] = [];
		await stage(page, keeping(sent));
		await open(page, `/product/${MOZZARELLA}`);
		await page.getByText('We may not compare without your permission.', { exact: false }).waitFor();
		await pressOn(page, 'Read and decide');
		await page.getByRole('heading', { level: 1, name: 'First, your permission' }).waitFor();
		await page.getByText('1 of 2', { exact: true }).waitFor();
		await tabTo(page, 'Read the full text');
		await pressOn(page, 'I agree, set up my profile');
		await page.getByRole('heading', { level: 1, name: 'What should we look for?' }).waitFor();
		assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
		await pressOn(page, 'Peanuts', 'Space');
		await page.getByText('If a pack says “may contain peanuts”').waitFor();
		await pressOn(page, 'Lactose', 'Space');
		await pressOn(page, 'Vegetarian', 'Space');
		await tabTo(page, 'A word on the ingredient list');
		await page.keyboard.type('palm oil');
		await pressOn(page, 'High protein', 'Space');
		await tabTo(page, 'Protein: more');
		await page.keyboard.press('Enter');
		await page.getByText('5 rules', { exact: true }).waitFor();
		await pressOn(page, 'Save profile');
		await page.getByRole('heading', { level: 2, name: 'Avoid', exact: true }).waitFor();
		assert.equal(new URL(page.url()).pathname, `/product/${MOZZARELLA}`);
		assert.deepEqual(sent, [
			{
				allergies: [{ allergen: 'peanuts', traces: 'avoid' }],
				intolerances: ['lactose'],
				diets: ['vegetarian'],
				avoidIngredients: ['palm oil'],
				goals: [{ nutrient: 'protein', atLeast: 11 }]
			}
		]);
	}));

test('permission: yes and no are equally large, the text is there, and no leads away', () =>
	visit({}, async (page) => {
		await stage(page, keeping([]));
		await open(page, `/setup?then=%2Fproduct%2F${MOZZARELLA}`);
		const yes = page.getByRole('button', { name: 'I agree, set up my profile' });
		const no = page.getByRole('link', { name: 'Not now' });
		const [one, other] = [await yes.boundingBox(), await no.boundingBox()];
		assert.deepEqual([one!.width, one!.height], [other!.width, other!.height]);
		await page.getByText('Read the full text').click();
		await page.getByText('The verdicts that you asked for.').waitFor();
		await assertAccessible(page, 'permission');
		await no.click();
		await page.waitForURL(`**/product/${MOZZARELLA}`);
	}));

test('traces are asked only where an allergy is ticked, and not sure is an answer', () =>
	visit({}, async (page) => {
		const sent: unknown[] = [];
		await stage(page, {
			...SARA,
			'GET health-profile': NOTHING,
			'PUT health-profile': (route) => (
				sent.push(route.request().postDataJSON()),
				saved(route.request().postDataJSON())
			)
		});
		await open(page, '/setup');
		assert.equal(await page.getByText('If a pack says', { exact: false }).count(), 0);
		await tick(page, 'Milk').check();
		const traces = page.getByRole('group', { name: 'If a pack says “may contain milk”' });
		assert.ok(await traces.getByRole('radio', { name: 'Avoid' }).isChecked(), 'the strictest is the first answer');
		await traces.getByRole('radio', { name: 'Not sure' }).check();
		await page.getByText('Then the published rules decide', { exact: false }).waitFor();
		const goals = page.getByRole('group', { name: 'Goals' });
		await goals.getByRole('checkbox', { name: 'Not sure' }).check();
		await page.getByText('2 of 5 answered').waitFor();
		await goals.getByRole('checkbox', { name: 'Low salt' }).check();
		assert.ok(!(await goals.getByRole('checkbox', { name: 'Not sure' }).isChecked()), 'knowing ends not knowing');
		await assertAccessible(page, 'choices');
		await save(page).click();
		await page.getByRole('heading', { level: 1, name: 'Your profile is set up' }).waitFor();
		assert.deepEqual(sent, [
			{
				allergies: [{ allergen: 'milk' }],
				intolerances: [],
				diets: [],
				avoidIngredients: [],
				goals: [{ nutrient: 'salt', atMost: 0.3 }]
			}
		]);
	}));

test('nothing typed is lost: not by a failure, not by a look elsewhere; and nothing is stored', () =>
	visit({}, async (page) => {
		let lost = true;
		await stage(page, {
			...SARA,
			'GET health-profile': NOTHING,
			'PUT health-profile': (route) => (lost ? problem(503, 'unavailable') : saved(route.request().postDataJSON()))
		});
		await open(page, '/setup');
		await tick(page, 'Fish').check();
		await page.getByLabel('A word on the ingredient list').fill('gelatine');
		await tick(page, 'High protein').check();
		await page.getByLabel('Protein: amount in g').fill('a lot');
		await save(page).click();
		await page.getByText('Write a number, such as 10 or 0.3.').waitFor();
		assert.equal(await page.getByLabel('Protein: amount in g').inputValue(), 'a lot');
		await assertAccessible(page, 'a fault');
		await page.getByLabel('Protein: amount in g').fill('12,5');
		await save(page).click();
		await page.getByText('Everything that you entered is still here', { exact: false }).waitFor();
		await page.getByRole('link', { name: 'Compare' }).click();
		await page.getByRole('heading', { level: 1, name: 'Compare' }).waitFor();
		await page.goBack();
		await page.getByText('3 rules', { exact: true }).waitFor();
		assert.ok(await tick(page, 'Fish').isChecked());
		const stored = await page.evaluate(() => [
			Object.entries(localStorage),
			Object.entries(sessionStorage),
			document.cookie
		]);
		assert.doesNotMatch(JSON.stringify(stored), /fish|gelatine|protein/i);
		assert.doesNotMatch(page.url(), /fish|gelatine|protein/i);
		lost = false;
		await save(page).click();
		await page.getByRole('heading', { level: 1, name: 'Your profile is set up' }).waitFor();
	}));

test('nothing ticked is said, not sent', () =>
	visit({}, async (page) => {
		await stage(page, { ...SARA, 'GET health-profile': NOTHING });
		await open(page, '/setup');
		await save(page).click();
		await page.getByText('Nothing is ticked yet.', { exact: false }).waitFor();
	}));

test('somebody without an account is told why one is needed, and comes back here', () =>
	visit({}, async (page) => {
		await stage(page, VISITOR);
		await open(page, '/setup?then=%2Fproduct%2F1');
		await page.getByText('A health profile belongs to an account', { exact: false }).waitFor();
		const href = await page.locator('main').getByRole('link', { name: 'Sign in' }).getAttribute('href');
		assert.match(href!, /returnTo=%2Fsetup%3Fthen%3D%252Fproduct%252F1/);
	}));

test('who has a profile already is led to it', () =>
	visit({}, async (page) => {
		await stage(page, SARA);
		await page.goto('/setup');
		await page.waitForURL('**/preferences');
		await page.getByText('5 rules', { exact: true }).waitFor();
		for (const name of ['Peanuts', 'Lactose', 'Vegetarian', 'High protein', 'Low sugar'])
			assert.ok(await tick(page, name).isChecked(), name);
	}));

test('preferences are saved over the version that was read, and one changed elsewhere is shown first', () =>
	visit({}, async (page) => {
		const tags: (string | undefined)[] = [];
		let elsewhere = false;
		const other = { ...PROFILE, diets: ['vegan'] };
		await stage(page, {
			...SARA,
			'GET health-profile': () => (elsewhere ? saved(other, '"2"') : saved()),
			'PUT health-profile': (route) => {
				tags.push(route.request().headers()['if-match']);
				if (tags.at(-1) === '"1"') {
					elsewhere = true;
					return problem(412, 'stale', { current: other });
				}
				return saved(route.request().postDataJSON(), '"3"');
			}
		});
		await open(page, '/preferences');
		await tick(page, 'Milk').check();
		await page.getByText('Changes not saved yet').waitFor();
		await save(page).click();
		await page.getByText('Your profile was changed elsewhere meanwhile.', { exact: false }).waitFor();
		assert.ok(await tick(page, 'Vegan').isChecked());
		assert.ok(!(await tick(page, 'Milk').isChecked()));
		await assertAccessible(page, 'stale');
		await screenshot(page, 'preferences-stale');
		await page.getByRole('button', { name: 'Put my changes back' }).click();
		assert.ok(await tick(page, 'Milk').isChecked());
		await save(page).click();
		await page.getByText('Saved.').waitFor();
		assert.deepEqual(tags, ['"1"', '"2"']);
	}));

test('a profile is deleted after one more question; withdrawing is one link away', () =>
	visit({}, async (page) => {
		await stage(page, { ...SARA, 'DELETE health-profile': { status: 204 } });
		await open(page, '/preferences');
		assert.equal(await page.getByRole('link', { name: 'What you allow' }).getAttribute('href'), '/profile#allow');
		await page.getByRole('button', { name: 'Delete the profile' }).click();
		await assertAccessible(page, 'delete the profile');
		await page.getByRole('button', { name: 'Delete it' }).click();
		await page.getByRole('heading', { level: 1, name: 'Your health profile is deleted' }).waitFor();
		await settled(page);
	}));

test('preferences without permission, or without a profile, say what to do', () =>
	visit({}, async (page) => {
		await stage(page, { ...MEMBER, 'GET health-profile': NOBODY });
		await open(page, '/preferences');
		await page.getByRole('heading', { level: 1, name: 'There is no permission for a health profile' }).waitFor();
		await page.unrouteAll();
		await stage(page, { ...MEMBER, 'GET health-profile': NOTHING });
		await open(page, '/preferences');
		await page.getByRole('heading', { level: 1, name: 'You have no health profile yet' }).waitFor();
	}));
