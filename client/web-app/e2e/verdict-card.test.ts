import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, open, screenshot, visit } from './browser.ts';
import { MOZZARELLA, PAIN, PROFILE, SARA, saved, TOFOO, VERDICTS } from './health.ts';
import { problem, stage, VISITOR, type Answers } from './people.ts';

const card = (page: Page, word: string) => page.getByRole('region', { name: word, exact: true });
const answer = (verdict: Answers[string], more: Answers = {}): Answers => ({
	...SARA,
	...more,
	[`GET products/${TOFOO}/verdict`]: verdict
});

test('the first thing that is read is the verdict, worst reason first, with the label’s words and who says so', () =>
	visit({}, async (page) => {
		await stage(page, SARA);
		await open(page, `/product/${MOZZARELLA}`);
		const avoid = card(page, 'Avoid');
		await avoid.getByText('1 reason to avoid, 1 thing not stated').waitFor();
		const findings = await avoid.getByRole('heading', { level: 3 }).allTextContents();
		assert.deepEqual(findings, ['Made from milk', 'Kind of rennet not stated']);
		await avoid.getByText('Intolerance: lactose').waitFor();
		await avoid.getByText('Ingredients: “latte di bufala”').waitFor();
		await avoid.locator('[lang=it]', { hasText: '“latte di bufala”' }).waitFor();
		await avoid.getByText('Valdoro (brand), 20 November 2026').first().waitFor();
		await avoid.getByText('Fibre: not stated').waitFor();
		await avoid.getByText('3 checks found nothing against it').click();
		await avoid.getByText('Goal: protein').waitFor();
		await page.getByRole('cell', { name: /at least 10.*goal met/ }).waitFor();
		await avoid.getByText('Always check the pack.').waitFor();
		await avoid.getByRole('link', { name: 'Rules 2026-11' }).waitFor();
		assert.equal(await page.getByText('Always check the pack.').count(), 1, 'said once');
		const top = (await avoid.boundingBox())!.y;
		const name = (await page.getByRole('heading', { level: 1 }).boundingBox())!.y;
		assert.ok(name < top && top < 200, 'right under the name');
		await assertAccessible(page, 'avoid');
	}));

test('a verdict is said once, politely, and not again when nothing changed', () =>
	visit({}, async (page) => {
		await stage(page, SARA);
		await open(page, `/product/${MOZZARELLA}`);
		const said = page.getByRole('status').filter({ hasText: 'Avoid. 1 reason to avoid, 1 thing not stated.' });
		await said.waitFor({ state: 'attached' });
		assert.equal(await said.count(), 1);
	}));

test('the three verdicts are told apart by shape and word alone', () =>
	visit({}, async (page) => {
		await stage(page, SARA);
		const seen: string[] = [];
		for (const [gtin, word] of [
			[TOFOO, 'Good for you'],
			[PAIN, 'Be careful'],
			[MOZZARELLA, 'Avoid']
		] as const) {
			await open(page, `/product/${gtin}`);
			await card(page, word).waitFor();
			// Greyscale: no colour is left to tell anything by.
			await page.evaluate(() => (document.documentElement.style.filter = 'grayscale(1)'));
			const shape = await card(page, word).locator('header .shape').first();
			seen.push(await shape.evaluate((drawn) => drawn.tagName + (drawn.getAttribute('d') ?? '')));
			await screenshot(page, `verdict-greyscale-${seen.length}`);
		}
		assert.equal(new Set(seen).size, 3, seen.join());
	}));

test('too little known is careful, says so, and names what nobody states', () =>
	visit({}, async (page) => {
		await stage(page, SARA);
		await open(page, `/product/${PAIN}`);
		const careful = card(page, 'Be careful');
		await careful.getByText('Too little is known to say more').waitFor();
		await careful.getByText('Allergens: no source states it.').waitFor();
		const chips = await careful.getByRole('group', { name: 'What is not stated' }).locator('.chip').allTextContents();
		assert.deepEqual(
			chips.map((chip) => chip.replace(/^\?\s*/, '')),
			['Protein: not stated', 'Sugars: not stated']
		);
	}));

test('an old label is said to be old, with its date', () =>
	visit({}, async (page) => {
		await stage(page, answer({ json: VERDICTS.stale }));
		await open(page, `/product/${TOFOO}`);
		await page.getByText('This rests on the label of 3 October 2026.', { exact: false }).waitFor();
		await page.getByText('Sugars: 5.4 g', { exact: true }).waitFor();
		await assertAccessible(page, 'stale label');
		await screenshot(page, 'verdict-stale');
	}));

