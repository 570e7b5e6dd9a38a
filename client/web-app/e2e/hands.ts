/** The keyboard alone. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** Reaches something by Tab; what has the focus can be seen, and nothing covers it. */
export async function tabTo(page: Page, name: string, presses = 90): Promise<void> {
	for (let pressed = 0; pressed < presses; pressed++) {
		await page.keyboard.press('Tab');
		const [text, seen, what] = await page.evaluate(() => {
			const element = document.activeElement as HTMLElement;
			// Of words over two lines, the first.
			const { left, top, width, height } = element.getClientRects()[0] ?? element.getBoundingClientRect();
			const labels = (element as HTMLInputElement).labels;
			const shown = labels?.[0] ?? element;
			const outlined = [element, shown].some((one) => getComputedStyle(one).outlineStyle !== 'none');
			const at = document.elementFromPoint(left + width / 2, top + height / 2);
			const uncovered = element === document.body || element.contains(at) || shown.contains(at);
			const named = element.getAttribute('aria-label') ?? (labels?.[0] ?? element).innerText?.trim();
			return [named, outlined && uncovered, element.outerHTML.slice(0, 120)] as const;
		});
		if (text !== name) continue;
		assert.ok(seen, `focus is lost or covered: ${what}`);
		return;
	}
	assert.fail(`Tab does not reach ${name}`);
}

/** Reaches something by Tab, and presses it: Enter for what acts, Space for what is ticked. */
export async function pressOn(page: Page, name: string, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
	await tabTo(page, name);
	await page.keyboard.press(key);
}
