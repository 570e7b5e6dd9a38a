import { describe, expect, it } from 'vitest';
import type { FridgeItem } from '#lib/api/fridge.ts';
import { ApiError } from '#lib/api/http.ts';
import { FridgeView, type FridgeDoor } from '#lib/fridge/list.svelte.ts';
import { aFridge, aPack } from '#lib/testing/packs.ts';
import { aShelf } from '#lib/testing/shelf.ts';
import { Queue } from './queue.svelte.ts';

const UNHEARD = new ApiError({ type: 'offline', title: 'offline', status: 0 });

/** A service that is there or not; each key has one effect. */
function kitchen(...packs: FridgeItem[]) {
	const effects = new Map<string, string>();
	const world = { online: true, loses: false, packs };
	const answer = <T>(key: string, what: string, value: () => T): Promise<T> => {
		if (!world.online) return Promise.reject(UNHEARD);
		const first = !effects.has(key);
		effects.set(key, what);
		const said = value();
		if (first && world.loses) return Promise.reject(UNHEARD);
		return Promise.resolve(said);
	};
	const door: FridgeDoor = {
		read: () => (world.online ? Promise.resolve(aFridge(...world.packs)) : Promise.reject(UNHEARD)),
		add: (item, key) => answer(key, 'add', () => aPack({ itemId: key, name: item.name ?? null })),
		act: (itemId, version, { action }, key) =>
			answer(key, action, () => aPack({ itemId, version: version + 1, state: action === 'use' ? 'gone' : 'opened' }))
	};
	return { door, world, effects };
}

const alone = <T>(what: () => Promise<T>) => what();

async function person(...packs: FridgeItem[]) {
	const { door, world, effects } = kitchen(...packs);
	const shelf = aShelf();
	const queue = new Queue('sara', shelf, door, alone);
	const view = new FridgeView(door, { queue });
	await view.load();
	return { view, queue, world, effects, shelf, door };
}
const ids = ({ fridge }: FridgeView) => fridge?.items.map(({ itemId }) => itemId);

describe('a fridge without a connection', () => {
	it('shows what was done as done, says that it waits, and sends it once there is one', async () => {
		const { view, queue, world, effects, shelf } = await person(aPack());
		world.online = false;
		expect((await view.act(aPack(), { action: 'use' }))?.kind).toBe('waiting');
		expect([ids(view), view.left.length, view.deed?.waits]).toEqual([[], 1, true]);
		expect(await queue.send()).toBe(false);
		expect(effects.size).toBe(0);
		world.online = true;
		expect(await queue.send()).toBe(true);
		expect([...effects.values()]).toEqual(['use']);
		expect([shelf.all.length, queue.waiting.length]).toEqual([0, 0]);
	});

	it('does once what was heard although its answer was lost', async () => {
		const { view, queue, world, effects } = await person(aPack());
		world.loses = true;
		await view.act(aPack(), { action: 'use' });
		world.loses = false;
		await queue.send();
		expect([...effects.values()]).toEqual(['use']);
	});

	it('comes back with everything that waits when the page is loaded anew', async () => {
		const { view, world, shelf, effects, door } = await person(aPack());
		world.online = false;
		await view.act(aPack(), { action: 'open' });
		await view.act(view.item('pack')!, { action: 'freeze' });
		world.online = true;
		const again = new Queue('sara', shelf, door, alone);
		await again.send();
		expect([...effects.values()]).toEqual(['open', 'freeze']);
	});

	it('keeps the order of one pack: what is done next waits behind what waits', async () => {
		const { view, queue, world, effects } = await person(aPack());
		world.online = false;
		await view.act(aPack(), { action: 'open' });
		world.online = true;
		expect((await view.act(view.item('pack')!, { action: 'use' }))?.kind).toBe('waiting');
		await queue.send();
		expect([...effects.values()]).toEqual(['open', 'use']);
	});

	it('holds what came in, and gives it to nobody twice', async () => {
		const { view, queue, world, effects } = await person();
		world.online = false;
		expect((await view.add({ name: 'Soup' })).kind).toBe('waiting');
		expect(view.fridge?.items.map(({ name }) => name)).toEqual(['Soup']);
		world.online = true;
		await Promise.all([queue.send(), queue.send()]);
		await queue.send();
		expect([...effects.values()]).toEqual(['add']);
	});

	it('takes back what was never sent, without telling anybody', async () => {
		const { view, queue, effects } = await person(aPack());
		await queue.later({ what: { kind: 'act', itemId: 'pack', version: 1, action: { action: 'use' } }, name: null });
		expect(ids(view)).toEqual([]);
		expect((await view.act(view.left[0]!, { action: 'undo' }))?.kind).toBe('waiting');
		expect([ids(view), queue.waiting.length, view.deed?.waits]).toEqual([['pack'], 0, false]);
		await queue.send();
		expect(effects.size).toBe(0);
	});

	it('takes back what may have been sent by an undo behind it', async () => {
		const { view, queue, world, effects } = await person(aPack());
		world.loses = true;
		await view.act(aPack(), { action: 'open' });
		world.loses = false;
		world.online = false;
		await view.act(view.item('pack')!, { action: 'undo' });
		expect(view.item('pack')?.state).toBe('sealed');
		world.online = true;
		await queue.send();
		expect([...effects.values()]).toEqual(['open', 'undo']);
	});

	it('is shown as it was seen last, with its date', async () => {
		const { door, world } = kitchen(aPack());
		world.online = false;
		const seen = {
			member: { kind: 'member' as const, accountId: 'sara', name: null, brand: null },
			at: 'then',
			fridge: aFridge(aPack())
		};
		const memory = { keep: () => Promise.resolve(), recall: () => Promise.resolve(seen) };
		const view = new FridgeView(door, { memory });
		await view.load();
		expect(view.state).toMatchObject({ kind: 'shown', asOf: 'then' });
		world.online = true;
		await view.load();
		expect(view.state).toMatchObject({ kind: 'shown', asOf: null });
	});
});
