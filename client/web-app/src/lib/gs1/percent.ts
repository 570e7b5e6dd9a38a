import { Fault } from './fault.ts';

export type Place = 'path' | 'query';

const UNRESERVED = /[A-Za-z0-9\-._~]/;
/** Longer than any value; what does not fit is too long. */
const CAPACITY = 96;

/** The value of a hexadecimal digit, or -1. */
function hex(code: number): number {
	if (code >= 48 && code <= 57) return code - 48;
	const letter = code | 32;
	return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** The byte at this place, 256 more when it was written with a percent sign; -1 when that is malformed. */
function byteAt(raw: string, at: number, place: Place): number {
	const code = raw.charCodeAt(at);
	if (code === 43 && place === 'query') return 32;
	if (code !== 37) return code;
	const [high, low] = [hex(raw.charCodeAt(at + 1)), hex(raw.charCodeAt(at + 2))];
	return high < 0 || low < 0 ? -1 : 256 + high * 16 + low;
}

export function isEncoded(raw: string, place: Place): boolean {
	return raw.includes('%') || (place === 'query' && raw.includes('+'));
}

/** Decodes a value once, after `zeros`. `decodeURIComponent` would throw, and takes UTF-8 for text. */
export function decode(raw: string, place: Place, zeros = ''): string | Fault {
	if (!isEncoded(raw, place)) return zeros + raw;
	let text = zeros;
	for (let at = 0; at < raw.length;) {
		const byte = byteAt(raw, at, place);
		if (byte < 0) return new Fault('percent_encoding', at);
		if (byte === 256) return new Fault('illegal_null', at);
		if (text.length >= CAPACITY) return new Fault('value_too_long', at);
		text += String.fromCharCode(byte & 255);
		at += byte > 255 ? 3 : 1;
	}
	return text;
}

/** How many characters it decodes to, counted up to `limit`. */
export function decodedLength(raw: string, place: Place, limit: number): number {
	let length = 0;
	for (let at = 0; at < raw.length && length < limit; length += 1) {
		const byte = byteAt(raw, at, place);
		if (byte < 0) break;
		at += byte > 255 ? 3 : 1;
	}
	return length;
}

/** Where the decoded character `index` stands in the raw text. */
export function rawOffset(raw: string, place: Place, index: number): number {
	let at = 0;
	for (let count = 0; count < index && at < raw.length; count += 1) at += byteAt(raw, at, place) > 255 ? 3 : 1;
	return Math.min(at, raw.length);
}

/** Encodes everything but letters, digits, `-`, `.`, `_` and `~`. The value is ASCII. */
export function encode(text: string, place: Place): string {
	let encoded = '';
	for (const character of text) {
		if (UNRESERVED.test(character)) encoded += character;
		else if (character === ' ' && place === 'query') encoded += '+';
		else encoded += `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
	}
	return encoded;
}
