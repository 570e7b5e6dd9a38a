/** The people of the demo who act for a brand. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { settled, SIGN_IN } from './browser.ts';
import { fillSignIn } from './person.ts';

/** Someone of the demo, who acts for a brand. */
function demo(email: string) {
	const file = process.env.PACKYTRACE_DEMO_SIGN_INS;
	assert.ok(file, 'PACKYTRACE_DEMO_SIGN_INS names the demo people’s sign-ins');
	const line = readFileSync(file, 'utf8')
		.split('\n')
		.find((line) => line.startsWith(`${email}=`));
	assert.ok(line, `no sign-in of ${email}`);
	return { email, password: line.slice(email.length + 1) };
}

export async function signInForBrand(page: Page, path = '/brand', email = 'brand-a@demo.example') {
	await page.goto(`/auth/login?${new URLSearchParams({ returnTo: path })}`);
	await fillSignIn(page, demo(email));
	await page.waitForURL((url) => url.origin !== SIGN_IN && url.pathname === path);
	await settled(page);
}
