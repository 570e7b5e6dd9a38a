/** The signed-in person's fridge, reminders and waste ledger: fridge-service. */
import type {
	Action,
	FridgeItem,
	FridgeList,
	HistoryEntry,
	NewItem,
	Period,
	Reminders,
	Waste
} from './fridge-shapes.ts';
import { done, once, read, send } from './http.ts';

export type * from './fridge-shapes.ts';

/** Makes a request one effect, however often it is sent. */
const keyed = (key: string) => ({ 'idempotency-key': key });
const pathOf = (itemId: string) => `/fridge/items/${encodeURIComponent(itemId)}`;

export async function readFridge(): Promise<FridgeList> {
	return read<FridgeList>(await send('/fridge'));
}

export async function readItem(itemId: string): Promise<FridgeItem> {
	return read<FridgeItem>(await send(pathOf(itemId)));
}

export async function addItem(item: NewItem, key: string): Promise<FridgeItem> {
	return read<FridgeItem>(await once('POST', '/fridge/items', item, keyed(key)));
}

/** Does something with a pack as it was seen: another version is refused with the fresh item. */
export async function act(itemId: string, version: number, action: Action, key: string): Promise<FridgeItem> {
	const headers = { ...keyed(key), 'if-match': `"${version}"` };
	return read<FridgeItem>(await once('POST', `${pathOf(itemId)}/actions`, action, headers));
}

/** What happened to a pack, oldest first. */
export async function itemHistory(itemId: string): Promise<HistoryEntry[]> {
	return (await read<{ items: HistoryEntry[] }>(await send(`${pathOf(itemId)}/history`))).items;
}

export async function readWaste(from: string, to: string, by: Period): Promise<Waste> {
	return read<Waste>(await send(`/fridge/waste?${new URLSearchParams({ from, to, by })}`));
}

/** The tag of what nobody has chosen yet. */
const UNCHOSEN = '"0"';

/** Reminders with their tag; without one nothing was chosen yet. */
export interface KeptReminders {
	reminders: Reminders;
	etag: string | null;
}

async function kept(response: Response): Promise<KeptReminders> {
	const etag = response.headers.get('etag');
	return { reminders: await read<Reminders>(response), etag: etag === UNCHOSEN ? null : etag };
}

export async function readReminders(): Promise<KeptReminders> {
	return kept(await send('/fridge/reminders'));
}

/** Saves over the version that was read; the mails speak the language of the last save. */
export async function saveReminders(
	reminders: Reminders,
	etag: string | null,
	language: string
): Promise<KeptReminders> {
	const tag: Record<string, string> = etag === null ? {} : { 'if-match': etag };
	return kept(await once('PUT', '/fridge/reminders', reminders, { 'accept-language': language, ...tag }));
}

/** A new address of the calendar; an earlier one stops working. */
export async function makeCalendar(language: string): Promise<string> {
	const response = await once('POST', '/fridge/calendar', undefined, { 'accept-language': language });
	return (await read<{ url: string }>(response)).url;
}

/** A calendar that is gone already is as good as revoked. */
export async function revokeCalendar(): Promise<void> {
	const response = await once('DELETE', '/fridge/calendar');
	if (response.status !== 404) await done(response);
}
