import { dictionary } from './table.ts';

export type CharSet = 'N' | 'X' | 'Y' | 'Z';

export interface Part {
	readonly set: CharSet;
	readonly min: number;
	readonly max: number;
	readonly optional: boolean;
	readonly rules: readonly string[];
}

/** An Application Identifier: what its value looks like and what it goes with. */
export interface Ai {
	readonly code: string;
	/** No separator has to follow in an element string. */
	readonly fixed: boolean;
	/** May stand in the query of a link. */
	readonly attribute: boolean;
	readonly min: number;
	readonly max: number;
	readonly parts: readonly Part[];
	/** Of each outer item, one group of patterns such as `31nn` has to be there as a whole. */
	readonly requires: readonly (readonly (readonly string[])[])[];
	readonly excludes: readonly string[];
	/** Of a primary key: the alternative sequences of its qualifiers. */
	readonly qualifiers: readonly (readonly string[])[] | undefined;
}

const COMPONENT = /^(\[?)([NXYZ])(\.\.)?(\d+)\]?,?(.*)$/;
const table = new Map<string, Ai>();

function readPart(word: string): Part | undefined {
	const found = COMPONENT.exec(word);
	if (!found) return undefined;
	const [, optional, set, upTo, max, rules] = found;
	return {
		set: set as CharSet,
		min: upTo ? 1 : Number(max),
		max: Number(max),
		optional: optional === '[',
		rules: rules ? rules.split(',') : []
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
		requires: valuesOf(words, 'req=').map((value) => value.split(',').map((group) => group.split('+'))),
		excludes: valuesOf(words, 'ex=').flatMap((value) => value.split(',')),
		qualifiers: key
			?.slice(7)
			.split('|')
			.map((way) => (way === '' ? [] : way.split(',')))
	};
	const [first = '', last = first] = range.split('-');
	for (let code = Number(first); code <= Number(last); code += 1) {
		const text = String(code).padStart(first.length, '0');
		table.set(text, { code: text, ...entry });
	}
}

dictionary.split('\n').forEach(readLine);

/** The AI with exactly this code. */
export function lookup(code: string): Ai | undefined {
	return table.get(code);
}

/** The AI that the text has at this place: no AI starts another. */
export function leading(text: string, at: number): Ai | undefined {
	return table.get(text.slice(at, at + 2)) ?? table.get(text.slice(at, at + 3)) ?? table.get(text.slice(at, at + 4));
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
