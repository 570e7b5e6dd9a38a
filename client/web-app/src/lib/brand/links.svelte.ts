/** The resolver links of a product while they are edited. */
import { readLinks, saveLinks, type BrandLinks, type ResolverLink } from '#lib/api/brand.ts';
import type { Tagged } from '#lib/api/client.ts';
import { ApiError } from '#lib/api/http.ts';
import { hindranceOf, type Hindrance } from './loaded.svelte.ts';

/** The kinds that a food brand needs; any other of GS1's vocabulary stays as it is. */
export const LINK_TYPES = [
	'gs1:pip',
	'gs1:recipeInfo',
	'gs1:instructions',
	'gs1:promotion',
	'gs1:recallStatus',
	'gs1:sustainabilityInfo',
	'gs1:traceability'
] as const;

export interface LinkDraft {
	key: number;
	linkType: string;
	href: string;
	title: string;
	language: string;
	lot: string;
	serial: string;
	/** What the page does not edit stays as it is. */
	rest: Pick<ResolverLink, 'variant' | 'mediaType' | 'context'>;
}

export type LinksOutcome =
	| { kind: 'quiet' }
	| { kind: 'saving' }
	| { kind: 'saved' }
	| { kind: 'refused'; faults: readonly { pointer: string; detail: string }[] }
	| { kind: 'stale'; fresh: Tagged<BrandLinks> }
	| { kind: 'failed'; why: Hindrance };

let keys = 0;

function draftOf({ linkType, href, title, language, lot, serial, ...rest }: ResolverLink): LinkDraft {
	const edited = { title: title ?? '', language: language ?? '', lot: lot ?? '', serial: serial ?? '' };
	return { key: ++keys, linkType, href, ...edited, rest };
}

export function linkOf({ linkType, href, title, language, lot, serial, rest }: LinkDraft): ResolverLink {
	const stated = Object.entries({ title, language, lot, serial })
		.map(([name, text]) => [name, text.trim()] as const)
		.filter(([, text]) => text !== '');
	return { ...rest, linkType, href: href.trim(), ...Object.fromEntries(stated) };
}

interface Door {
	read: typeof readLinks;
	save: typeof saveLinks;
}

export class LinksDraft {
	state = $state.raw<{ kind: 'loading' } | { kind: 'failed'; why: Hindrance } | { kind: 'open' }>({ kind: 'loading' });
	items = $state.raw<readonly LinkDraft[]>([]);
	outcome = $state.raw<LinksOutcome>({ kind: 'quiet' });
	readonly gtin: string;
	#etag: string | null = null;
	readonly #door: Door;

	constructor(gtin: string, door: Door = { read: readLinks, save: saveLinks }) {
		this.gtin = gtin;
		this.#door = door;
	}

	async load(): Promise<void> {
		this.state = { kind: 'loading' };
		try {
			this.#take(await this.#door.read(this.gtin));
			this.state = { kind: 'open' };
		} catch (error) {
			this.state = { kind: 'failed', why: hindranceOf(error) };
		}
	}

	add(): void {
		this.#change([...this.items, draftOf({ linkType: 'gs1:pip', href: 'https://' })]);
	}

	edit(key: number, change: Partial<LinkDraft>): void {
		this.#change(this.items.map((link) => (link.key === key ? { ...link, ...change } : link)));
	}

	remove(key: number): void {
		this.#change(this.items.filter((link) => link.key !== key));
	}

	async save(): Promise<void> {
		if (this.outcome.kind === 'saving') return;
		this.outcome = { kind: 'saving' };
		try {
			this.#take(await this.#door.save(this.gtin, this.items.map(linkOf), this.#etag));
			this.outcome = { kind: 'saved' };
		} catch (error) {
			this.outcome = await this.#refused(error);
		}
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

	async #refused(error: unknown): Promise<LinksOutcome> {
		if (!(error instanceof ApiError)) return { kind: 'failed', why: 'other' };
		if (error.status === 400) return { kind: 'refused', faults: error.problem.errors ?? [] };
		if (error.status !== 412) return { kind: 'failed', why: hindranceOf(error) };
		try {
			return { kind: 'stale', fresh: await this.#door.read(this.gtin) };
		} catch (again) {
			return { kind: 'failed', why: hindranceOf(again) };
		}
	}

	#change(items: readonly LinkDraft[]): void {
		this.items = items;
		if (this.outcome.kind !== 'stale') this.outcome = { kind: 'quiet' };
	}

	#take({ value, etag }: Tagged<BrandLinks>): void {
		this.#etag = etag;
		this.items = value.items.map(draftOf);
	}
}
