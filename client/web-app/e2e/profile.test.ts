import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, open, screenshot, settled, visit } from './browser.ts';
import { pressOn } from './hands.ts';
import { ERASURE, erasure, MEMBER, problem, stage, VISITOR } from './people.ts';

const refuse = problem(401, 'sign-in-required');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

test('the page paints before anybody asks who is here, and asks once', () =>
	visit({}, async (page) => {
		let asked = 0;
		let release: () => void = () => undefined;
		const held = new Promise<void>((resolve) => (release = resolve));
		await stage(page, {
			...MEMBER,
			'GET session': async () => {
				asked += 1;
				await held;
				return MEMBER['GET session'] as { json: unknown };
			}
		});
		await open(page, '/');
		await page.getByLabel('Type the number').fill('still usable');
		release();
		await page.getByRole('link', { name: 'Sara' }).filter({ visible: true }).waitFor();
		await page.getByRole('link', { name: 'Compare' }).click();
		await page.getByRole('heading', { level: 1, name: 'Compare' }).waitFor();
		assert.equal(asked, 1);
	}));

test('signing in is offered everywhere, and leads back to where one is', () =>
	visit({ locale: 'de-DE' }, async (page) => {
		await stage(page, VISITOR);
		await open(page, '/about');
		const link = page.getByRole('link', { name: 'Anmelden' }).filter({ visible: true });
		assert.equal(await link.getAttribute('href'), '/auth/login?returnTo=%2Fabout&locale=de');
	}));

test('without script one can still sign in and make an account', () =>
	visit({ javaScriptEnabled: false }, async (page) => {
		await page.goto('/auth?error=failed');
		assert.match(
			(await page.getByRole('link', { name: 'Sign in' }).getAttribute('href'))!,
			/^\/auth\/login\?returnTo=/
		);
		assert.match(
			(await page.getByRole('link', { name: 'Make an account' }).getAttribute('href'))!,
			/^\/auth\/register\?returnTo=/
		);
	}));

test('nobody is sent on to another place', () =>
	visit({}, async (page) => {
		await stage(page, MEMBER);
		await open(page, '/auth?returnTo=%2F%2Fevil.example%2F');
		assert.equal(await page.getByRole('link', { name: 'Continue' }).getAttribute('href'), '/');
	}));

test('a session that ends is no dead end: what is typed stays, and one goes on here', () =>
	visit({}, async (page) => {
		let signedIn = true;
		await stage(page, {
			...MEMBER,
			'GET session': () => ({
				json: signedIn ? (MEMBER['GET session'] as { json: unknown }).json : { signedIn: false }
			}),
			'PUT consents/*': () => (signedIn ? { json: {} } : refuse)
		});
		await open(page, '/profile');
		signedIn = false;
		await page.getByRole('switch', { name: 'Reminders by e-mail' }).click();
		await page.getByRole('complementary').getByText('Your sign-in has ended').waitFor();
		await assertAccessible(page, 'ended session');
		await screenshot(page, 'profile-session-ended');
		const again = page.getByRole('link', { name: 'Sign in again' });
		assert.equal(await again.getAttribute('target'), '_blank');
		assert.match((await again.getAttribute('href'))!, /returnTo=%2Fauth%3Fagain%3D1/);
		assert.ok(await page.getByRole('heading', { name: 'What you allow' }).isVisible());
		signedIn = true;
		await page.evaluate(() => window.dispatchEvent(new Event('focus')));
		await page.getByRole('complementary').getByText('You are signed in again. Go on where you were.').waitFor();
	}));

test('an address that is not confirmed is said once, and the mail can be sent again', () =>
	visit({ locale: 'it-IT' }, async (page) => {
		let asked = 0;
		const account = (MEMBER['GET account'] as { json: object }).json;
		await stage(page, {
			...MEMBER,
			'GET account': { json: { ...account, emailVerified: false } },
			'POST account/verification-mail': (route) => {
				assert.equal(route.request().headers()['accept-language'], 'it');
				return ++asked === 1 ? { status: 202 } : problem(429, 'too-many-requests');
			}
		});
		await open(page, '/profile');
		await page.getByText('Questo indirizzo non è ancora confermato.', { exact: false }).waitFor();
		await assertAccessible(page, 'unverified address');
		await button(page, 'Invia di nuovo la mail').click();
		await page.getByRole('status').getByText('La mail è in arrivo.', { exact: false }).waitFor();
		assert.equal(await button(page, 'Invia di nuovo la mail').count(), 0);
		await open(page, '/profile');
		await button(page, 'Invia di nuovo la mail').click();
		await page.getByText('La mail è stata inviata poco fa.', { exact: false }).waitFor();
	}));

test('who has confirmed their address reads nothing of it', () =>
	visit({}, async (page) => {
		await stage(page, MEMBER);
		await open(page, '/profile');
		await page.getByText('sara@example.org').waitFor();
		assert.equal(await page.getByText('not confirmed', { exact: false }).count(), 0);
	}));

