/** A brand's own page with the API's answers staged: claims, people, the first steps. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { company, MARCO, NEW_BRAND, NOW, PEOPLE, PREFIXES, ROWS, stageCodes } from './brand.ts';
import { open, visit } from './browser.ts';
import { pressOn, tabTo } from './hands.ts';
import { problem, stage, type Answers } from './people.ts';

const DESK = { width: 1280, height: 900 };
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function at(page: Page, answers: Answers = MARCO) {
	await page.clock.setFixedTime(NOW);
	await stage(page, answers);
	await stageCodes(page);
	await open(page, '/brand/company');
}

test('each prefix says in words how it stands, and what shows it', () =>
	visit(DESK, async (page) => {
		await at(page);
		const rows = await panel(page, 'GS1 prefixes').getByRole('listitem').allTextContents();
		const [waiting, refused, proven] = ['8001505', '8009999', '9521234'].map((prefix) =>
			rows.find((row) => row.includes(prefix))
		);
		assert.match(waiting!, /Waiting.*Claimed on 20 November 2026\..*GS1 Italy, licence IT-0047-110/s);
		assert.match(refused!, /Not proven.*Looked up on 4 November 2026.*names another company/s);
		assert.match(proven!, /Proven.*Proven on 1 October 2026\..*Stated by the operator/s);
		const withdraw = panel(page, 'GS1 prefixes').getByRole('button', { name: /^Withdraw/ });
		assert.deepEqual(await withdraw.count(), 1, 'only what waits can be taken back');
	}));

test('with the keyboard alone a prefix is claimed, and then waits', () =>
	visit(DESK, async (page) => {
		const bodies: unknown[] = [];
		await at(page, {
			...NEW_BRAND,
			'POST brand/prefixes': (route) => {
				bodies.push(route.request().postDataJSON());
				const licence = { memberOrganisation: 'GS1 Germany', reference: 'DE-7' };
				return { status: 201, json: { ...PREFIXES[0]!, prefix: '4012345', licence } };
			}
		});
		await tabTo(page, 'GS1 Company Prefix');
		await page.keyboard.type('40 12345');
		await tabTo(page, 'GS1 member organisation');
		await page.keyboard.type('GS1 Germany');
		await tabTo(page, 'Licence or company number there');
		await page.keyboard.type('DE-7');
		await page.keyboard.press('Enter');
		await page.getByRole('status').getByText('4012345 is claimed.', { exact: false }).waitFor();
		assert.deepEqual(bodies, [
			{ prefix: '4012345', licence: { memberOrganisation: 'GS1 Germany', reference: 'DE-7' } }
		]);
		await panel(page, 'GS1 prefixes').getByRole('listitem').filter({ hasText: '4012345' }).waitFor();
		assert.equal(await page.getByLabel('GS1 Company Prefix').inputValue(), '');
	}));

test('a refusal says what to do, stands at its field, and nothing typed is lost', () =>
	visit(DESK, async (page) => {
		let answer = problem(409, 'prefix-taken');
		await at(page, { ...MARCO, 'POST brand/prefixes': () => answer });
		const prefix = page.getByLabel('GS1 Company Prefix');
		const send = page.getByRole('button', { name: 'Claim this prefix' });
		await prefix.fill('952');
		await send.click();
		await page.getByRole('alert').getByText('A prefix has 4 to 12 digits.', { exact: false }).waitFor();
		assert.equal(await prefix.evaluate((field) => field === document.activeElement), true);
		await prefix.fill('4012345');
		await page.getByLabel('GS1 member organisation').fill('GS1 Germany');
		await page.getByLabel('Licence or company number there').fill('DE-7');
		await send.click();
		await page.getByRole('alert').getByText('is another brand’s here.', { exact: false }).waitFor();
		assert.equal(await prefix.getAttribute('aria-invalid'), 'true');
		answer = problem(400, 'invalid-request', { errors: [{ pointer: '/prefix', detail: 'is for coupons' }] });
		await send.click();
		await page.getByRole('alert').getByText('GS1 licenses no such prefix to companies', { exact: false }).waitFor();
		assert.equal(await prefix.inputValue(), '4012345');
	}));

test('a claim that waits is withdrawn, and one that was decided meanwhile is read anew', () =>
	visit(DESK, async (page) => {
		let items = PREFIXES;
		let answer = problem(409, 'claim-decided');
		await at(page, {
			...MARCO,
			'GET brand/prefixes': () => ({ json: { items } }),
			'DELETE brand/prefixes/*': () => answer
		});
		const row = panel(page, 'GS1 prefixes').getByRole('listitem').filter({ hasText: '8001505' });
		items = [{ ...PREFIXES[2]!, prefix: '8001505' }, ...PREFIXES.slice(1)];
		await page.getByRole('button', { name: 'Withdraw the claim to 8001505' }).click();
		await page.getByRole('alert').getByText('This was decided meanwhile.', { exact: false }).waitFor();
		await row.getByText('Proven', { exact: true }).waitFor();
		items = PREFIXES;
		answer = { status: 204 };
		await open(page, '/brand/company');
		await page.getByRole('button', { name: 'Withdraw the claim to 8001505' }).click();
		await page.getByRole('status').getByText('The claim to 8001505 is withdrawn.').waitFor();
		assert.equal(await row.count(), 0);
	}));

test('a colleague is invited by mail, and removed after one question', () =>
	visit(DESK, async (page) => {
		let users = PEOPLE;
		const bodies: unknown[] = [];
		await at(page, {
			...MARCO,
			'GET brand': () => company(users),
			'POST brand/users': (route) => {
				bodies.push(route.request().postDataJSON());
				users = [...PEOPLE, { ...PEOPLE[2]!, email: 'new@valdoro.example' }];
				return { status: 202 };
			},
			'DELETE brand/users': (route) => {
				bodies.push(route.request().postDataJSON());
				users = [PEOPLE[0]!, PEOPLE[2]!];
				return { status: 204 };
			}
		});
		const people = panel(page, 'People');
		const invite = people.getByRole('button', { name: 'Invite', exact: true });
		await people.getByLabel('E-mail address of a colleague').fill('new@valdoro');
		await invite.click();
		await page.getByRole('status').getByText('new@valdoro is invited.', { exact: false }).waitFor();
		await people.getByRole('listitem').filter({ hasText: 'new@valdoro.example' }).waitFor();
		await pressOn(page, 'Remove eva@valdoro.example');
		const dialog = page.getByRole('dialog', { name: 'Remove eva@valdoro.example?' });
		await dialog.getByRole('button', { name: 'Keep them' }).click();
		assert.equal(bodies.length, 1, 'nobody was removed');
		await people.getByRole('button', { name: 'Remove eva@valdoro.example' }).click();
		await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
		await page.getByRole('status').getByText('eva@valdoro.example no longer acts for the brand.').waitFor();
		assert.equal(await people.getByText('Eva Bianchi').count(), 0);
		assert.deepEqual(bodies, [{ email: 'new@valdoro' }, { email: 'eva@valdoro.example' }]);
		assert.equal(await people.getByRole('button', { name: /^Remove marco/ }).count(), 0, 'oneself');
	}));

test('who cannot be invited or removed is told why, and what to do', () =>
	visit({ ...DESK, locale: 'it-IT' }, async (page) => {
		await at(page, {
			...MARCO,
			'POST brand/users': problem(409, 'acts-for-another-brand'),
			'DELETE brand/users': problem(409, 'last-brand-user')
		});
		const people = panel(page, 'Persone');
		await people.getByRole('button', { name: 'Invita', exact: true }).click();
		await page.getByRole('alert').getByText('Questo non è un indirizzo e-mail.', { exact: false }).waitFor();
		await people.getByLabel('Indirizzo e-mail di un collega').fill('eva@nordkorn.example');
		await people.getByRole('button', { name: 'Invita', exact: true }).click();
		await page.getByRole('alert').getByText('agisce per un altro marchio.', { exact: false }).waitFor();
		assert.equal(await people.getByLabel('Indirizzo e-mail di un collega').inputValue(), 'eva@nordkorn.example');
		await people.getByRole('button', { name: 'Rimuovi eva@valdoro.example' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Rimuovi', exact: true }).click();
		await page.getByRole('alert').getByText('È l’ultima persona', { exact: false }).waitFor();
	}));

test('the first steps lead where they are taken, and go away when they are done', () =>
	visit(DESK, async (page) => {
		await at(page, NEW_BRAND);
		const steps = panel(page, 'First steps');
		assert.deepEqual(
			await steps.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
			['#prefixes', '/brand/products', '/brand/products', '/brand/codes', '#people']
		);
		await stage(page, { ...MARCO, 'GET brand/products': { json: { items: ROWS, next: null } } });
		await stageCodes(page);
		await open(page, '/brand/company');
		assert.equal(await steps.getByRole('link').count(), 1, 'codes are to be printed still');
		await page.evaluate(() => (window.print = () => undefined));
		await steps.getByRole('link', { name: 'A code is printed' }).click();
		await page.getByRole('checkbox', { name: /^Burrata/ }).check();
		await page.getByRole('button', { name: 'Print the sheet' }).click();
		await open(page, '/brand/company');
		await panel(page, 'People').waitFor();
		assert.equal(await steps.count(), 0);
	}));
