import { century, daysInMonth, two } from './calendar.ts';
import { GROUP_SEPARATOR, readBracketed, readFnc1 } from './elements.ts';
import { errors } from './errors.ts';
import { Fault, shifted, type ErrorCode, type Reason } from './fault.ts';
import { GTIN_LENGTH, parseGtin } from './gtin.ts';
import { readLink } from './link.ts';
import { MAX_INPUT, NO_WARNINGS, trimmedRange, warningOrder, yearOf, type Options, type Warning } from './options.ts';
import type { Element, Elements } from './pairing.ts';
import { readScan } from './scan.ts';
import { hasScheme } from './split.ts';

/** A code that was read and checked. */
export interface Code {
	readonly ok: true;
	readonly kind: 'digital_link' | 'element_string' | 'gtin';
	/** 14 digits. */
	readonly gtin: string | null;
	readonly lot: string | null;
	readonly serial: string | null;
	readonly expiry: { readonly date: string; readonly kind: 'use_by' | 'best_before' } | null;
	readonly elements: readonly Element[];
	/** A link's parameters that are none of GS1's, as they stand there. */
	readonly other: readonly (readonly [string, string | null])[];
	/** A link's start, up to its primary key. */
	readonly stem: string | null;
	readonly warnings: readonly Warning[];
}

/** Why a code was refused. Pages translate `code`, or at least `reason`. */
export interface Refused {
	readonly ok: false;
	readonly error: {
		readonly code: ErrorCode;
		readonly reason: Reason;
		/** In characters (Unicode code points) from the start. */
		readonly at: number;
		/** In English. */
		readonly detail: string;
		/** The application identifier whose value is wrong. */
		readonly ai?: string;
		/** The check digit that would match the other digits. */
		readonly expectedCheckDigit?: string;
	};
}

interface Found {
	readonly kind: Code['kind'];
	readonly elements: readonly Element[];
	readonly other?: Code['other'];
	readonly stem?: string;
	readonly warnings: ReadonlySet<Warning>;
}

/**
 * Reads whatever a person typed or a scanner sent: a Digital Link with any host, an element string (in brackets,
 * with U+001D or `^` for FNC1, or after a symbology identifier such as `]d2`), or a GTIN-8, -12, -13 or -14.
 */
export function parseCode(raw: string, options: Options): Code | Refused {
	const found = readRaw(raw, options);
	return found instanceof Fault ? refused(found, raw) : accepted(found, options.today);
}

function readRaw(raw: string, options: Options): Found | Fault {
	if (raw.length > MAX_INPUT) return new Fault('too_long', MAX_INPUT);
	const { start, end } = trimmedRange(raw);
	if (start === end) return new Fault('empty_data', 0);
	if (options.lenient !== true) return readText(raw, options, NO_WARNINGS);
	const warnings = new Set<Warning>();
	if (end - start < raw.length) warnings.add('surrounding_whitespace');
	return shifted(readText(raw.slice(start, end), options, warnings), start);
}

function readText(text: string, options: Options, warnings: Set<Warning>): Found | Fault {
	const first = text.charAt(0);
	if (first === ']') return readSymbol(text, options, warnings);
	if (first === '(') return readTypedElements(text, options, warnings);
	if (first === '^' || first === GROUP_SEPARATOR) {
		return message(shifted(readFnc1(text.slice(1), first, options), 1), warnings);
	}
	if (hasScheme(text) || text.includes('/') || text.includes(':')) {
		const link = readLink(text, options);
		if (link instanceof Fault) return link;
		const { elements, other, stem } = link;
		for (const warning of link.warnings) warnings.add(warning);
		return { kind: 'digital_link', elements, other, stem, warnings };
	}
	if (text.includes(GROUP_SEPARATOR)) return message(readFnc1(text, GROUP_SEPARATOR, options), warnings);
	return readTypedDigits(text, options, warnings);
}

function message(elements: Elements | Fault, warnings: Set<Warning>): Found | Fault {
	return elements instanceof Fault ? elements : { kind: 'element_string', elements: elements.all, warnings };
}

function ofGtin(value: string): Element {
	return { ai: '01', value };
}

function readSymbol(text: string, options: Options, warnings: Set<Warning>): Found | Fault {
	const scan = readScan(text, options);
	if (scan instanceof Fault) return scan;
	if (scan.kind === 'elements') return { kind: 'element_string', elements: scan.elements, warnings };
	if (scan.kind === 'item') {
		const kind = scan.elements.length === 0 ? 'gtin' : 'element_string';
		return { kind, elements: [ofGtin(scan.gtin), ...scan.elements], warnings };
	}
	// Plain data has no separators, and no second identifier.
	const odd = scan.text === '' || [']', '^', GROUP_SEPARATOR].includes(scan.text.charAt(0));
	const nested = odd ? new Fault('not_a_gs1_code', 0) : readText(scan.text, options, warnings);
	return shifted(nested, text.length - scan.text.length);
}

