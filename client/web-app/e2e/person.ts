/** People: they make accounts and sign in by the pages of the sign-in service. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { settled } from './browser.ts';

export interface Person {
	email: string;
	password: string;
}

export function somebody(): Person {
	const id = randomUUID();
	return { email: `person-${id}@journeys.example`, password: `Mozzarella-${id}` };
}

const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });

/** On the page that makes accounts. */
export async function fillRegistration(page: Page, person: Person): Promise<void> {
	await field(page, 'E-mail').fill(person.email);
	await field(page, 'Password').fill(person.password);
	await field(page, 'Password again').fill(person.password);
	await page.getByRole('button', { name: 'Create an account' }).click();
}

/** On the page that lets people in; who is known already is asked for the password alone. */
export async function fillSignIn(page: Page, person: Person): Promise<void> {
	await field(page, 'Password').waitFor();
	if (await field(page, 'E-mail').isVisible()) await field(page, 'E-mail').fill(person.email);
	await field(page, 'Password').fill(person.password);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Makes an account and comes back to this page of ours. */
export async function register(page: Page, person: Person, returnTo = '/profile'): Promise<void> {
	await page.goto(`/auth/register?${new URLSearchParams({ returnTo })}`);
	await fillRegistration(page, person);
	await page.waitForURL((url) => url.pathname === returnTo.split('?')[0]);
	await settled(page);
}
