/** A brand that is new here, on the real system: a prefix is claimed and proven, a colleague invited and removed. Nothing is staged. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, assertFits, open, screenshot, settled, SIGN_IN, visit } from './browser.ts';
import { fillSignIn, register, somebody, type Person } from './person.ts';

const DESK = { width: 1280, height: 900 };
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** The operator's command, of the build that serves: it lies beside the program that started the system. */
function operate(...command: string[]): string {
	const { PACKYTRACE_TEST_DATABASE_URL: server, PACKYTRACE_TEST_KEYCLOAK_IDENTITY_SECRET: secret } = process.env;
	assert.ok(server && secret, 'a test environment with services is needed');
	const database = new URL(server);
	database.pathname = '/packytrace';
	database.search = '?options[search_path]=identity';
	return execFileSync(join(process.env.PACKYTRACE_BIN ?? dirname(fleet()), 'identity-service'), ['brand', ...command], {
		encoding: 'utf8',
		env: {
			IDENTITY_DATABASE_URL: database.href,
			IDENTITY_KEYCLOAK_URL: process.env.PACKYTRACE_TEST_KEYCLOAK,
			IDENTITY_KEYCLOAK_CLIENT_SECRET: secret
		}
	});
}

function fleet(): string {
	for (let id = process.pid; id > 1; id = parentOf(id)) {
		const program = readlinkSync(`/proc/${id}/exe`);
		if (program.endsWith('/fleet')) return program;
	}
	throw new Error('run this by `fleet test-env --services`');
}

const parentOf = (id: number) => Number(readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').pop()!.split(' ')[1]);

async function signIn(page: Page, person: Person) {
	await page.goto(`/auth/login?${new URLSearchParams({ returnTo: '/brand/company' })}`);
	await fillSignIn(page, person);
	await page.waitForURL((url) => url.origin !== SIGN_IN && url.pathname === '/brand/company');
	await settled(page);
}

/** A brand that nobody else asks about, and how its prefixes begin: of GS1's range for examples. */
async function newBrand(): Promise<{ brandId: string; person: Person; digits: string }> {
	const person = somebody();
	await visit(DESK, (page) => register(page, person));
	const digits = `9528${randomInt(100_000, 1_000_000)}`;
	const made = operate('create', '--name', `Brand ${digits}`, '--prefix', `${digits}1`, '--user', person.email);
	return { ...(JSON.parse(made) as { brandId: string }), person, digits };
}

interface Mail {
	to: { address: string }[];
	text: string;
}

/** The mails to an address, as the catching server shows them. */
async function mailsTo(address: string): Promise<Mail[]> {
	const mails = (await (await fetch(`${process.env.PACKYTRACE_TEST_SMTP_API}/api/email`)).json()) as Mail[];
	return mails.filter(({ to }) => to.some((one) => one.address === address));
}

test('a claimed prefix waits, gives no right, and is the brand’s once the operator has looked it up', async () => {
	const { brandId, person, digits } = await newBrand();
	const prefix = `${digits}2`;
	await visit(DESK, async (page) => {
		await signIn(page, person);
		await panel(page, 'First steps').getByText('A GS1 prefix is proven').waitFor();
		await page.getByLabel('GS1 Company Prefix').fill(prefix);
		await page.getByLabel('GS1 member organisation').fill('GS1 Italy');
		await page.getByLabel('Licence or company number there').fill('IT-4711');
		await page.getByRole('button', { name: 'Claim this prefix' }).click();
		await page.getByRole('status').getByText(`${prefix} is claimed.`, { exact: false }).waitFor();
		const row = panel(page, 'GS1 prefixes').getByRole('listitem').filter({ hasText: prefix });
		await row.getByText('Waiting', { exact: true }).waitFor();
		await assertFits(page, 'company');
		await assertAccessible(page, 'company');
		await screenshot(page, 'brand-system-company');

		assert.equal(await add(page, prefix), 'gtin-outside-prefix', 'what waits gives no right');
		const claims = operate('claims').trim().split('\n');
		const claim = claims.map((line) => JSON.parse(line) as Record<string, string>);
		const { memberOrganisation, reference } = claim.find((one) => one.prefix === prefix)!;
		assert.deepEqual([memberOrganisation, reference], ['GS1 Italy', 'IT-4711']);
		const evidence = 'Verified by GS1: IT-4711 is licensed to this company.';
		operate('confirm', '--brand', brandId, '--prefix', prefix, '--evidence', evidence);

		await open(page, '/brand/company');
		await row.getByText('Proven', { exact: true }).waitFor();
		await row.getByText(evidence).waitFor();
		// passport-service hears of it a moment later.
		const until = Date.now() + 20_000;
		while ((await add(page, prefix)) !== 'added') assert.ok(Date.now() < until, 'a product under the proven prefix');
	});
});

/** Adds a product under the prefix: what it was refused for, or `added`. */
async function add(page: Page, prefix: string): Promise<string> {
	const body = prefix.padEnd(12, '0');
	const sum = [...body].reduce((total, digit, n) => total + Number(digit) * (n % 2 === 0 ? 1 : 3), 0);
	const gtin = `0${body}${(10 - (sum % 10)) % 10}`;
	return page.evaluate(async (gtin) => {
		const answer = await fetch('/api/v1/brand/products', {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-packytrace': '1' },
			body: JSON.stringify({ gtin, name: 'Primo sale', status: 'draft' })
		});
		if (answer.status === 201) return 'added';
		return ((await answer.json()) as { type: string }).type.split('/').pop()!;
	}, gtin);
}

test('a colleague is invited by a mail with a link, and removed again', async () => {
	const { person } = await newBrand();
	const email = `colleague-${randomUUID()}@journeys.example`;
	await visit({ ...DESK, height: 1200 }, async (page) => {
		await signIn(page, person);
		const people = panel(page, 'People');
		await people.getByLabel('E-mail address of a colleague').fill(email);
		await people.getByRole('button', { name: 'Invite', exact: true }).click();
		await page.getByRole('status').getByText(`${email} is invited.`, { exact: false }).waitFor();
		const row = people.getByRole('listitem').filter({ hasText: email });
		await row.getByText('has not signed in yet', { exact: false }).waitFor();

		const until = Date.now() + 20_000;
		let mails = await mailsTo(email);
		while (mails.length === 0) {
			assert.ok(Date.now() < until, 'a mail to the colleague');
			mails = await mailsTo(email);
		}
		assert.equal(mails.length, 1);
		assert.match(mails[0]!.text, /\/login-actions\//);

		await people.getByRole('button', { name: `Remove ${email}` }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
		await page.getByRole('status').getByText('no longer acts for the brand.', { exact: false }).waitFor();
		assert.equal(await row.count(), 0);
		await people.getByText('You are the only one.', { exact: false }).waitFor();
	});
});
