import type { Embedded, Passport, ScannedPack, Section } from '#lib/api/types.ts';

/** What the product page shows. */
export type View =
	| { kind: 'loading' }
	| { kind: 'passport'; passport: Passport; scan: ScannedPack | null }
	/** The sources answered: nobody knows this product. */
	| { kind: 'nobody'; gtin: string; scanned: boolean }
	/** No source could be asked. */
	| { kind: 'unasked'; gtin: string; scanned: boolean }
	/** Our own service did not answer. */
	| { kind: 'unread' };

export type SectionName = 'journey' | 'eco';
export const SECTIONS: readonly SectionName[] = ['eco', 'journey'];

/** The view of a passport, with the scan that it was read through. */
export function viewOf(passport: Passport, scan: ScannedPack | null): View {
	const about = { gtin: passport.gtin, scanned: scan !== null };
	if (passport.product.status === 'not_available') return { kind: 'nobody', ...about };
	if (passport.product.status === 'failed') return { kind: 'unasked', ...about };
	return { kind: 'passport', passport, scan };
}

/** The view that the server put into the page. An unknown product with a scan is read again: the scan says why. */
export function viewOfEmbedded(block: Embedded | null): View | null {
	if (block?.kind === 'passport') return viewOf(block.passport, block.scan);
	if (block?.kind === 'unknown_product' && block.scanId === null) {
		return { kind: 'nobody', gtin: block.gtin, scanned: false };
	}
	return null;
}

/** Nothing on this page will change by itself any more. */
export function isSettled(view: View): boolean {
	if (view.kind !== 'passport') return view.kind !== 'loading';
	const { product, journey, eco } = view.passport;
	return [product, journey, eco].every((section) => section.status !== 'pending');
}

/** The same passport with one section put back to waiting. */
export function withPending(passport: Passport, name: SectionName): Passport {
	return { ...passport, [name]: { status: 'pending' } };
}

/** The same passport after we stopped waiting: what is still pending counts as late. */
export function withoutPending(passport: Passport): Passport {
	const late = <T>(section: Section<T>): Section<T> =>
		section.status === 'pending' ? { status: 'failed', reason: 'timeout' } : section;
	return { ...passport, product: late(passport.product), journey: late(passport.journey), eco: late(passport.eco) };
}

/** The sections that were pending before and are not any more, for the live region. */
export function settledBetween(before: View, after: View): { name: SectionName; arrived: boolean }[] {
	if (before.kind !== 'passport' || after.kind !== 'passport') return [];
	return SECTIONS.filter(
		(name) => before.passport[name].status === 'pending' && after.passport[name].status !== 'pending'
	).map((name) => ({ name, arrived: after.passport[name].status !== 'failed' }));
}
