/** What needs the brand's attention, most pressing first. Pure. */
import type { AttentionItem, AttentionKind } from '#lib/api/brand.ts';

const ORDER: readonly AttentionKind[] = ['contradiction', 'incomplete', 'report', 'source_differs'];

export function inOrder(items: readonly AttentionItem[]): AttentionItem[] {
	const rank = ({ kind }: AttentionItem) => ORDER.indexOf(kind);
	return [...items].sort((one, other) => rank(one) - rank(other) || other.count - one.count);
}

/** Where it is put right. */
export function remedyOf({ kind, gtin }: AttentionItem): string {
	return kind === 'report' ? `/brand/reports?gtin=${gtin}` : `/brand/product?gtin=${gtin}`;
}
