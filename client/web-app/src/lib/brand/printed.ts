/** Whether a brand's codes were printed from this browser: nobody else can know, and paper does not tell. */

const stored = (brandId: string) => `packytrace-printed-${brandId}`;
/** Storage may be refused; then it lasts for this visit. */
const now = new Set<string>();

export function hasPrinted(brandId: string): boolean {
	try {
		return now.has(brandId) || localStorage.getItem(stored(brandId)) !== null;
	} catch {
		return now.has(brandId);
	}
}

export function notePrinted(brandId: string): void {
	now.add(brandId);
	try {
		localStorage.setItem(stored(brandId), 'yes');
	} catch {
		return;
	}
}
