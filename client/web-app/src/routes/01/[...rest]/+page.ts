import { takeEmbedded } from '#lib/passport/embedded.ts';
import { viewOfEmbedded } from '#lib/passport/view.ts';
import { refusedCode } from '#lib/scan/refused.ts';

export const ssr = false;
export const prerender = false;

/** The resolver redirects what it knows; what it answers as a page is unknown or cannot be read. */
export async function load({ url }) {
	const block = takeEmbedded();
	if (block?.kind === 'unknown_product') {
		const { gtin, scanId } = block;
		return { product: { gtin, scanId, first: viewOfEmbedded(block) }, refused: null };
	}
	return { product: null, refused: await refusedCode(block, url.href) };
}
