import { allows, lookup, takesIntoPath, type Ai } from './ai.ts';
import { fromWord } from './alpha.ts';
import { expectedDigit } from './check.ts';
import { Fault } from './fault.ts';
import { GTIN_LENGTH } from './gtin.ts';
import { MAX_ELEMENTS, MAX_INPUT, NO_WARNINGS, yearOf, type Options, type Warning } from './options.ts';
import { checkPairing, Elements, type Element } from './pairing.ts';
import { decode, decodedLength, isEncoded, rawOffset, type Place } from './percent.ts';
import { split, type Frame } from './split.ts';
import { checkBounds, checkLength, checkValue } from './value.ts';

/** A key and the most qualifiers that any key takes. */
const MAX_PATH = 4;
const DIGITS = /^[0-9]*$/;

/** A link that was read and checked. */
export interface Link {
	readonly stem: string;
	readonly elements: readonly Element[];
	/** Parameters that are none of GS1's, as they stand there. */
	readonly other: readonly (readonly [string, string | null])[];
	readonly warnings: ReadonlySet<Warning>;
}

/** A semicolon belongs to a value wherever that reads well. */
export function readLink(raw: string, options: Options): Link | Fault {
	const link = new Reader(raw, options, false).read();
	if (!(link instanceof Fault) || options.lenient !== true || !raw.includes(';')) return link;
	const again = new Reader(raw, options, true).read();
	return again instanceof Fault ? link : again;
}

function byWord(segment: string, lenient: boolean): Ai | undefined {
	return lenient ? fromWord(segment) : undefined;
}

/** An AI in a path, and where its value starts and ends. */
interface Pair {
	readonly ai: Ai;
	readonly byWord: boolean;
	readonly start: number;
	readonly end: number;
}

/** The slash before the primary key, and the path's pairs from the last to the key. */
interface Key {
	readonly slash: number;
	readonly pairs: readonly Pair[];
}

/** Walks back from the end over pairs of AI and value to the right-most primary key. */
function findKey(raw: string, { path, pathEnd }: Frame, lenient: boolean): Key | undefined {
	const pairs: Pair[] = [];
	let end = pathEnd;
	for (;;) {
		const value = raw.lastIndexOf('/', end - 1);
		if (value <= path) return undefined;
		const code = raw.lastIndexOf('/', value - 1);
		const known = lookup(raw, code + 1, value);
		const ai = known ?? byWord(raw.slice(code + 1, value), lenient);
		if (!ai) return undefined;
		pairs.push({ ai, byWord: !known, start: value + 1, end });
		if (ai.qualifiers) return { slash: code, pairs };
		end = code;
	}
}

class Reader {
	private readonly raw: string;
	private readonly options: Options;
	private readonly lenient: boolean;
	private readonly semicolons: boolean;
	/** Whether any value can be encoded. */
	private readonly encoded: boolean;
	private readonly year: number;
	private readonly warnings: Set<Warning>;
	private readonly elements = new Elements();
	private readonly other: [string, string | null][] = [];
	private readonly qualifiers: string[] = [];

	constructor(raw: string, options: Options, semicolons: boolean) {
		this.raw = raw;
		this.options = options;
		this.lenient = options.lenient === true;
		this.semicolons = semicolons;
		this.encoded = raw.includes('%') || raw.includes('+');
		this.year = yearOf(options.today);
		this.warnings = this.lenient ? new Set() : NO_WARNINGS;
	}

	read(): Link | Fault {
		if (this.raw.length > MAX_INPUT) return new Fault('too_long', MAX_INPUT);
		const frame = split(this.raw, this.lenient, this.warnings);
		if (frame instanceof Fault) return frame;
		const key = findKey(this.raw, frame, this.lenient);
		if (!key) return new Fault('no_primary_key', frame.path);
		const fault =
			this.path(key) ??
			this.query(frame.query, frame.queryEnd) ??
			checkPairing(this.elements, this.options.requisites !== false);
		if (fault) return fault;
		if (this.semicolons) this.warnings.add('semicolon_delimiter');
		const stem = this.raw.slice(frame.start, key.slash);
		return { stem, elements: this.elements.all, other: this.other, warnings: this.warnings };
	}

