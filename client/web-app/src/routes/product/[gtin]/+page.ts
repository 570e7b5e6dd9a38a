import { takeEmbedded } from '#lib/passport/embedded.ts';
import { take } from '#lib/passport/handoff.ts';
import { viewOf, viewOfEmbedded, type View } from '#lib/passport/view.ts';

export const ssr = false;
export const prerender = false;

/** What the page starts from: the server's block in the first page, the scan just made, or nothing yet. */
export function load({ params, url }): { gtin: string; scanId: string | null; first: View | null } {
	const scanId = url.searchParams.get('scan');
	const scan = take(scanId);
	const first = scan ? viewOf(scan.passport, scan) : viewOfEmbedded(takeEmbedded());
	return { gtin: params.gtin, scanId, first };
}
