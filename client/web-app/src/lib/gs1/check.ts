import { strayAt } from './chars.ts';
import { Fault } from './fault.ts';

const NOT_DIGIT = /[^0-9]/;
const CHECK_CHARACTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** Character set 82 in the order of its weights. */
const WEIGHED = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83];
const ZERO = 48;

/** Weights 3 and 1 in turn, from the right; `end` digits count. The sum alone is a number, never the identifier. */
function following(digits: string, end: number): number {
	let sum = 0;
	for (let at = end - 1, weight = 3; at >= 0; at -= 1, weight = 4 - weight) {
		sum += weight * (digits.charCodeAt(at) - ZERO);
	}
	return (10 - (sum % 10)) % 10;
}

/** The modulo-10 digit that follows these digits. */
export function checkDigit(digits: string): string | Fault {
	const bad = digits.search(NOT_DIGIT);
	if (bad >= 0) return new Fault('non_digit', bad);
	return digits === '' ? new Fault('empty_data', 0) : String(following(digits, digits.length));
}

/** The right check digit of a whole key, when all the others are digits. */
export function expectedDigit(digits: string): string | undefined {
	const data = digits.slice(0, -1);
	return digits === '' || NOT_DIGIT.test(data) ? undefined : String(following(data, data.length));
}

/** The last digit checks the others. */
export function modulo10(digits: string): Fault | undefined {
	const bad = strayAt(digits, 'N');
	return bad >= 0 ? new Fault('non_digit', bad) : lastChecks(digits);
}

/** The last of these digits checks the others. */
export function lastChecks(digits: string): Fault | undefined {
	const last = digits.length - 1;
	if (last < 0) return new Fault('empty_value', 0);
	return following(digits, last) === digits.charCodeAt(last) - ZERO ? undefined : new Fault('check_digit', last);
}

/** Whether the last digit checks the others, for a key of any length (GTIN, GLN, SSCC, GSRN, GSIN). */
export function verifyCheckDigit(digits: string): Fault | undefined {
	const fault = modulo10(digits);
	return fault && new Fault(fault.code, fault.at, undefined, expectedDigit(digits));
}

/** The last two characters check the others. */
export function checkPair(value: string): Fault | undefined {
	const length = value.length - 2;
	if (length < 0) return new Fault('lint_too_short_for_check_pair', 0);
	if (length > PRIMES.length) return new Fault('value_too_long', length);
	let sum = 0;
	for (let place = 0; place < length; place += 1) {
		const at = length - 1 - place;
		const weight = WEIGHED.indexOf(value.charAt(at));
		if (weight < 0) return new Fault('cset82', at);
		sum += weight * (PRIMES[place] ?? 0);
	}
	sum %= 1021;
	const right = CHECK_CHARACTERS.charAt(sum >> 5) + CHECK_CHARACTERS.charAt(sum & 31);
	return value.endsWith(right) ? undefined : new Fault('check_pair', length);
}
