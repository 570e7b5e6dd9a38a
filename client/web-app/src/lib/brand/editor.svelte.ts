/** One product while it is edited. Nothing typed is lost: not by a refusal, not by somebody else's change, not by leaving the page. */
import { readProduct, saveProduct, type BrandProduct, type ProductFault, type ProductStatus } from '#lib/api/brand.ts';
import type { Tagged } from '#lib/api/client.ts';
import { ApiError } from '#lib/api/http.ts';
import { alike, draftOf, editOf, faultsOf, type Draft, type TypedFault } from './draft.ts';
import { keepDraft, keptDraft } from './kept.ts';
import { hindranceOf, type Hindrance } from './loaded.svelte.ts';

/** What came of the last wish. */
export type Outcome =
	| { kind: 'quiet' }
	| { kind: 'saving'; status: ProductStatus }
	| { kind: 'saved'; status: ProductStatus; version: number }
	/** Something typed cannot be sent. */
	| { kind: 'unsendable'; faults: readonly TypedFault[] }
	/** The server found faults; in its words. */
	| { kind: 'refused'; details: readonly string[] }
	/** Saved elsewhere meanwhile: here is what it is now. */
	| { kind: 'stale'; fresh: Tagged<BrandProduct> }
	| { kind: 'failed'; why: Hindrance };

export type EditorState =
	{ kind: 'loading' } | { kind: 'failed'; why: Hindrance } | { kind: 'open'; product: BrandProduct };

interface Door {
	read: typeof readProduct;
	save: typeof saveProduct;
}

export class ProductEditor {
	state = $state.raw<EditorState>({ kind: 'loading' });
	draft = $state.raw<Draft | null>(null);
	outcome = $state.raw<Outcome>({ kind: 'quiet' });
	/** Fields that were changed since the server last said what is wrong. */
	touched = $state.raw<readonly string[]>([]);
	readonly gtin: string;
	#etag: string | null = null;
	readonly #door: Door;

	constructor(gtin: string, door: Door = { read: readProduct, save: saveProduct }) {
		this.gtin = gtin;
		this.#door = door;
	}

	async load(): Promise<void> {
		this.state = { kind: 'loading' };
		try {
			this.#take(await this.#door.read(this.gtin), keptDraft(this.gtin));
		} catch (error) {
			this.state = { kind: 'failed', why: hindranceOf(error) };
		}
	}

	get changed(): boolean {
		return this.state.kind === 'open' && this.draft !== null && !alike(this.draft, draftOf(this.state.product));
	}

	/** Faults that still are about what stands in the fields. */
	get faults(): readonly ProductFault[] {
		if (this.state.kind !== 'open') return [];
		const stands = ({ pointer }: ProductFault) =>
			!this.touched.some((field) => pointer === field || pointer.startsWith(`${field}/`));
		return this.state.product.faults.filter(stands);
	}

	edit(pointer: string, change: Partial<Draft>): void {
		if (this.draft === null) return;
		this.draft = { ...this.draft, ...change };
		this.touched = [...this.touched, pointer];
		keepDraft(this.gtin, this.draft);
		if (this.outcome.kind !== 'stale') this.outcome = { kind: 'quiet' };
	}

	async save(status: ProductStatus): Promise<void> {
		if (this.state.kind !== 'open' || this.draft === null || this.outcome.kind === 'saving') return;
		const faults = faultsOf(this.draft);
		if (faults.length > 0) {
			this.outcome = { kind: 'unsendable', faults };
			return;
		}
		const sent = this.draft;
		this.outcome = { kind: 'saving', status };
		this.outcome = await this.#send(sent, status, this.state.product);
	}

	/** Shows what was saved elsewhere; what was typed here is gone for good. */
	takeTheirs(): void {
		if (this.outcome.kind !== 'stale') return;
		this.#take(this.outcome.fresh, null);
		this.outcome = { kind: 'quiet' };
	}

	/** Goes on with what was typed, over what was saved elsewhere. */
	keepMine(): void {
		if (this.outcome.kind !== 'stale') return;
		this.#take(this.outcome.fresh, this.draft);
		this.outcome = { kind: 'quiet' };
	}

	async #send(sent: Draft, status: ProductStatus, product: BrandProduct): Promise<Outcome> {
		try {
			const saved = await this.#door.save(this.gtin, editOf(sent, product, status), this.#etag);
			// What was typed while it was saved stays.
			this.#take(saved, this.draft === sent ? null : this.draft);
			return { kind: 'saved', status, version: saved.value.version };
		} catch (error) {
			return this.#refused(error);
		}
	}

	async #refused(error: unknown): Promise<Outcome> {
		if (!(error instanceof ApiError)) return { kind: 'failed', why: 'other' };
		if (error.status === 412) return this.#stale();
		if (error.status !== 400) return { kind: 'failed', why: hindranceOf(error) };
		const errors = error.problem.errors ?? [];
		this.#blame(errors);
		return { kind: 'refused', details: errors.length > 0 ? [] : [error.problem.detail ?? error.problem.title] };
	}

	async #stale(): Promise<Outcome> {
		try {
			return { kind: 'stale', fresh: await this.#door.read(this.gtin) };
		} catch (error) {
			return { kind: 'failed', why: hindranceOf(error) };
		}
	}

	/** What the server refused stands beside its field, before what was only doubtful. */
	#blame(errors: readonly { pointer: string; detail: string }[]): void {
		if (this.state.kind !== 'open') return;
		const found = errors.map((fault): ProductFault => ({ ...fault, code: 'refused', severity: 'error' }));
		const same = (fault: ProductFault) => found.some(({ pointer }) => pointer === fault.pointer);
		const rest = this.state.product.faults.filter((fault) => !same(fault));
		this.touched = [];
		this.state = { kind: 'open', product: { ...this.state.product, faults: [...found, ...rest] } };
	}

	#take({ value, etag }: Tagged<BrandProduct>, draft: Draft | null): void {
		this.#etag = etag;
		this.state = { kind: 'open', product: value };
		this.draft = draft ?? draftOf(value);
		this.touched = [];
		keepDraft(this.gtin, draft);
	}
}
