/** Amounts as people type them. Exact to a thousandth. */
export const MOST = 1_000_000;

/** "1,5" and "1.5" are the same; `null` for what cannot be meant. */
export function parseAmount(text: string): number | null {
	const plain = text.trim().replace(/[\s\u202f\u00a0'’]/g, '');
	if (!/^\d{1,7}([.,]\d{1,3})?$/.test(plain)) return null;
	const value = Number(plain.replace(',', '.'));
	return value > 0 && value <= MOST ? value : null;
}

/** As `parseAmount`, to the cent; nothing costs less than nothing. */
export function parsePrice(text: string): number | null {
	const plain = text.trim().replace(/[\s\u202f\u00a0'’]/g, '');
	if (!/^\d{1,6}([.,]\d{1,2})?$/.test(plain)) return null;
	return Number(plain.replace(',', '.'));
}

/** Whole days, as a person writes them. */
export function parseDays(text: string): number | null {
	const plain = text.trim();
	return /^\d{1,4}$/.test(plain) ? Number(plain) : null;
}

/** For a field: as the person would type it. */
export function typed(value: number, decimalComma: boolean): string {
	const text = String(Math.round(value * 1000) / 1000);
	return decimalComma ? text.replace('.', ',') : text;
}
