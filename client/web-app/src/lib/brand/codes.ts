/** What stands in a printed code, in words beneath it. Pure. */
import type { ExpiryKind } from '#lib/api/brand.ts';

export interface CodeParts {
	lot?: string | undefined;
	serial?: string | undefined;
	/** `YYYY-MM-DD` */
	expiry?: string | undefined;
	/** Use by is AI 17, best before AI 15. */
	expiryKind?: ExpiryKind | undefined;
}

/** 1 to 20 signs that a GS1 code can carry as a lot or serial number. */
export function isLot(text: string): boolean {
	return /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/.test(text.trim());
}

/** "(01) 09521234500018 (10) L2611A (17) 261129" */
export function elementWords(gtin: string, { lot, serial, expiry, expiryKind }: CodeParts): string {
	const parts: [string, string | undefined][] = [
		['01', gtin],
		['10', lot],
		['21', serial],
		[expiryKind === 'best_before' ? '15' : '17', expiry?.slice(2).replaceAll('-', '')]
	];
	return parts
		.filter(([, value]) => value)
		.map(([key, value]) => `(${key}) ${value}`)
		.join(' ');
}

/** How many codes go on a sheet: enough for any sheet, few enough for any printer. */
export function copiesIn(text: string): number {
	const copies = Math.round(Number(text));
	return Number.isFinite(copies) ? Math.min(Math.max(copies, 1), 200) : 1;
}