/** A lenient reading takes the form printed under a symbol: spaces around brackets. */
function readTypedElements(text: string, options: Options, warnings: Set<Warning>): Found | Fault {
	const elements = readBracketed(text, options);
	if (!(elements instanceof Fault) || options.lenient !== true) return message(elements, warnings);
	const packed = text.replace(/[ \t-\r]/g, '');
	const again = packed === text ? elements : readBracketed(packed, options);
	if (again instanceof Fault) return elements;
	return message(again, warnings.add('separators'));
}

/** What people put between groups of digits: spaces and dashes of any width. */
const GROUPING = /[ \u00a0\u2009\u202f\-\u2010-\u2015]/g;

function readTypedDigits(text: string, options: Options, warnings: Set<Warning>): Found | Fault {
	if (!/\p{N}/u.test(text)) return new Fault('not_a_gs1_code', 0);
	const packed = options.lenient === true ? text.replace(GROUPING, '') : text;
	if (packed.length < text.length) warnings.add('separators');
	const gtin = parseGtin(packed);
	if (!(gtin instanceof Fault)) return { kind: 'gtin', elements: [ofGtin(gtin.gtin14)], warnings };
	if (options.lenient === true && packed.startsWith('01') && packed.length > GTIN_LENGTH) {
		// From a scanner that drops the first FNC1, recognised by its GTIN.
		const elements = readFnc1(packed, GROUP_SEPARATOR, options);
		if (!(elements instanceof Fault)) return message(elements, warnings.add('missing_fnc1'));
	}
	return explained(text, packed, gtin);
}

/** Text with a digit in it is no mistyped GTIN. */
function explained(text: string, packed: string, fault: Fault): Fault {
	const digits = packed.match(/\p{N}/gu)?.length ?? 0;
	if (fault.code === 'non_digit' && digits * 2 < [...packed].length) return new Fault('not_a_gs1_code', 0);
	if (packed === text) return fault;
	let kept = -1;
	for (let at = 0; at < text.length; at += 1) {
		if (text.charAt(at).search(GROUPING) < 0) kept += 1;
		if (kept === fault.at) return fault.moved(at);
	}
	return fault.moved(text.length);
}

/** The values that every page asks for; of an AI that is repeated, the first. */
interface Item {
	gtin: string | null;
	piece: string | null;
	lot: string | null;
	serial: string | null;
	useBy: string | null;
	useByTime: string | null;
	bestBefore: string | null;
}

function itemOf(elements: readonly Element[]): Item {
	const item: Item = {
		gtin: null,
		piece: null,
		lot: null,
		serial: null,
		useBy: null,
		useByTime: null,
		bestBefore: null
	};
	for (const { ai, value } of elements) {
		if (ai === '01') item.gtin ??= value;
		else if (ai === '10') item.lot ??= value;
		else if (ai === '21') item.serial ??= value;
		else if (ai === '17') item.useBy ??= value;
		else if (ai === '15') item.bestBefore ??= value;
		else if (ai === '7003') item.useByTime ??= value;
		else if (ai === '8006') item.piece ??= value;
	}
	return item;
}

function accepted({ kind, elements, other = [], stem, warnings }: Found, today: string): Code {
	const item = itemOf(elements);
	return {
		ok: true,
		kind,
		gtin: item.gtin ?? item.piece?.slice(0, GTIN_LENGTH) ?? null,
		lot: item.lot,
		serial: item.serial,
		expiry: expiry(item.useBy ?? item.useByTime, 'use_by', today) ?? expiry(item.bestBefore, 'best_before', today),
		elements,
		other,
		stem: stem ?? null,
		warnings: warnings.size === 0 ? [] : warningOrder.filter((warning) => warnings.has(warning))
	};
}

/** Of a value that was checked, and that starts with YYMMDD. */
function expiry(value: string | null, kind: 'use_by' | 'best_before', today: string): Code['expiry'] {
	if (value === null) return null;
	const year = century(two(value, 0), yearOf(today));
	const month = value.slice(2, 4);
	const day = value.slice(4, 6);
	const last = day === '00' ? String(daysInMonth(year, two(value, 2))) : day;
	return { date: `${String(year)}-${month}-${last}`, kind };
}

function refused({ code, at, ai, expected }: Fault, raw: string): Refused {
	const [reason, words] = errors[code];
	const about = ai === undefined ? '' : `(${ai}): `;
	const instead = expected === undefined ? '' : `; ${expected} would`;
	return {
		ok: false,
		error: {
			code,
			reason,
			at: [...raw.slice(0, at)].length,
			detail: about + words + instead,
			...(ai === undefined ? {} : { ai }),
			...(expected === undefined ? {} : { expectedCheckDigit: expected })
		}
	};
}