test('a scan is deleted after one more question, and the focus goes on', () =>
	visit({}, async (page) => {
		await stage(page, { ...VISITOR, 'DELETE scans/*': { status: 204 } });
		await open(page, '/profile');
		await button(page, 'Delete the scan of Mozzarella').click();
		await page.getByText('Delete this scan? It cannot be brought back.').waitFor();
		assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Keep it');
		await button(page, 'Keep it').click();
		await button(page, 'Delete the scan of Mozzarella').click();
		await button(page, /^Delete$/).click();
		await page.getByText('The scan of Mozzarella was deleted.').waitFor({ state: 'attached' });
		assert.match((await page.evaluate(() => document.activeElement?.textContent)) ?? '', /Pain de campagne/);
	}));

test('consent: the text comes before the switch, and off takes one tap', () =>
	visit({}, async (page) => {
		const sent: unknown[] = [];
		const said = (granted: boolean) => ({
			purpose: 'health_profile',
			granted,
			since: '2026-11-22T10:00:00Z',
			textVersion: '2026-11',
			current: { version: '2026-11', text: '# May we keep your health profile?' }
		});
		await stage(page, {
			...MEMBER,
			'PUT consents/*': (route) => {
				const body = route.request().postDataJSON() as { granted: boolean };
				sent.push(body);
				return { json: said(body.granted) };
			}
		});
		await open(page, '/profile');
		const toggle = page.getByRole('switch', { name: 'Health profile' });
		await toggle.click();
		const dialog = page.getByRole('dialog', { name: 'May we keep your health profile?' });
		await dialog.getByText('The verdicts that you asked for.').waitFor();
		await assertAccessible(page, 'consent text');
		await screenshot(page, 'profile-consent');
		await dialog.getByRole('button', { name: 'Not now' }).click();
		assert.deepEqual(sent, []);
		await toggle.click();
		await dialog.getByRole('button', { name: 'I agree' }).click();
		await page.getByText('Health profile: now on.').waitFor({ state: 'attached' });
		assert.equal(await toggle.getAttribute('aria-checked'), 'true');
		await toggle.click();
		await page.getByText('Health profile: now off.').waitFor({ state: 'attached' });
		assert.deepEqual(sent, [
			{ granted: true, textVersion: '2026-11' },
			{ granted: false, textVersion: '2026-11' }
		]);
	}));

test('consent: a text that has changed meanwhile is shown and asked about again', () =>
	visit({}, async (page) => {
		let version = '2026-11';
		const list = () => ({
			items: [
				{
					purpose: 'reminders',
					granted: false,
					since: null,
					textVersion: null,
					current: { version, text: `# May we write to you?\n\nWords of ${version}.` }
				}
			],
			next: null
		});
		await stage(page, {
			...MEMBER,
			'GET consents': () => ({ json: list() }),
			'PUT consents/*': (route) => {
				const asked = route.request().postDataJSON() as { textVersion: string };
				if (asked.textVersion !== version) {
					const { current } = list().items[0]!;
					return problem(409, 'consent-text-outdated', { currentVersion: version, current });
				}
				return { json: { ...list().items[0], granted: true, since: '2026-11-22T10:00:00Z', textVersion: version } };
			}
		});
		await open(page, '/profile');
		version = '2027-01';
		await page.getByRole('switch', { name: 'Reminders by e-mail' }).click();
		await button(page, 'I agree').click();
		await page.getByText('The text has changed since you opened this page.', { exact: false }).waitFor();
		await page.getByText('Words of 2027-01.').waitFor();
		await button(page, 'I agree').click();
		await page.getByText('Reminders by e-mail: now on.').waitFor({ state: 'attached' });
	}));

test('everything about a person is gathered and saved as a file', () =>
	visit({}, async (page) => {
		let asked = 0;
		await stage(page, {
			...MEMBER,
			'POST account/exports': { status: 202, json: { exportId: 'e1' } },
			'GET account/exports/*': () => (asked++ < 1 ? { status: 202, json: {} } : { json: { marker: 'mine' } })
		});
		await open(page, '/profile');
		await button(page, 'Gather my data').click();
		await page.getByText('Gathering your data from every part.', { exact: false }).waitFor();
		await page.getByRole('status').getByText('Your file is ready').waitFor();
		const saved = page.waitForEvent('download');
		await page.getByRole('link', { name: 'Download' }).click();
		const file = await saved;
		assert.match(file.suggestedFilename(), /^packytrace-\d{4}-\d\d-\d\d\.json$/);
		assert.deepEqual(JSON.parse(await readFile(await file.path(), 'utf8')), { marker: 'mine' });
	}));

test('an export that fails says so, and can be tried again', () =>
	visit({}, async (page) => {
		await stage(page, { ...MEMBER, 'POST account/exports': problem(503, 'unavailable') });
		await open(page, '/profile');
		await button(page, 'Gather my data').click();
		await page.getByText('Your data could not be gathered.', { exact: false }).waitFor();
		await assertAccessible(page, 'failed export');
	}));

