/** Sara's fridge on a Sunday in November, as the API would answer. The brand is invented. */
import { MOZZARELLA, PAIN, PASSPORTS, SARA, TOFOO } from './health.ts';
import { problem, type Answers } from './people.ts';

export const TODAY = '2026-11-22';
/** Noon of that day, for the browser's clock. */
export const NOW = new Date('2026-11-22T12:00:00Z');
const ADDED = '2026-11-18T17:00:00Z';

export const idOf = (n: number) => `0193a000-0000-7000-8000-0000000004${String(n).padStart(2, '0')}`;

const g = (amount: number) => ({ amount, unit: 'g' });
const SOURCE = { title: 'FoodKeeper', url: 'https://www.foodsafety.gov/keep-food-safe/foodkeeper-app' };

type Item = Record<string, unknown> & { itemId: string; version: number; name: string | null; state: string };

export const item = (n: number, name: string | null, more: object): Item => ({
	itemId: idOf(n),
	gtin: MOZZARELLA,
	name,
	imageUrl: null,
	lot: null,
	quantity: g(100),
	remaining: g(100),
	place: 'fridge',
	state: 'sealed',
	expiry: null,
	expiryKind: null,
	usableUntil: null,
	freshness: 'fresh',
	addedAt: ADDED,
	version: 1,
	...more
});

const dated = (day: string, expiryKind: 'use_by' | 'best_before', freshness: string) => ({
	expiry: day,
	usableUntil: day,
	expiryKind,
	freshness
});
const holds = (amount: number) => ({ quantity: g(amount), remaining: g(amount) });

export const ITEMS = {
	salmon: item(1, 'Salmone affumicato', { ...holds(100), ...dated('2026-11-21', 'use_by', 'expired') }),
	ricotta: item(2, 'Ricotta di bufala', {
		quantity: g(250),
		remaining: g(180),
		state: 'opened',
		openedAt: '2026-11-20T18:00:00Z',
		...dated(TODAY, 'use_by', 'last_day'),
		shelfLife: { afterOpeningDays: 3, freezerDays: 60, source: SOURCE },
		price: { amount: 2.49, currency: 'EUR' }
	}),
	yogurt: item(3, 'Yogurt bianco magro', { ...holds(250), ...dated('2026-11-21', 'best_before', 'past_best_before') }),
	mozzarella: item(4, 'Mozzarella di Bufala', { ...holds(125), ...dated('2026-11-24', 'use_by', 'use_soon') }),
	spinach: item(5, 'Spinaci freschi', { ...holds(300), ...dated('2026-11-24', 'use_by', 'use_soon') }),
	tofu: item(6, 'Tofoo Naked', { gtin: TOFOO, ...holds(280), ...dated('2026-12-04', 'use_by', 'fresh') }),
	bread: item(7, 'Pain de campagne', {
		gtin: PAIN,
		quantity: { amount: 1, unit: 'piece' },
		remaining: { amount: 0.5, unit: 'piece' },
		place: 'freezer',
		state: 'frozen',
		frozenAt: '2026-11-10T18:00:00Z',
		expiry: '2026-11-12',
		expiryKind: 'best_before',
		usableUntil: '2027-01-22',
		freshness: 'fresh'
	}),
	passata: item(8, 'Passata contadina', {
		...holds(700),
		place: 'pantry',
		...dated('2027-05-12', 'best_before', 'fresh')
	}),
	peas: item(9, 'Piselli', { ...holds(450), place: 'freezer', ...dated('2027-06-30', 'best_before', 'fresh') }),
	rice: item(10, 'Riso Carnaroli', { ...holds(1000), place: 'pantry', ...dated('2027-09-01', 'best_before', 'fresh') }),
	onions: item(11, 'Confit d’oignons', {
		gtin: null,
		quantity: { amount: 1, unit: 'piece' },
		remaining: { amount: 1, unit: 'piece' },
		state: 'opened',
		openedAt: '2026-11-10T18:00:00Z',
		freshness: 'unknown'
	})
};

export const alert = ({ itemId }: Item, kind: string) => ({ itemId, kind, since: `${TODAY}T00:00:00Z` });

const ALERTS = [
	alert(ITEMS.salmon, 'expired'),
	alert(ITEMS.ricotta, 'last_day'),
	alert(ITEMS.yogurt, 'past_best_before'),
	alert(ITEMS.mozzarella, 'use_soon'),
	alert(ITEMS.spinach, 'use_soon')
];

export const list = (items: readonly Item[] = Object.values(ITEMS), alerts: readonly object[] = ALERTS) => ({
	items,
	alerts,
	today: TODAY,
	timeZone: 'Europe/Rome',
	leadDays: 2
});

const row = (
	period: string,
	used: number,
	thrownAway: number,
	givenAway: number,
	remaining: number,
	unaccounted = 0
) => ({
	period,
	added: used + thrownAway + givenAway + remaining + unaccounted,
	used,
	thrownAway,
	givenAway,
	remaining,
	unaccounted,
	reasons: {} as Record<string, number>
});

