import { allows, lookup, takesIntoPath, type Ai } from './ai.ts';
import { fromWord } from './alpha.ts';
import { expectedDigit } from './check.ts';
import { Fault } from './fault.ts';
import { GTIN_LENGTH } from './gtin.ts';
import { MAX_ELEMENTS, MAX_INPUT, yearOf, type Options, type Warning } from './options.ts';
import { checkPairing, type Present } from './pairing.ts';
import { decode, decodedLength, isEncoded, rawOffset, type Place } from './percent.ts';
import { split, type Frame } from './split.ts';
import { checkLength, checkValue } from './value.ts';

/** A key and the most qualifiers that any key takes. */
const MAX_PATH = 4;
const DIGITS = /^[0-9]*$/;

export interface LinkElement extends Present {
	readonly place: Place;
}

/** A link that was read and checked. */
export interface Link {
	readonly stem: string;
	readonly elements: readonly LinkElement[];
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

/** Walks back from the end over pairs of AI and value to the right-most primary key: its slash, how many pairs. */
function findKey(raw: string, { path, pathEnd }: Frame, lenient: boolean): [number, number] | undefined {
	let end = pathEnd;
	for (let pairs = 1; ; pairs += 1) {
		const value = raw.lastIndexOf('/', end - 1);
		if (value <= path) return undefined;
		const code = raw.lastIndexOf('/', value - 1);
		const segment = raw.slice(code + 1, value);
		const ai = lookup(segment) ?? byWord(segment, lenient);
		if (!ai) return undefined;
		if (ai.qualifiers) return [code, pairs];
		end = code;
	}
}

class Reader {
	readonly #raw: string;
	readonly #options: Options;
	readonly #lenient: boolean;
	readonly #semicolons: boolean;
	readonly #year: number;
	readonly #warnings = new Set<Warning>();
	readonly #elements: LinkElement[] = [];
	readonly #other: [string, string | null][] = [];
	#qualifiers: string[] = [];

	constructor(raw: string, options: Options, semicolons: boolean) {
		this.#raw = raw;
		this.#options = options;
		this.#lenient = options.lenient === true;
		this.#semicolons = semicolons;
		this.#year = yearOf(options.today);
	}

	read(): Link | Fault {
		if (this.#raw.length > MAX_INPUT) return new Fault('too_long', MAX_INPUT);
		const frame = split(this.#raw, this.#lenient, this.#warnings);
		if (frame instanceof Fault) return frame;
		const [key, pairs] = findKey(this.#raw, frame, this.#lenient) ?? [-1, 0];
		if (key < 0) return new Fault('no_primary_key', frame.path);
		if (pairs > MAX_PATH) return new Fault('qualifier_sequence', key);
		const fault =
			this.#path(key, frame.pathEnd) ??
			this.#query(frame.query, frame.queryEnd) ??
			checkPairing(this.#elements, this.#options.requisites !== false);
		if (fault) return fault;
		if (this.#semicolons) this.#warnings.add('semicolon_delimiter');
		const stem = this.#raw.slice(frame.start, key);
		return { stem, elements: this.#elements, other: this.#other, warnings: this.#warnings };
	}

	#path(start: number, end: number): Fault | undefined {
		for (let at = start + 1; at <= end;) {
			const slash = this.#raw.indexOf('/', at);
			const segment = this.#raw.slice(at, slash);
			let ai = lookup(segment);
			if (!ai) {
				ai = byWord(segment, this.#lenient);
				if (!ai) break;
				this.#warnings.add('convenience_alpha');
			}
			const next = this.#raw.indexOf('/', slash + 1);
			const valueEnd = next < 0 || next > end ? end : next;
			const fault = this.#admit(ai, this.#raw.slice(slash + 1, valueEnd), 'path', slash + 1);
			if (fault) return fault;
			at = valueEnd + 1;
		}
		const [key, ...qualifiers] = this.#elements;
		this.#qualifiers = qualifiers.map(({ ai }) => ai.code);
		if (key && allows(key.ai, this.#qualifiers)) return undefined;
		return new Fault('qualifier_sequence', start);
	}

	#query(from: number, end: number): Fault | undefined {
		for (let at = from; at < end;) {
			const stop = this.#delimiter(at, end);
			if (stop > at) {
				const fault = this.#parameter(at, stop);
				if (fault) return fault;
			}
			at = stop + 1;
		}
		return undefined;
	}

	#delimiter(at: number, end: number): number {
		for (let stop = at; stop < end; stop += 1) {
			const code = this.#raw.charCodeAt(stop);
			if (code === 38 || (code === 59 && this.#semicolons)) return stop;
		}
		return end;
	}

	#parameter(at: number, end: number): Fault | undefined {
		const text = this.#raw.slice(at, end);
		const equals = text.indexOf('=');
		const key = equals < 0 ? text : text.slice(0, equals);
		if (equals >= 0) {
			const ai = lookup(key);
			if (ai) return this.#attribute(ai, text.slice(equals + 1), at, at + equals + 1);
			if (DIGITS.test(key)) return new Fault('unknown_ai', at);
		}
		this.#other.push([key, equals < 0 ? null : text.slice(equals + 1)]);
		return undefined;
	}

	#attribute(ai: Ai, raw: string, at: number, valueAt: number): Fault | undefined {
		if (this.#elements.some((other) => other.ai === ai)) return new Fault('duplicate_ai', at, ai.code);
		const fault = this.#admit(ai, raw, 'query', valueAt);
		if (fault) return fault;
		if (!ai.attribute) return new Fault('not_data_attribute', at, ai.code);
		const key = this.#elements[0];
		const joins = key && takesIntoPath(key.ai, this.#qualifiers, ai.code);
		return joins ? new Fault('belongs_in_path', at, ai.code) : undefined;
	}

	/** Checks the value and remembers it. */
	#admit(ai: Ai, raw: string, place: Place, at: number): Fault | undefined {
		if (raw === '') return new Fault('empty_value', at, ai.code);
		const zeros = this.#lenient && ai.code === '01' ? this.#padding(raw, place) : '';
		const value = decode(raw, place, zeros);
		if (value instanceof Fault) return value.shifted(at).of(ai.code);
		const found = checkLength(ai, value) ?? checkValue(ai, value, this.#year);
		if (found) {
			const plain = zeros === '' && !isEncoded(raw, place);
			const offset = plain ? found.at : rawOffset(raw, place, found.at - zeros.length);
			const digit = found.code === 'check_digit' ? expectedDigit(value) : undefined;
			return new Fault(found.code, at + offset, ai.code, digit);
		}
		if (this.#elements.length >= MAX_ELEMENTS) return new Fault('too_many_ais', at, ai.code);
		this.#elements.push({ ai, value, at, place });
		return undefined;
	}

	/** The zeros that make a short GTIN 14 digits. */
	#padding(raw: string, place: Place): string {
		const length = decodedLength(raw, place, GTIN_LENGTH);
		if (length !== 8 && length !== 12 && length !== 13) return '';
		this.#warnings.add('gtin_not_14_digits');
		return '0'.repeat(GTIN_LENGTH - length);
	}
}