test('a rule is changed from the card: the part of the profile, then the verdict anew, and the focus comes back', () =>
	visit({}, async (page) => {
		const sent: { body: unknown; tag: string | undefined }[] = [];
		let asked = 0;
		await stage(page, {
			...SARA,
			[`GET products/${MOZZARELLA}/verdict`]: () => {
				asked += 1;
				const fewer = {
					...VERDICTS.avoid,
					verdictId: 'x',
					verdict: 'be_careful',
					reasons: VERDICTS.avoid.reasons.slice(0, 1)
				};
				return { json: sent.length === 0 ? VERDICTS.avoid : fewer };
			},
			'PUT health-profile': (route) => {
				const body: unknown = route.request().postDataJSON();
				sent.push({ body, tag: route.request().headers()['if-match'] });
				return saved(body, '"2"');
			}
		});
		await open(page, `/product/${MOZZARELLA}`);
		await page.getByRole('button', { name: 'Change this rule: Intolerance: lactose' }).click();
		const dialog = page.getByRole('dialog', { name: 'Change this rule' });
		await dialog.getByRole('checkbox', { name: 'Lactose' }).uncheck();
		await assertAccessible(page, 'change a rule');
		await screenshot(page, 'verdict-change-rule');
		await dialog.getByRole('button', { name: 'Save and ask again' }).click();
		await card(page, 'Be careful').waitFor();
		assert.deepEqual(sent, [{ body: { ...PROFILE, intolerances: [] }, tag: '"1"' }]);
		assert.equal(asked, 2);
		await page.getByRole('button', { name: 'Change this rule: Vegetarian' }).click();
		await dialog.getByRole('checkbox', { name: 'Vegetarian' }).waitFor();
		await page.keyboard.press('Escape');
		await dialog.waitFor({ state: 'hidden' });
		assert.match((await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) ?? '', /Vegetarian/);
	}));

test('a goal is changed from the card by its number', () =>
	visit({}, async (page) => {
		const sent: unknown[] = [];
		await stage(
			page,
			answer(
				{ json: VERDICTS.stale },
				{ 'PUT health-profile': (route) => (sent.push(route.request().postDataJSON()), saved(PROFILE, '"2"')) }
			)
		);
		await open(page, `/product/${TOFOO}`);
		await page.getByRole('button', { name: 'Change this rule: Goal: sugars' }).click();
		await page.getByRole('dialog').getByLabel('Sugars: amount in g').fill('6');
		await page.getByRole('button', { name: 'Save and ask again' }).click();
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		assert.deepEqual((sent[0] as typeof PROFILE).goals, [
			{ nutrient: 'protein', atLeast: 10 },
			{ nutrient: 'sugars', atMost: 6 }
		]);
	}));

const WITHOUT = {
	'no permission': {
		given: problem(403, 'consent-required'),
		said: 'We may not compare without your permission.',
		next: 'Read and decide'
	},
	'no profile': {
		given: problem(409, 'no-health-profile'),
		said: 'Your profile holds no rule yet.',
		next: 'Set up your profile'
	}
} as const;

for (const [what, { given, said, next }] of Object.entries(WITHOUT)) {
	test(`${what}: one line that can be closed, no card and no gap`, () =>
		visit({}, async (page) => {
			await stage(page, answer(given));
			await open(page, `/product/${TOFOO}`);
			await page.getByText(said, { exact: false }).waitFor();
			const href = await page.getByRole('link', { name: next }).getAttribute('href');
			assert.equal(href, `/setup?then=%2Fproduct%2F${TOFOO}`);
			await assertAccessible(page, what);
			await page.getByRole('button', { name: 'Close this hint' }).click();
			await page.getByText(said, { exact: false }).waitFor({ state: 'detached' });
			await page.getByText('Always check the pack.').waitFor();
			await page.reload();
			await page.getByRole('heading', { level: 1, name: 'Tofoo Naked' }).waitFor();
			assert.equal(await page.getByText(said, { exact: false }).count(), 0, 'closed for the visit');
		}));
}

test('without an account: the line, and nobody is asked for a verdict', () =>
	visit({}, async (page) => {
		await stage(page, { ...SARA, 'GET session': VISITOR['GET session']!, [`GET products/${TOFOO}/verdict`]: 'lost' });
		const asked: string[] = [];
		page.on('request', (request) => request.url().endsWith('/verdict') && asked.push(request.url()));
		await open(page, `/product/${TOFOO}`);
		await page.getByText('Is this right for you?').waitFor();
		await assertAccessible(page, 'visitor');
		assert.deepEqual(asked, []);
	}));

const FAILURES = {
	'the label cannot be asked for': [problem(503, 'label-unavailable'), 'The label could not be compared'],
	'consent cannot be confirmed': [problem(503, 'consent-unknown'), 'Whether you still allow verdicts'],
	'there is no connection': ['lost', 'No connection, so there is no verdict.'],
	'something else fails': [problem(500, 'internal'), 'The verdict did not get through.']
} as const;

for (const [what, [given, said]] of Object.entries(FAILURES)) {
	test(`when ${what} it says so in its own words, the facts stay, and it can be asked again`, () =>
		visit({}, async (page) => {
			let broken = true;
			await stage(page, answer(given));
			await page.route(`**/products/${TOFOO}/verdict`, (route) =>
				broken ? route.fallback() : route.fulfill({ json: VERDICTS.good })
			);
			await open(page, `/product/${TOFOO}`);
			await page.getByText(said, { exact: false }).waitFor();
			assert.ok(await page.getByRole('heading', { name: 'Nutrition' }).isVisible());
			await assertAccessible(page, what);
			broken = false;
			await page.getByRole('button', { name: 'Retry: Verdict' }).click();
			await card(page, 'Good for you').waitFor();
		}));
}
