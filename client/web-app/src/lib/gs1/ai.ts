import { rules, type Rule } from './rules.ts';
import { dictionary } from './table.ts';

export type CharSet = 'N' | 'X' | 'Y' | 'Z';

export interface Part {
	readonly set: CharSet;
	readonly min: number;
	readonly max: number;
	readonly optional: boolean;
	readonly rules: readonly string[];
	readonly checks: readonly Rule[];
}

/** An Application Identifier: what its value looks like and what it goes with. */
export interface Ai {
	readonly code: string;
	/** AIs of two, three and four digits in one number space. */
	readonly id: number;
	/** No separator has to follow in an element string. */
	readonly fixed: boolean;
	/** May stand in the query of a link. */
	readonly attribute: boolean;
	readonly min: number;
	readonly max: number;
	readonly parts: readonly Part[];
	/** Of each outer item, one group has to be there as a whole. */
	readonly requires: readonly (readonly (readonly Span[])[])[];
	readonly excludes: readonly Span[];
	/** Of a primary key: the alternative sequences of its qualifiers. */
	readonly qualifiers: readonly (readonly string[])[] | undefined;
}

/** From one id to another: one AI, or a pattern such as `31nn`. */
export type Span = readonly [number, number];

const COMPONENT = /^(\[?)([NXYZ])(\.\.)?(\d+)\]?,?(.*)$/;
/** Where the ids of AIs of two, three and four digits start. */
const BASES = [0, 100, 1100];
const table: (Ai | undefined)[] = new Array<undefined>(11_100).fill(undefined);

/** The id of an AI between two places of a text; -1 when there are no two to four digits. */
function idAt(text: string, from: number, to: number): number {
	const base = BASES[to - from - 2];
	if (base === undefined || to > text.length) return -1;
	let id = 0;
	for (let at = from; at < to; at += 1) {
		const digit = text.charCodeAt(at) - 48;
		if (digit < 0 || digit > 9) return -1;
		id = id * 10 + digit;
	}
	return base + id;
}

function span(pattern: string): Span {
	const [low, high] = [pattern.replaceAll('n', '0'), pattern.replaceAll('n', '9')];
	return [idAt(low, 0, low.length), idAt(high, 0, high.length)];
}

function readPart(word: string): Part | undefined {
	const found = COMPONENT.exec(word);
	if (!found) return undefined;
	const [, optional, set, upTo, max, linters] = found;
	const names = linters ? linters.split(',') : [];
	return {
		set: set as CharSet,
		min: upTo ? 1 : Number(max),
		max: Number(max),
		optional: optional === '[',
		rules: names,
		checks: names.flatMap((name) => rules[name] ?? [])
	};
}

function valuesOf(words: readonly string[], key: string): string[] {
	return words.filter((word) => word.startsWith(key)).map((word) => word.slice(key.length));
}

function readLine(line: string): void {
	const [range = '', ...words] = line.split(' ');
	const flags = words[0] && !readPart(words[0]) ? words[0] : '';
	const parts = words.map(readPart).filter((part) => part !== undefined);
	const key = words.find((word) => word.startsWith('dlpkey'));
	const entry = {
		fixed: flags.includes('*'),
		attribute: flags.includes('?'),
		min: parts.reduce((sum, part) => sum + (part.optional ? 0 : part.min), 0),
		max: parts.reduce((sum, part) => sum + part.max, 0),
		parts,
		requires: valuesOf(words, 'req=').map((value) => value.split(',').map((group) => group.split('+').map(span))),
		excludes: valuesOf(words, 'ex=').flatMap((value) => value.split(',').map(span)),
		qualifiers: key
			?.slice(7)
			.split('|')
			.map((way) => (way === '' ? [] : way.split(',')))
	};
	const [first = '', last = first] = range.split('-');
	for (let code = Number(first); code <= Number(last); code += 1) {
		const text = String(code).padStart(first.length, '0');
		const id = idAt(text, 0, text.length);
		table[id] = { code: text, id, ...entry };
	}
}

dictionary.split('\n').forEach(readLine);

/** The AI with exactly this code, which may stand inside a longer text. */
export function lookup(text: string, from = 0, to = text.length): Ai | undefined {
	const id = idAt(text, from, to);
	return id < 0 ? undefined : table[id];
}

/** The AI that the text has at this place: no AI starts another. */
export function leading(text: string, at: number): Ai | undefined {
	return lookup(text, at, at + 2) ?? lookup(text, at, at + 3) ?? lookup(text, at, at + 4);
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
	let from = 0;
	return part.every((code) => (from = whole.indexOf(code, from) + 1) > 0);
}

/** Whether these qualifiers, in this order, may follow the key in a path. */
export function allows(key: Ai, qualifiers: readonly string[]): boolean {
	return qualifiers.length === 0 || (key.qualifiers ?? []).some((way) => isSubsequence(qualifiers, way));
}

/** Whether another AI could join these qualifiers in the path. */
export function takesIntoPath(key: Ai, qualifiers: readonly string[], other: string): boolean {
	if (qualifiers.includes(other)) return false;
	return (key.qualifiers ?? []).some((way) => way.includes(other) && isSubsequence(qualifiers, way));
}
