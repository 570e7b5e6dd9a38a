/** A file of products on its way in: sent, followed until it ends, and what was refused. */
import { readImport, startImport, type ImportFormat, type ImportReport } from '#lib/api/brand.ts';
import { ApiError } from '#lib/api/http.ts';
import { hindranceOf, type Hindrance } from './loaded.svelte.ts';

export type ImportState =
	| { kind: 'idle' }
	/** Neither CSV nor JSON Lines. */
	| { kind: 'unfit' }
	| { kind: 'sending' }
	| { kind: 'running'; report: ImportReport | null }
	| { kind: 'ended'; report: ImportReport }
	/** The file was not taken at all; in the server's words. */
	| { kind: 'refused'; detail: string }
	| { kind: 'failed'; why: Hindrance };

/** What a file is, by its name: browsers say little of these two kinds. */
export function formatOf(name: string): ImportFormat | null {
	if (/\.csv$/i.test(name)) return 'text/csv';
	return /\.(jsonl|ndjson)$/i.test(name) ? 'application/jsonl' : null;
}

interface Door {
	start: typeof startImport;
	read: typeof readImport;
	/** A pause between two questions. */
	pause: () => Promise<void>;
}

const second = () => new Promise<void>((resolve) => setTimeout(resolve, 1000));

/** After so many questions without an answer nobody is asked any more; the import itself goes on. */
const PATIENCE = 5;

export class Importing {
	state = $state.raw<ImportState>({ kind: 'idle' });
	readonly #door: Door;
	#mine = 0;

	constructor(door: Partial<Door> = {}) {
		this.#door = { start: startImport, read: readImport, pause: second, ...door };
	}

	async send(file: File, allOrNothing: boolean): Promise<void> {
		const mine = ++this.#mine;
		const format = formatOf(file.name);
		if (format === null) {
			this.state = { kind: 'unfit' };
			return;
		}
		this.state = { kind: 'sending' };
		try {
			await this.#follow(await this.#door.start(file, format, allOrNothing), mine);
		} catch (error) {
			if (mine === this.#mine) this.state = refusalOf(error);
		}
	}

	/** Nobody looks any more. */
	leave(): void {
		this.#mine += 1;
	}

	async #follow(importId: string, mine: number): Promise<void> {
		let report: ImportReport | null = null;
		let silent = 0;
		while ((report === null || report.status === 'running') && mine === this.#mine) {
			this.state = { kind: 'running', report };
			if (report !== null || silent > 0) await this.#door.pause();
			try {
				report = await this.#door.read(importId);
				silent = 0;
			} catch (error) {
				if (++silent >= PATIENCE) throw error;
			}
		}
		if (report !== null && mine === this.#mine) this.state = { kind: 'ended', report };
	}
}

function refusalOf(error: unknown): ImportState {
	if (!(error instanceof ApiError) || error.status === 0 || error.status === 429 || error.status >= 500)
		return { kind: 'failed', why: hindranceOf(error) };
	if (error.slug === 'sign-in-required') return { kind: 'failed', why: 'signed_out' };
	const { errors, detail, title } = error.problem;
	return { kind: 'refused', detail: errors?.[0]?.detail ?? detail ?? title };
}
