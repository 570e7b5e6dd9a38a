import { ApiError } from '#lib/api/http.ts';
import { readExport, startExport } from '#lib/api/person.ts';
import { isPassing, pause, type Pause } from './tries.ts';

/** Everything about a person, from asking for it to a file. */
export type ExportState =
	{ kind: 'idle' } | { kind: 'gathering' } | { kind: 'ready'; file: Blob; madeAt: Date } | { kind: 'failed' };

export interface ExportDoor {
	start(): Promise<string>;
	read(exportId: string, signal: AbortSignal): Promise<Blob | null>;
	pause: Pause;
	now(): Date;
}

const DOOR: ExportDoor = { start: startExport, read: readExport, pause, now: () => new Date() };
const BETWEEN = 1_500;
/** Two minutes: twice what gathering may take. */
const QUESTIONS = 80;

export class Export {
	state = $state.raw<ExportState>({ kind: 'idle' });
	readonly #door: ExportDoor;
	readonly #stop = new AbortController();

	constructor(door = DOOR) {
		this.#door = door;
	}

	stop(): void {
		this.#stop.abort();
	}

	/** Has everything gathered, and ends with the file or a failure. */
	async gather(): Promise<void> {
		if (this.state.kind === 'gathering') return;
		this.state = { kind: 'gathering' };
		try {
			const file = await this.#wait(await this.#door.start());
			if (this.#stop.signal.aborted) return;
			this.state = file === null ? { kind: 'failed' } : { kind: 'ready', file, madeAt: this.#door.now() };
		} catch {
			if (!this.#stop.signal.aborted) this.state = { kind: 'failed' };
		}
	}

	async #wait(exportId: string): Promise<Blob | null> {
		for (let asked = 0; asked < QUESTIONS && !this.#stop.signal.aborted; asked++) {
			const file = await this.#read(exportId);
			if (file !== null) return file;
			await this.#door.pause(BETWEEN, this.#stop.signal);
		}
		return null;
	}

	async #read(exportId: string): Promise<Blob | null> {
		try {
			return await this.#door.read(exportId, this.#stop.signal);
		} catch (error) {
			if (error instanceof ApiError && isPassing(error.status)) return null;
			throw error;
		}
	}
}

/** `packytrace-2026-11-22.json`. */
export function fileName(madeAt: Date): string {
	return `packytrace-${madeAt.toISOString().slice(0, 10)}.json`;
}
