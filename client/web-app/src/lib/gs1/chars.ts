import type { CharSet } from './ai.ts';

/** Which characters may stand where: one bit each, for ASCII. */
const flags: Readonly<Record<CharSet, number>> = { N: 1, X: 2, Y: 4, Z: 8 };
const URI = 16;
const HOST_END = 32;

const classes = new Uint8Array(128);

function mark(characters: string, flag: number): void {
	for (const character of characters) {
		const code = character.charCodeAt(0);
		classes[code] = (classes[code] ?? 0) | flag;
	}
}

const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LETTERS = CAPITALS + CAPITALS.toLowerCase();
mark(DIGITS, flags.N | flags.X | flags.Y | flags.Z | URI);
mark(LETTERS, flags.X | flags.Z | URI);
mark(CAPITALS, flags.Y);
mark('!"%&\'()*+,-./:;<=>?_', flags.X);
mark('#-/', flags.Y);
mark('-_', flags.Z);
mark("-._~:/?#[]@!$&'()*+,;=%", URI);
mark("/_~?#@!$&'()*+,;=%", HOST_END);

/** The first character outside the set, or -1. */
export function strayAt(data: string, set: CharSet): number {
	const flag = flags[set];
	for (let at = 0; at < data.length; at += 1) {
		if ((classes[data.charCodeAt(at)] ?? 0) & flag) continue;
		return at;
	}
	return -1;
}

export function isOfUri(code: number): boolean {
	return ((classes[code] ?? 0) & URI) !== 0;
}

/** Ends a host, or may not stand in it. */
export function endsHost(code: number): boolean {
	return ((classes[code] ?? 0) & HOST_END) !== 0;
}
