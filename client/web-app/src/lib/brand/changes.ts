/** When a product's label was published anew: the notes on the axis of time. */
import { readProduct } from '#lib/api/brand.ts';

export async function readChanges(gtin: string): Promise<{ at: string; version: number }[]> {
	const { value } = await readProduct(gtin);
	return value.status === 'published' ? [{ at: value.updatedAt, version: value.version }] : [];
}