test('with the keyboard alone an account is erased, with a fresh sign-in, and the receipt survives a reload', () =>
	visit({}, async (page) => {
		let fresh = false;
		let confirmed = 2;
		await stage(page, {
			...MEMBER,
			'GET session': () =>
				fresh && confirmed > 2
					? { json: { signedIn: false } }
					: { json: (MEMBER['GET session'] as { json: unknown }).json },
			'DELETE account': () =>
				fresh ? { status: 202, json: { erasureId: ERASURE } } : problem(401, 'reauthentication-required'),
			'GET erasures/*': () => erasure(confirmed)
		});
		await page.route('**/auth/login?**', (route) => {
			fresh = true;
			const back = new URL(route.request().url()).searchParams.get('returnTo')!;
			return route.fulfill({ status: 302, headers: { location: back } });
		});
		await open(page, '/profile');
		await pressOn(page, 'Erase everything about me');
		await page.getByRole('dialog', { name: 'Erase everything about me' }).waitFor();
		await page.getByText('A receipt that holds nothing about you').waitFor();
		await assertAccessible(page, 'erase, what goes');
		await screenshot(page, 'profile-erase');
		await pressOn(page, 'Continue');
		await page.getByRole('dialog', { name: 'This cannot be undone' }).waitFor();
		await pressOn(page, 'Erase everything about me');
		await page.getByRole('dialog', { name: 'Sign in once more' }).waitFor();
		await assertAccessible(page, 'erase, sign in once more');
		await pressOn(page, 'Sign in once more');
		await page.waitForURL('**/profile?erase=1');
		await settled(page);
		await page.getByText('You have signed in once more. Nothing has been erased yet.').waitFor();
		await pressOn(page, 'Erase everything about me');
		await page.getByRole('heading', { level: 1, name: 'Erasing everything about you' }).waitFor();
		await page.getByText('2 of 4 parts have confirmed.', { exact: false }).waitFor();
		confirmed = 4;
		await page.getByRole('heading', { level: 1, name: 'Everything about you is erased' }).waitFor();
		await page.reload();
		await page.getByRole('heading', { level: 1, name: 'Everything about you is erased' }).waitFor();
		await page.getByText(ERASURE).waitFor();
	}));

test('Escape leaves the erase dialog, gives the focus back, and nothing is erased', () =>
	visit({}, async (page) => {
		await stage(page, MEMBER);
		await open(page, '/profile?erase=1');
		await page.getByRole('dialog').waitFor();
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		await page.waitForURL('**/profile');
		await pressOn(page, 'Erase everything about me');
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		assert.match((await page.evaluate(() => document.activeElement?.textContent)) ?? '', /Erase everything about me/);
	}));

test('somebody without an account forgets this browser', () =>
	visit({}, async (page) => {
		await stage(page, {
			...VISITOR,
			'DELETE visitor': { status: 202, json: { erasureId: ERASURE } },
			'GET erasures/*': erasure(4)
		});
		await open(page, '/profile');
		await button(page, 'Erase this browser’s data').click();
		await assertAccessible(page, 'forget this browser');
		await button(page, 'Erase it all').click();
		await page.getByRole('heading', { level: 1, name: 'Everything about you is erased' }).waitFor();
	}));

test('measurement and region are chosen without an account; a choice that is not saved says so', () =>
	visit({}, async (page) => {
		const sent: unknown[] = [];
		let lost = false;
		await stage(page, {
			...VISITOR,
			'PUT visitor/*': (route) => {
				sent.push(route.request().postDataJSON());
				return lost ? problem(503, 'unavailable') : { status: 204 };
			}
		});
		await open(page, '/profile');
		await page.getByRole('switch', { name: 'Anonymous measurement' }).click();
		await page.getByText('Saved.').waitFor();
		const chosen = (choose: Promise<unknown>) =>
			Promise.all([page.waitForResponse('**/api/v1/visitor/region'), choose]);
		await chosen(page.getByLabel('Country').selectOption({ label: 'Germany' }));
		await chosen(page.getByRole('combobox', { name: 'Region' }).selectOption({ label: 'Bayern' }));
		await chosen(page.getByLabel('Country').selectOption({ label: 'Not said' }));
		assert.deepEqual(sent, [{ allowed: false }, { region: 'DE' }, { region: 'DE-BY' }, { region: null }]);
		lost = true;
		await page.getByLabel('Country').selectOption({ label: 'Austria' });
		await page.getByText('Your choice was not saved. Try again.').waitFor();
		assert.equal(await page.getByLabel('Country').inputValue(), '');
	}));

test('signing out ends at the start, with the header that other sites cannot send', () =>
	visit({}, async (page) => {
		await stage(page, MEMBER);
		let mark: string | undefined;
		await page.route('**/auth/logout', (route) => {
			mark = route.request().headers()['x-packytrace'];
			return route.fulfill({ status: 303, headers: { location: '/' } });
		});
		await open(page, '/profile');
		await button(page, 'Sign out').click();
		await page.getByRole('heading', { level: 1, name: 'Every pack has a passport' }).waitFor();
		assert.equal(mark, '1');
	}));
