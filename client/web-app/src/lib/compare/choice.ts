/** Which products are compared: GTINs in the address, and nothing else. Pure. */

export const MOST = 3;
const KEY = 'gtins';

/** Up to three, each once, as 14 digits; whatever is no GTIN is left out. */
export function gtinsIn(search: Pick<URLSearchParams, 'get'>): string[] {
	const named = (search.get(KEY) ?? '').split(',').map((part) => part.trim());
	const gtins = named.filter((part) => /^(\d{8}|\d{12,14})$/.test(part)).map((part) => part.padStart(14, '0'));
	return [...new Set(gtins)].slice(0, MOST);
}

export function compareHref(gtins: readonly string[]): string {
	return gtins.length === 0 ? '/compare' : `/compare?${KEY}=${gtins.join(',')}`;
}

/** Names short enough for a chip: the first word where that tells the products apart. */
export function shortNames(names: readonly string[]): string[] {
	const first = names.map((name) => name.split(/[\s,]+/)[0] ?? name);
	const apart = new Set(first.map((word) => word.toLowerCase())).size === names.length;
	return apart && first.every((word) => word.length > 2) ? first : [...names];
}
