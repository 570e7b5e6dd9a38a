/** How a code is read. */
export interface Options {
	/** `2026-12-31`: says which century a year of two digits belongs to. */
	readonly today: string;
	/** Accept what readers tolerate, with warnings. What strict reading accepts is read the same. */
	readonly lenient?: boolean;
	/** `false` accepts an AI without its companions: they may be on another label. */
	readonly requisites?: boolean;
}

/** What lenient reading tolerated, in the order in which warnings are listed. */
export const warningOrder = [
	'surrounding_whitespace',
	'scheme_case',
	'convenience_alpha',
	'gtin_not_14_digits',
	'trailing_slash',
	'semicolon_delimiter',
	'separators',
	'missing_fnc1'
] as const;

export type Warning = (typeof warningOrder)[number];

export const MAX_ELEMENTS = 64;
/** Longer than any code. */
export const MAX_INPUT = 16 * 1024;

/** What strict reading tolerates. */
export const NO_WARNINGS: Set<Warning> = new Set();

let lastToday = '';
let lastYear = 0;

/** Codes are read by the thousand on the same day. */
export function yearOf(today: string): number {
	if (today !== lastToday) {
		lastToday = today;
		lastYear = Number(today.slice(0, 4));
	}
	return lastYear;
}

/** White space that a scanner or a hand adds: the same set as in Rust, not JavaScript's. */
export function isSpace(code: number): boolean {
	return code === 32 || (code >= 9 && code <= 13);
}

/** From the first to after the last character that is no white space. */
export function trimmedRange(text: string): { start: number; end: number } {
	let start = 0;
	let end = text.length;
	while (start < end && isSpace(text.charCodeAt(start))) start += 1;
	while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
	return { start, end };
}
