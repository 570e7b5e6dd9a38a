import { leading, lookup, type Ai } from './ai.ts';
import { expectedDigit } from './check.ts';
import { Fault } from './fault.ts';
import { MAX_ELEMENTS, yearOf, type Options } from './options.ts';
import { checkPairing, checkRepeated, Elements } from './pairing.ts';
import { checkLength, checkValue } from './value.ts';

/** FNC1 as scanners send it. */
export const GROUP_SEPARATOR = '\u001d';

/** Elements that are checked one by one, then together. */
class Message {
	readonly #elements = new Elements();
	readonly #options: Options;

	constructor(options: Options) {
		this.#options = options;
	}

	push(ai: Ai, value: string, at: number): Fault | undefined {
		if (this.#elements.all.length >= MAX_ELEMENTS) return new Fault('too_many_ais', at);
		const fault = checkValue(ai, value, yearOf(this.#options.today));
		if (fault) return named(fault, ai, value, at);
		this.#elements.push(ai, { ai: ai.code, value }, at);
		return undefined;
	}

	finish(): Elements | Fault {
		const requisites = this.#options.requisites !== false;
		return checkPairing(this.#elements, requisites) ?? checkRepeated(this.#elements) ?? this.#elements;
	}
}

function named(fault: Fault, ai: Ai, value: string, at: number): Fault {
	return fault.shifted(at).of(ai.code, fault.code === 'check_digit' ? expectedDigit(value) : undefined);
}

/** `(01)09521234543213(10)LOT7`; a bracket inside a value is written `\(`. */
export function readBracketed(text: string, options: Options): Elements | Fault {
	const message = new Message(options);
	for (let at = 0; at < text.length;) {
		const close = text.charAt(at) === '(' ? text.indexOf(')', at) : -1;
		if (close < 0) return new Fault('ai_parse', at);
		const ai = lookup(text.slice(at + 1, close));
		if (!ai) return new Fault('unknown_ai', at + 1);
		const start = close + 1;
		if (start === text.length) return new Fault('ai_parse', start, ai.code);
		const [value, end] = unescaped(text, start);
		const length = checkLength(ai, value);
		const fault = length ? named(length, ai, value, start) : message.push(ai, value, start);
		if (fault) return fault;
		at = end;
	}
	return message.finish();
}

/** The value up to the next bracket that is not escaped, and where it ends. */
function unescaped(text: string, start: number): [string, number] {
	let value = '';
	for (let from = start; ;) {
		const bracket = text.indexOf('(', from);
		const end = bracket < 0 ? text.length : bracket;
		if (bracket < 0 || end === from || text.charAt(end - 1) !== '\\') return [value + text.slice(from, end), end];
		value += `${text.slice(from, end - 1)}(`;
		from = end + 1;
	}
}

/** What comes after the first FNC1, which `separator` stands for. */
export function readFnc1(text: string, separator: string, options: Options): Elements | Fault {
	if (text === '') return new Fault('empty_data', 0);
	const foreign = text.search(/[^\0-\x7f]/);
	if (foreign >= 0) return new Fault('cset82', foreign);
	const message = new Message(options);
	for (let at = 0; at < text.length;) {
		const ai = leading(text, at);
		if (!ai) return new Fault('unknown_ai', at);
		const start = at + ai.code.length;
		const limit = start + ai.max;
		const found = text.slice(start, limit + 1).indexOf(separator);
		let end = found < 0 ? text.length : start + found;
		if (ai.fixed) end = Math.min(end, limit);
		if (end > limit) return new Fault('value_too_long', limit, ai.code);
		const fault = message.push(ai, text.slice(start, end), start);
		if (fault) return fault;
		at = text.startsWith(separator, end) ? end + separator.length : end;
	}
	return message.finish();
}
