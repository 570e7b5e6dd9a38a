import { test } from 'node:test';
import { assertAccessible, assertFits, KNOWN, open, screenshot, UNKNOWN, visit } from './browser.ts';

const PAGES = {
	scan: '/',
	product: `/product/${KNOWN.gtin}`,
	about: '/about',
	unknown: `/product/${UNKNOWN.gtin}`,
	refused: '/scan?raw=8002710335147',
	missing: '/no-such-page'
};

for (const [name, path] of Object.entries(PAGES)) {
	for (const colorScheme of ['light', 'dark'] as const) {
		for (const width of [390, 1280]) {
			test(`${name} can be used by everyone, ${colorScheme}, ${width} px`, () =>
				visit({ colorScheme, width }, async (page) => {
					await open(page, path);
					await assertFits(page, name);
					await screenshot(page, `${name}-${colorScheme}-${width}`);
					await assertAccessible(page, name);
				}));
		}
	}

	for (const locale of ['en-GB', 'it-IT', 'de-DE']) {
		test(`${name} fits 320 px without sideways scroll, ${locale}`, () =>
			visit({ locale, width: 320 }, async (page) => {
				await open(page, path);
				await assertFits(page, name);
				await assertAccessible(page, name);
			}));
	}
}
