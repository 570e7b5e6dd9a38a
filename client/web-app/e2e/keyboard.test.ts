import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { KNOWN, open, settled, visit } from './browser.ts';

/** The focused element: seen, and not under the bar. */
async function assertFocusSeen(page: Page) {
	const [name, seen] = await page.evaluate(() => {
		const element = document.activeElement!;
		element.scrollIntoView({ block: 'nearest' });
		const { left, top, width, height } = element.getBoundingClientRect();
		const at = document.elementFromPoint(left + width / 2, top + height / 2);
		const outlined = getComputedStyle(element).outlineStyle !== 'none';
		return [element.outerHTML.slice(0, 120), element === document.body || (outlined && element.contains(at))];
	});
	assert.ok(seen, `focus is lost or covered: ${name}`);
}

async function tabTo(page: Page, name: RegExp, presses = 40) {
	for (let i = 0; i < presses; i++) {
		await page.keyboard.press('Tab');
		await assertFocusSeen(page);
		const text = await page.evaluate(() => {
			const element = document.activeElement as HTMLElement;
			return `${element.getAttribute('aria-label') ?? ''} ${element.innerText ?? ''}`;
		});
		if (name.test(text)) return;
	}
	assert.fail(`Tab does not reach ${name}`);
}

test('with the keyboard alone a number is looked up, read and left again', () =>
	visit({}, async (page) => {
		await open(page, '/');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter'); // skip to the content
		await page.keyboard.press('Tab');
		await page.keyboard.type(KNOWN.typed);
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { level: 1, name: KNOWN.name }).waitFor();
		await settled(page);
		await tabTo(page, /Report a mistake/);
		await tabTo(page, /All sources and dates/);
		await page.keyboard.press('Enter');
		await tabTo(page, /Compare/);
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { level: 1, name: 'Compare' }).waitFor();
	}));

test('the report dialog opens, is left by Escape, and gives the focus back', () =>
	visit({}, async (page) => {
		await open(page, `/product/${KNOWN.gtin}`);
		await tabTo(page, /Report a mistake/);
		await page.keyboard.press('Enter');
		await page.getByRole('dialog').waitFor();
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		assert.match(await page.evaluate(() => (document.activeElement as HTMLElement).innerText), /Report a mistake/);
	}));
