import { lookup } from './ai.ts';
import type { Element } from './pairing.ts';
import { encode } from './percent.ts';

/** Where canonical links point. */
const CANONICAL_STEM = 'https://id.gs1.org';

/** What stood in a link's path stays there; else the first primary key and as many qualifiers as there are. */
function pathOf(elements: readonly Element[]): readonly Element[] {
	const given = elements.filter((element) => element.in === 'path');
	if (given.length > 0) return given;
	const key = elements.find((element) => lookup(element.ai)?.qualifiers);
	if (!key) return [];
	let best: Element[] = [];
	for (const way of lookup(key.ai)?.qualifiers ?? []) {
		const taken = way.flatMap((code) => elements.find((element) => element.ai === code) ?? []);
		if (taken.length > best.length) best = taken;
	}
	return [key, ...best];
}

/** The link at id.gs1.org that says the same; `null` for a code that no link can express. */
export function canonical(elements: readonly Element[]): string | null {
	const path = pathOf(elements);
	if (path.length === 0) return null;
	const inPath = new Set(path.map(({ ai }) => ai));
	const rest = new Map<string, string>();
	for (const { ai, value } of elements) {
		if (!inPath.has(ai) && !rest.has(ai)) rest.set(ai, value);
	}
	if ([...rest.keys()].some((code) => lookup(code)?.attribute !== true)) return null;
	const segments = path.map(({ ai, value }) => `/${ai}/${encode(value, 'path')}`).join('');
	const query = [...rest]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([ai, value]) => `${ai}=${encode(value, 'query')}`)
		.join('&');
	return CANONICAL_STEM + segments + (query === '' ? '' : `?${query}`);
}

/** `(01)…(10)…` */
export function elementString(elements: readonly Element[]): string {
	return elements.map(({ ai, value }) => `(${ai})${value.replaceAll('(', '\\(')}`).join('');
}

/** Human-readable interpretation, one line an element. */
export function hri(elements: readonly Element[]): string[] {
	return elements.map(({ ai, value }) => `(${ai}) ${value}`);
}
