import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, assertFits, open, screenshot, visit } from './browser.ts';
import { alert, FRIDGE, ITEMS, list, NO_WASTE, NOW, reminders, SCAN, SCANNED } from './fridge.ts';
import { MOZZARELLA } from './health.ts';
import { MEMBER, problem, stage, VISITOR, type Answers } from './people.ts';

interface State {
	answers: Answers;
	path: string;
	/** What has to be there before anybody looks. */
	shown: string;
	/** What is done before anybody looks. */
	before?: (page: Page) => Promise<void>;
}

const turnTo = (id: string) => async (page: Page) => {
	await page.locator(`[data-item="${ITEMS.ricotta.itemId}"] .more`).click();
	await page.locator('dialog[open] ul button').nth(index(id)).click();
};
const MENU = ['use', 'part', 'freeze', 'throw_away', 'give_away', 'correct', 'history'];
const index = (id: string) => MENU.indexOf(id);

const product = `/product/${MOZZARELLA}?scan=${SCAN.scanId}`;

const STATES: Record<string, State> = {
	fridge: { answers: FRIDGE, path: '/fridge', shown: '[data-item]' },
	recalled: {
		answers: {
			...FRIDGE,
			'GET fridge': {
				json: list(
					[ITEMS.tofu, ITEMS.mozzarella],
					[alert(ITEMS.tofu, 'recalled'), alert(ITEMS.mozzarella, 'label_changed')]
				)
			}
		},
		path: '/fridge',
		shown: '[data-item]'
	},
	empty: { answers: { ...FRIDGE, 'GET fridge': { json: list([], []) } }, path: '/fridge', shown: 'main h2' },
	offline: { answers: { ...FRIDGE, 'GET fridge': 'lost' }, path: '/fridge', shown: '.unavailable' },
	visitor: { answers: VISITOR, path: '/fridge', shown: 'main h1' },
	toast: {
		answers: {
			...FRIDGE,
			'POST fridge/items/*/actions': {
				json: {
					...ITEMS.tofu,
					state: 'gone',
					gone: { how: 'used', at: NOW.toISOString() },
					undo: { action: 'use', until: new Date(NOW.getTime() + 600_000).toISOString() },
					version: 2
				}
			}
		},
		path: '/fridge',
		shown: '.toast',
		before: (page) => page.locator(`[data-item="${ITEMS.tofu.itemId}"] .button`).click()
	},
	stale: {
		answers: {
			...FRIDGE,
			'POST fridge/items/*/actions': problem(412, 'stale', { current: { ...ITEMS.tofu, version: 2 } })
		},
		path: '/fridge',
		shown: '.note',
		before: (page) => page.locator(`[data-item="${ITEMS.tofu.itemId}"] .button`).click()
	},
	alerts: {
		answers: FRIDGE,
		path: '/fridge',
		shown: 'dialog[open] li',
		before: (page) => page.locator('main > header button').first().click()
	},
	more: {
		answers: FRIDGE,
		path: '/fridge',
		shown: 'dialog[open] li',
		before: (page) => page.locator(`[data-item="${ITEMS.ricotta.itemId}"] .more`).click()
	},
	throwing: { answers: FRIDGE, path: '/fridge', shown: 'dialog[open] fieldset', before: turnTo('throw_away') },
	correcting: { answers: FRIDGE, path: '/fridge', shown: 'dialog[open] form', before: turnTo('correct') },
	history: {
		answers: {
			...FRIDGE,
			'GET fridge/items/*/history': {
				json: {
					items: [
						event('item_added', { quantity: { amount: 250, unit: 'g' }, expiry: '2026-11-22', expiryKind: 'use_by' }),
						event('item_used', { quantity: { amount: 70, unit: 'g' }, undone: true })
					],
					next: null
				}
			}
		},
		path: '/fridge',
		shown: 'dialog[open] ol',
		before: turnTo('history')
	},
	adding: {
		answers: FRIDGE,
		path: '/fridge',
		shown: 'dialog[open] form',
		before: (page) => page.locator('main > header button').last().click()
	},
	waste: { answers: FRIDGE, path: '/fridge/waste', shown: 'table' },
	'waste-empty': {
		answers: { ...FRIDGE, 'GET fridge/waste': { json: NO_WASTE } },
		path: '/fridge/waste',
		shown: 'main h1'
	},
	'waste-offline': {
		answers: { ...FRIDGE, 'GET fridge/waste': 'lost' },
		path: '/fridge/waste',
		shown: '.unavailable'
	},
	add: { answers: SCANNED, path: product, shown: '.date' },
	'add-visitor': { answers: { ...SCANNED, 'GET session': VISITOR['GET session']! }, path: product, shown: '.date' },
	'add-edit': {
		answers: SCANNED,
		path: product,
		shown: 'dialog[open] form',
		before: (page) => page.locator('button.date').click()
	},
	reminders: {
		answers: { ...MEMBER, 'GET fridge/reminders': reminders({ email: true }) },
		path: '/profile',
		shown: '#reminders select'
	}
};

function event(type: string, more: object) {
	const eventId = `${type}-${JSON.stringify(more).length}`;
	return { eventId, type, at: NOW.toISOString(), recordedAt: NOW.toISOString(), undone: false, ...more };
}

const SIZES = [320, 390, 1280];

async function look(page: Page, name: string, pictures: boolean) {
	for (const width of SIZES) {
		await page.setViewportSize({ width, height: 844 });
		await assertFits(page, `${name}, ${width} px`);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }); // no colour half-way
			await assertAccessible(page, `${name}, ${width} px, ${colorScheme}`);
			if (pictures && width !== 320) await screenshot(page, `fridge-${name}-${colorScheme}-${width}`);
		}
	}
}

for (const [name, { answers, path, shown, before }] of Object.entries(STATES)) {
	for (const locale of ['en-GB', 'it-IT', 'de-DE']) {
		test(`${name} can be used by everyone at every size, light and dark, ${locale}`, () =>
			visit({ locale }, async (page) => {
				await page.clock.setFixedTime(NOW);
				await stage(page, answers);
				await open(page, path);
				await before?.(page);
				await page.locator(shown).first().waitFor();
				await look(page, name, locale === 'en-GB');
			}));
	}
}