	private path({ slash, pairs }: Key): Fault | undefined {
		if (pairs.length > MAX_PATH) return new Fault('qualifier_sequence', slash);
		for (let index = pairs.length - 1; index >= 0; index -= 1) {
			const pair = pairs[index];
			if (!pair) break;
			if (pair.byWord) this.warnings.add('convenience_alpha');
			const fault = this.admit(pair.ai, this.raw.slice(pair.start, pair.end), 'path', pair.start);
			if (fault) return fault;
			if (index < pairs.length - 1) this.qualifiers.push(pair.ai.code);
		}
		const ai = this.elements.ais[0];
		return ai && allows(ai, this.qualifiers) ? undefined : new Fault('qualifier_sequence', slash);
	}

	private query(from: number, end: number): Fault | undefined {
		for (let at = from; at < end;) {
			const stop = this.delimiter(at, end);
			if (stop > at) {
				const fault = this.parameter(at, stop);
				if (fault) return fault;
			}
			at = stop + 1;
		}
		return undefined;
	}

	private delimiter(at: number, end: number): number {
		for (let stop = at; stop < end; stop += 1) {
			const code = this.raw.charCodeAt(stop);
			if (code === 38 || (code === 59 && this.semicolons)) return stop;
		}
		return end;
	}

	private parameter(at: number, end: number): Fault | undefined {
		const text = this.raw.slice(at, end);
		const equals = text.indexOf('=');
		const key = equals < 0 ? text : text.slice(0, equals);
		if (equals >= 0) {
			const ai = lookup(key);
			if (ai) return this.attribute(ai, text.slice(equals + 1), at, at + equals + 1);
			if (DIGITS.test(key)) return new Fault('unknown_ai', at);
		}
		this.other.push([key, equals < 0 ? null : text.slice(equals + 1)]);
		return undefined;
	}

	private attribute(ai: Ai, raw: string, at: number, valueAt: number): Fault | undefined {
		if (this.elements.ais.includes(ai)) return new Fault('duplicate_ai', at, ai.code);
		const fault = this.admit(ai, raw, 'query', valueAt);
		if (fault) return fault;
		if (!ai.attribute) return new Fault('not_data_attribute', at, ai.code);
		const key = this.elements.ais[0];
		const joins = key && takesIntoPath(key, this.qualifiers, ai.code);
		return joins ? new Fault('belongs_in_path', at, ai.code) : undefined;
	}

	/** Checks the value and remembers it. */
	private admit(ai: Ai, raw: string, place: Place, at: number): Fault | undefined {
		if (raw === '') return new Fault('empty_value', at, ai.code);
		const zeros = this.lenient && ai.code === '01' ? this.padding(raw, place) : '';
		const plain = zeros === '' && !(this.encoded && isEncoded(raw, place));
		const value = plain ? raw : decode(raw, place, zeros);
		if (value instanceof Fault) return value.shifted(at).of(ai.code);
		// A link has no carets and nothing but ASCII, so that a plain value's length is all there is to look at first.
		const found = (plain ? checkBounds(ai, value) : checkLength(ai, value)) ?? checkValue(ai, value, this.year);
		if (found) {
			const offset = plain ? found.at : rawOffset(raw, place, found.at - zeros.length);
			const digit = found.code === 'check_digit' ? expectedDigit(value) : undefined;
			return new Fault(found.code, at + offset, ai.code, digit);
		}
		if (this.elements.all.length >= MAX_ELEMENTS) return new Fault('too_many_ais', at, ai.code);
		this.elements.push(ai, { ai: ai.code, value, in: place }, at);
		return undefined;
	}

	/** The zeros that make a short GTIN 14 digits. */
	private padding(raw: string, place: Place): string {
		const length = decodedLength(raw, place, GTIN_LENGTH);
		if (length !== 8 && length !== 12 && length !== 13) return '';
		this.warnings.add('gtin_not_14_digits');
		return '0'.repeat(GTIN_LENGTH - length);
	}
}