const PACKS = [
	row('2026-10-05', 4, 0, 0, 2),
	{ ...row('2026-10-12', 5, 1, 1, 2), reasons: { expired: 1 } },
	{ ...row('2026-10-19', 6, 2, 0, 0), reasons: { expired: 1, spoiled: 1 } },
	{ ...row('2026-10-26', 3, 1, 0, 2, 1), reasons: { too_much: 1 } },
	row('2026-11-02', 7, 0, 1, 1),
	{ ...row('2026-11-09', 6, 1, 0, 1), reasons: { expired: 1 } },
	{ ...row('2026-11-16', 7, 1, 0, 3), reasons: { other: 1 } }
];

export const WASTE = {
	from: '2026-10-05',
	to: TODAY,
	by: 'week',
	timeZone: 'Europe/Rome',
	rows: PACKS.flatMap((pack) => [
		{
			...pack,
			unit: 'g',
			...Object.fromEntries(
				(['added', 'used', 'thrownAway', 'givenAway', 'remaining', 'unaccounted'] as const).map((part) => [
					part,
					pack[part] * 212.5
				])
			),
			reasons: Object.fromEntries(Object.entries(pack.reasons).map(([reason, n]) => [reason, n * 212.5]))
		},
		{ ...row(pack.period, 1, 0, 0, 1), unit: 'piece' }
	]),
	packs: PACKS,
	money: { thrownAway: [{ amount: 9.4, currency: 'EUR' }], pricedPacks: 40, packs: 58 }
};

export const NO_WASTE = {
	...WASTE,
	rows: [],
	packs: [],
	money: { thrownAway: [], pricedPacks: 0, packs: 0 }
};

export const reminders = (more: object = {}, etag = '"1"') => ({
	json: { leadDays: 2, hour: 8, timeZone: 'Europe/Rome', email: false, ...more },
	headers: { etag }
});

/** Sara with a fridge. */
export const FRIDGE: Answers = {
	...SARA,
	'GET fridge': { json: list() },
	'GET fridge/reminders': reminders(),
	'GET fridge/waste': { json: WASTE }
};

/** The pack that Sara has scanned just now. */
export const SCAN = {
	scanId: '0193a000-0000-7000-8000-000000000777',
	scannedAt: NOW.toISOString(),
	entry: 'typed',
	item: { gtin: MOZZARELLA, lot: 'L2611A', serial: null, expiry: '2026-11-29', expiryKind: 'use_by', raw: MOZZARELLA },
	complete: true
};

export const SCANNED: Answers = { ...FRIDGE, 'GET scans/*': { json: { ...SCAN, passport: PASSPORTS[MOZZARELLA] } } };

const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000).toISOString();

/** A pack that left by this, and can come back. */
export const gone = (pack: Item, how: string, action: string): Item => ({
	...pack,
	state: 'gone',
	remaining: { ...(pack.remaining as object), amount: 0 },
	gone: { how, at: NOW.toISOString() },
	undo: { action, until: later(10) },
	version: pack.version + 1
});

export interface Sent {
	action: Record<string, unknown>;
	tag: string | undefined;
	key: string | undefined;
}

const HOW: Record<string, string> = { use: 'used', throw_away: 'thrown_away', give_away: 'given_away' };

/** A service that keeps what it is told, and undoes it. */
export function keeping(sent: Sent[], from: readonly Item[] = Object.values(ITEMS)): Answers {
	let items = [...from];
	const before: Record<string, Item> = {};
	return {
		...FRIDGE,
		'GET fridge': () => ({ json: list(items.filter(({ state }) => state !== 'gone')) }),
		'POST fridge/items': (route) => {
			const added = item(50 + items.length, null, { ...route.request().postDataJSON(), ...holds(125) });
			items = [...items, added];
			return { status: 201, json: { ...added, undo: { action: 'add', until: later(10) } } };
		},
		'POST fridge/items/*/actions': (route) => {
			const itemId = new URL(route.request().url()).pathname.split('/').at(-2)!;
			const action = route.request().postDataJSON() as Sent['action'];
			const headers = route.request().headers();
			sent.push({ action, tag: headers['if-match'], key: headers['idempotency-key'] });
			const pack = items.find((one) => one.itemId === itemId);
			if (pack === undefined) return problem(404, 'unknown-item');
			const next = after(pack, action, before[itemId]);
			before[itemId] = pack;
			items = items.map((one) => (one.itemId === itemId ? next : one));
			return { json: next };
		}
	};
}

function after(pack: Item, { action, quantity }: Sent['action'], before: Item | undefined): Item {
	const name = String(action);
	if (name === 'undo') return { ...(before ?? pack), version: pack.version + 1 };
	if (quantity !== undefined) return { ...pack, remaining: quantity, state: 'opened', version: pack.version + 1 };
	if (name in HOW) return gone(pack, HOW[name]!, name);
	const undo = { action: name, until: later(10) };
	if (name === 'freeze')
		return {
			...pack,
			state: 'frozen',
			place: 'freezer',
			frozenAt: NOW.toISOString(),
			usableUntil: '2027-01-21',
			freshness: 'fresh',
			undo,
			version: pack.version + 1
		};
	return { ...pack, undo, version: pack.version + 1 };
}
