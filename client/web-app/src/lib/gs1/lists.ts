import { Fault } from './fault.ts';

/** One bit each from 000 on: ISO 3166 numeric codes. */
const COUNTRIES =
	'08a888898888b8888aa80a28888888880888888a2223288988188a2221e322a22a2a180088888888888a888888888888' +
	'888288a2622a22a2222222228808b88888889708082222222de102888888a222320a1b222222a203e20808c8088888a8' +
	'8888889a89002021e080222a0008210200000000000000000000000000000000';
/** From AA on: ISO 3166 two-letter codes. */
const COUNTRY_LETTERS =
	'1e9afb77f7bdbb7be4fc21a8012b0070003a900df9dfa800b160181ef00202c000b8d42f8281f2bf3fffeba4d2100080' +
	'023cf1ca80000002008a8fbfe75cddf959820820eaa1020040020000000008001020020080000000';
/** From 000 on: ISO 4217 numeric codes. */
const CURRENCIES =
	'008800008808b80888800820808808080880808800220008801082020282200002020000080000008888088888888080' +
	'088a88a262222002022200008800a08088080c000822020020220288800000201202000000202002a200008000088888' +
	'008888008100202020800028000022000400000fe6adbfdffdfdfce225000000';
/** GS1's package types: each first character, then what may follow it. */
const PACKAGES =
	'1:A,B,D,F,G,W 2:00,01,02,03,04,05,06,10,11,12,C 3:A,H 4:3,4,A,B,C,D,F,G,H 5:H,L,M 6:H,P 7:A,B 8:,A,B,C 9: ' +
	'A:A,B,C,D,F,G,H,I,J,L,M,P,PE,T,V B:4,B,C,D,E,F,G,GE,H,I,J,K,L,M,ME,N,O,P,Q,R,RI,S,T,U,V,W,X,Y,Z ' +
	'C:A,B,BL,C,CE,D,E,F,G,H,I,J,K,L,M,N,O,P,Q,R,S,T,U,V,W,X,Y,Z ' +
	'D:A,B,C,G,H,I,J,K,L,M,N,P,PE,R,S,T,U,V,W,X,Y E:1,2,3,C,D,E,F,G,H,I,N F:B,C,D,E,I,L,O,OB,P,PE,R,T,W,X ' +
	'G:B,I,L,R,U,Y,Z H:A,B,C,G,N,R I:A,B,C,D,E,F,G,H,K,L,N,Z J:B,C,G,R,T,Y K:G,I L:AB,E,G,T,U,V,Z ' +
	'M:A,B,C,E,PE,R,S,T,W,X N:A,E,F,G,S,T,U,V O:A,B,C,D,E,F,K,PE,T,U ' +
	'P:2,A,AE,B,C,D,E,F,G,H,I,J,K,L,LP,N,O,OP,P,PE,R,T,U,UE,V,X,Y,Z Q:A,B,C,D,F,G,H,J,K,L,M,N,P,Q,R,S ' +
	'R:B1,B2,B3,CB,D,G,J,K,L,O,T,Z S:1,A,B,C,D,E,EC,H,I,K,L,M,O,P,S,T,TL,U,V,W,X,Y,Z ' +
	'T:1,B,C,D,E,EV,G,HE,I,K,L,N,O,R,RE,S,T,TE,U,V,W,WE,Y,Z U:C,N,UE V:A,G,I,K,L,N,O,P,Q,R,S,Y ' +
	'W:A,B,C,D,F,G,H,J,K,L,M,N,P,Q,R,RP,S,T,U,V,W,X,Y,Z X:11,12,15,16,17,18,19,20,3,A,B,C,D,F,G,H,J,K ' +
	'Y:A,B,C,D,F,G,H,J,K,L,M,N,P,Q,R,S,T,V,W,X,Y,Z Z:A,B,C,D,F,G,H,J,K,L,M,N,P,Q,R,S,T,U,V,W,X,Y,Z';

const packages = new Set(
	PACKAGES.split(' ').flatMap((group) =>
		group
			.slice(2)
			.split(',')
			.map((rest) => group.charAt(0) + rest)
	)
);

function listed(bits: string, index: number): boolean {
	return ((Number.parseInt(bits.charAt(index >> 2), 16) >> (3 - (index & 3))) & 1) === 1;
}

export function isCountry(data: string): boolean {
	return /^\d{3}$/.test(data) && listed(COUNTRIES, Number(data));
}

export function hasCountryLetters(data: string): boolean {
	return /^[A-Z]{2}$/.test(data) && listed(COUNTRY_LETTERS, (data.charCodeAt(0) - 65) * 26 + data.charCodeAt(1) - 65);
}

export function isCurrency(data: string): boolean {
	return /^\d{3}$/.test(data) && listed(CURRENCIES, Number(data));
}

export function isPackageType(data: string): boolean {
	return packages.has(data);
}

/** The country, then modulo 97 over the rest, then country and check digits. */
export function checkIban(data: string): Fault | undefined {
	if (data.length < 4) return new Fault('lint_iban_too_short', 0);
	if (!hasCountryLetters(data.slice(0, 2))) return new Fault('lint_illegal_iban_country_code', 0);
	if (data.length > 34) return new Fault('lint_iban_too_long', 0);
	if (data.length < 11) return new Fault('lint_iban_too_short', 0);
	const foreign = data.search(/[^0-9A-Z]/);
	if (foreign >= 0) return new Fault('lint_invalid_iban_character', foreign);
	let sum = 0;
	for (const character of data.slice(4) + data.slice(0, 4)) {
		const weight = Number.parseInt(character, 36);
		sum = (sum * (weight < 10 ? 10 : 100) + weight) % 97;
	}
	return sum === 1 ? undefined : new Fault('lint_incorrect_iban_checksum', 2);
}
