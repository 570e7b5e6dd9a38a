import { expectedDigit, modulo10 } from './check.ts';
import { Fault } from './fault.ts';

const NOT_DIGIT = /[^0-9]/;
export const GTIN_LENGTH = 14;

/** A GTIN with a right check digit, as 14 digits, and how long it was given. */
export interface Gtin {
	readonly gtin14: string;
	readonly format: 'GTIN-8' | 'GTIN-12' | 'GTIN-13' | 'GTIN-14';
}

/** Reads a GTIN-8, -12, -13 or -14: digits alone, nothing around or between them. */
export function parseGtin(text: string): Gtin | Fault {
	const bad = text.search(NOT_DIGIT);
	if (bad >= 0) return new Fault('non_digit', bad);
	const { length } = text;
	if (length !== 8 && length !== 12 && length !== 13 && length !== 14) {
		return new Fault('length', Math.min(length, GTIN_LENGTH));
	}
	const fault = modulo10(text);
	if (fault) return new Fault(fault.code, fault.at, undefined, expectedDigit(text));
	return { gtin14: text.padStart(GTIN_LENGTH, '0'), format: `GTIN-${length}` };
}
