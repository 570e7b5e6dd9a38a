import type { Ai, CharSet } from './ai.ts';
import { strayAt } from './chars.ts';
import { Fault } from './fault.ts';

const NOT_ASCII = /[^\0-\x7f]/;

/** Length and stray carets first: a wrong check digit is no help when a value is too long. */
export function checkLength(ai: Ai, value: string): Fault | undefined {
	const foreign = value.search(NOT_ASCII);
	if (foreign >= 0) return new Fault('cset82', foreign);
	const fault = checkBounds(ai, value);
	if (fault) return fault;
	const caret = value.indexOf('^');
	return caret < 0 ? undefined : new Fault('illegal_caret', caret);
}

/** Neither too short nor too long. */
export function checkBounds(ai: Ai, value: string): Fault | undefined {
	if (value.length < ai.min) return new Fault('value_too_short', value.length);
	return value.length > ai.max ? new Fault('value_too_long', ai.max) : undefined;
}

/** Every component: its length, its character set, its rules. */
export function checkValue(ai: Ai, value: string, year: number): Fault | undefined {
	if (value === '') return new Fault('empty_value', 0);
	let at = 0;
	for (const part of ai.parts) {
		const data = at === 0 && value.length <= part.max ? value : value.slice(at, at + part.max);
		if (part.optional && data === '') continue;
		if (data.length < part.min) return new Fault('value_length', value.length);
		const bad = strayAt(data, part.set);
		if (bad >= 0) return stray(part.set, data, bad)?.shifted(at);
		for (const check of part.checks) {
			const fault = check(data, year);
			if (fault) return fault.shifted(at);
		}
		at += data.length;
	}
	return at < value.length ? new Fault('value_too_long', at) : undefined;
}

/** A character outside the set; base64 alone may end in padding. */
function stray(set: CharSet, data: string, at: number): Fault | undefined {
	if (set === 'N') return new Fault('non_digit', at);
	if (set === 'X') return new Fault('cset82', at);
	if (set === 'Y') return new Fault('cset39', at);
	if (!/^=+$/.test(data.slice(at))) return new Fault('lint_invalid_cset64_character', at);
	const fits = data.length - at <= 2 && data.length % 3 === 0;
	return fits ? undefined : new Fault('lint_invalid_cset64_padding', at);
}
