import { readReminders, saveReminders, type KeptReminders, type Reminders } from '#lib/api/fridge.ts';
import { ApiError } from '#lib/api/http.ts';

export type RemindersState = { kind: 'loading' } | { kind: 'failed' } | { kind: 'shown'; reminders: Reminders };
export type Saved = 'saved' | 'stale' | 'failed';

export interface RemindersDoor {
	read(): Promise<KeptReminders>;
	save(reminders: Reminders, etag: string | null, language: string): Promise<KeptReminders>;
}
const DOOR: RemindersDoor = { read: readReminders, save: saveReminders };

/** The zone of this browser, as IANA names it. */
export function browserZone(): string {
	return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** How and when the person is reminded. */
export class ReminderChoice {
	state = $state.raw<RemindersState>({ kind: 'loading' });
	busy = $state(false);
	readonly #door: RemindersDoor;
	#etag: string | null = null;

	constructor(door = DOOR) {
		this.#door = door;
	}

	async load(): Promise<void> {
		if (this.state.kind === 'failed') this.state = { kind: 'loading' };
		try {
			this.#take(await this.#door.read());
		} catch {
			if (this.state.kind !== 'shown') this.state = { kind: 'failed' };
		}
	}

	/** Days are counted where the person is: the first time, that is where their browser is. */
	async settleZone(zone: string, language: string): Promise<boolean> {
		await this.load();
		if (this.state.kind !== 'shown' || this.#etag !== null) return false;
		return (await this.change({ timeZone: zone }, language)) === 'saved';
	}

	/** Saves one choice over what was read; a newer one is shown first. */
	async change(part: Partial<Reminders>, language: string): Promise<Saved> {
		if (this.state.kind !== 'shown' || this.busy) return 'failed';
		this.busy = true;
		try {
			this.#take(await this.#door.save({ ...this.state.reminders, ...part }, this.#etag, language));
			return 'saved';
		} catch (error) {
			return await this.#refused(error);
		} finally {
			this.busy = false;
		}
	}

	async #refused(error: unknown): Promise<Saved> {
		if (!(error instanceof ApiError) || ![412, 428].includes(error.status)) return 'failed';
		await this.load();
		return 'stale';
	}

	#take({ reminders, etag }: KeptReminders): void {
		const { leadDays, hour, timeZone, email } = reminders;
		this.#etag = etag;
		this.state = { kind: 'shown', reminders: { leadDays, hour, timeZone, email } };
	}
}
