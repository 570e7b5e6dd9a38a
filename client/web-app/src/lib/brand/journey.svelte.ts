/** The steps of a product, or of one of its lots, while they are edited. */
import { readJourney, saveJourney, uploadEpcis, type BrandJourney, type StepEdit } from '#lib/api/brand.ts';
import type { Tagged } from '#lib/api/client.ts';
import { ApiError } from '#lib/api/http.ts';
import type { StepKind } from '#lib/api/types.ts';
import { hindranceOf, type Hindrance } from './loaded.svelte.ts';

export const KINDS: readonly StepKind[] = ['origin', 'processing', 'packing', 'distribution', 'retail'];

/** A step as it is typed; `key` tells it from the others while they move. */
export interface StepDraft {
	key: number;
	kind: StepKind;
	name: string;
	country: string;
	latitude: string;
	longitude: string;
	date: string;
	actor: string;
}

export interface StepFault {
	pointer: string;
	detail: string;
}

export type JourneyOutcome =
	| { kind: 'quiet' }
	| { kind: 'saving' }
	| { kind: 'saved' }
	| { kind: 'refused'; faults: readonly StepFault[]; detail: string | null }
	| { kind: 'stale'; fresh: Tagged<BrandJourney> }
	| { kind: 'failed'; why: Hindrance };

let keys = 0;

export function stepDraftOf({ kind, place, date, actor }: StepEdit): StepDraft {
	return {
		key: ++keys,
		kind,
		name: place.name,
		country: place.countryCode ?? '',
		latitude: degrees(place.latitude),
		longitude: degrees(place.longitude),
		date: date ?? '',
		actor: actor ?? ''
	};
}

const degrees = (value: number | null | undefined) => (typeof value === 'number' ? String(value) : '');
const textOf = (text: string) => (text.trim() === '' ? null : text.trim());

/** Nothing typed is not stated; what is no number is sent as none, and refused here before. */
const numberOf = (text: string): number | null => {
	const value = Number(text.trim().replace(',', '.'));
	return text.trim() === '' || Number.isNaN(value) ? null : value;
};

export function stepEditOf(step: StepDraft): StepEdit {
	return {
		kind: step.kind,
		place: {
			name: step.name.trim(),
			countryCode: textOf(step.country)?.toUpperCase() ?? null,
			latitude: numberOf(step.latitude),
			longitude: numberOf(step.longitude)
		},
		date: textOf(step.date),
		actor: textOf(step.actor)
	};
}

interface Door {
	read: typeof readJourney;
	save: typeof saveJourney;
	upload: typeof uploadEpcis;
}

export class JourneyDraft {
	state = $state.raw<{ kind: 'loading' } | { kind: 'failed'; why: Hindrance } | { kind: 'open' }>({ kind: 'loading' });
	steps = $state.raw<readonly StepDraft[]>([]);
	outcome = $state.raw<JourneyOutcome>({ kind: 'quiet' });
	changed = $state(false);
	/** Lots that have steps of their own. */
	lots = $state.raw<readonly string[]>([]);
	readonly gtin: string;
	readonly lot: string | null;
	#etag: string | null = null;
	readonly #door: Door;

	constructor(
		gtin: string,
		lot: string | null,
		door: Door = { read: readJourney, save: saveJourney, upload: uploadEpcis }
	) {
		this.gtin = gtin;
		this.lot = lot;
		this.#door = door;
	}

	async load(): Promise<void> {
		this.state = { kind: 'loading' };
		try {
			this.#take(await this.#door.read(this.gtin, this.lot));
			this.state = { kind: 'open' };
		} catch (error) {
			this.state = { kind: 'failed', why: hindranceOf(error) };
		}
	}

	add(): void {
		const last = this.steps.at(-1)?.kind ?? null;
		const kind = last === null ? 'origin' : (KINDS[KINDS.indexOf(last) + 1] ?? 'retail');
		const empty: StepDraft = { ...stepDraftOf({ kind, place: { name: '' } }) };
		this.#change([...this.steps, empty]);
	}

	edit(key: number, change: Partial<StepDraft>): void {
		this.#change(this.steps.map((step) => (step.key === key ? { ...step, ...change } : step)));
	}

	remove(key: number): void {
		this.#change(this.steps.filter((step) => step.key !== key));
	}

	save(): Promise<void> {
		return this.#send(() => this.#door.save(this.gtin, this.lot, this.steps.map(stepEditOf), this.#etag));
	}

	upload(document: string): Promise<void> {
		return this.#send(() => this.#door.upload(this.gtin, this.lot, document, this.#etag));
	}

	takeTheirs(): void {
		if (this.outcome.kind !== 'stale') return;
		this.#take(this.outcome.fresh);
		this.outcome = { kind: 'quiet' };
	}

	keepMine(): void {
		if (this.outcome.kind !== 'stale') return;
		this.#etag = this.outcome.fresh.etag;
		this.outcome = { kind: 'quiet' };
	}

	async #send(ask: () => Promise<Tagged<BrandJourney>>): Promise<void> {
		if (this.outcome.kind === 'saving') return;
		this.outcome = { kind: 'saving' };
		try {
			this.#take(await ask());
			this.outcome = { kind: 'saved' };
		} catch (error) {
			this.outcome = await this.#refused(error);
		}
	}

	async #refused(error: unknown): Promise<JourneyOutcome> {
		if (!(error instanceof ApiError)) return { kind: 'failed', why: 'other' };
		const { problem, status } = error;
		if (status === 400 || status === 422)
			return { kind: 'refused', faults: problem.errors ?? [], detail: problem.detail ?? null };
		if (status !== 412) return { kind: 'failed', why: hindranceOf(error) };
		try {
			return { kind: 'stale', fresh: await this.#door.read(this.gtin, this.lot) };
		} catch (again) {
			return { kind: 'failed', why: hindranceOf(again) };
		}
	}

	#change(steps: readonly StepDraft[]): void {
		this.steps = steps;
		this.changed = true;
		if (this.outcome.kind !== 'stale') this.outcome = { kind: 'quiet' };
	}

	#take({ value, etag }: Tagged<BrandJourney>): void {
		this.#etag = etag;
		this.steps = value.steps.map(stepDraftOf);
		this.lots = value.lots;
		this.changed = false;
	}
}
