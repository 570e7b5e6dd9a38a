/** A brand's GS1 prefixes and the people who act for it: identity-service. */
import type { BrandPrefix, BrandPrefixClaim } from './generated-identity.ts';
import { done, once, read, send } from './http.ts';

export type { Brand, BrandPrefix, BrandPrefixClaim, BrandUser } from './generated-identity.ts';

export async function listPrefixes(): Promise<BrandPrefix[]> {
	return (await read<{ items: BrandPrefix[] }>(await send('/brand/prefixes'))).items;
}

/** Says that a prefix is the brand's: it waits until it was looked up at GS1. */
export async function claimPrefix(claim: BrandPrefixClaim): Promise<BrandPrefix> {
	return read<BrandPrefix>(await once('POST', '/brand/prefixes', claim));
}

export async function withdrawPrefix(prefix: string): Promise<void> {
	await done(await once('DELETE', `/brand/prefixes/${encodeURIComponent(prefix)}`));
}

/** Who is new to the brand is mailed a link. */
export async function invite(email: string): Promise<void> {
	await done(await once('POST', '/brand/users', { email }));
}

export async function dismiss(email: string): Promise<void> {
	await done(await once('DELETE', '/brand/users', { email }));
}

/** What a new brand has in its catalog: whether there is a product, and one that shoppers read. */
export async function firstProducts(): Promise<{ any: boolean; published: boolean }> {
	const { items, next } = await read<{ items: { publishedVersion?: number | null }[]; next?: string | null }>(
		await send('/brand/products?limit=100')
	);
	const published = items.some(({ publishedVersion }) => publishedVersion != null);
	// Who has more than a page of products is new no longer.
	return { any: items.length > 0, published: published || next != null };
}
