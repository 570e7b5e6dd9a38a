import type { Ingredient } from '#lib/api/types.ts';

/** A run of ingredient text; `strong` = it names an allergen. */
export interface Run {
	text: string;
	strong: boolean;
}

type Range = [start: number, end: number];

/** The text as printed, with the words that name allergens apart. Marks of the source (`_milk_`) are taken out. */
export function emphasise(printed: string, items: readonly Ingredient[]): Run[] {
	const { text, marked } = unmark(printed);
	const named = items.filter((item) => item.allergens.length > 0).flatMap((item) => allergenWords(text, item.name));
	return runs(text, merge([...marked, ...named]));
}

function unmark(printed: string): { text: string; marked: Range[] } {
	const marked: Range[] = [];
	let text = '';
	let rest = 0;
	for (const match of printed.matchAll(/_([^_]+)_/g)) {
		text += printed.slice(rest, match.index);
		marked.push([text.length, text.length + match[1]!.length]);
		text += match[1];
		rest = match.index + match[0].length;
	}
	return { text: text + printed.slice(rest), marked };
}

/** Where an ingredient stands in the text: only its capitals when it sets them apart itself ("farina di GRANO"). */
function allergenWords(text: string, name: string): Range[] {
	return occurrences(text, unmark(name).text).flatMap(([start, end]): Range[] => {
		const capitals = [...text.slice(start, end).matchAll(/(?<!\p{L})\p{Lu}{3,}(?!\p{Ll})/gu)];
		const mixed = /\p{Ll}{2}/u.test(text.slice(start, end));
		if (!mixed || capitals.length === 0) return [[start, end]];
		return capitals.map((match) => [start + match.index, start + match.index + match[0].length]);
	});
}

function occurrences(text: string, name: string): Range[] {
	if (name.trim() === '') return [];
	const literal = name.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const whole = new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'giu');
	return [...text.matchAll(whole)].map((match) => [match.index, match.index + match[0].length]);
}

function merge(ranges: Range[]): Range[] {
	const merged: Range[] = [];
	for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
		const last = merged.at(-1);
		if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
		else merged.push([start, end]);
	}
	return merged;
}

function runs(text: string, ranges: Range[]): Run[] {
	const found: Run[] = [];
	let rest = 0;
	for (const [start, end] of ranges) {
		if (start > rest) found.push({ text: text.slice(rest, start), strong: false });
		found.push({ text: text.slice(start, end), strong: true });
		rest = end;
	}
	if (rest < text.length) found.push({ text: text.slice(rest), strong: false });
	return found;
}
