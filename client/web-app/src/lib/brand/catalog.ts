/** Which products of the catalog are shown. Pure. */
import type { ProductRow } from '#lib/api/brand.ts';

export const SHOWN = ['all', 'faulty', 'draft', 'published'] as const;
export type Shown = (typeof SHOWN)[number];

const shows: Record<Shown, (row: ProductRow) => boolean> = {
	all: () => true,
	faulty: ({ faults }) => faults.length > 0,
	draft: ({ status }) => status === 'draft',
	published: ({ status }) => status === 'published'
};

/** The least complete first: that is where work is. */
export function found(rows: readonly ProductRow[], shown: Shown, words: string): ProductRow[] {
	const wanted = words.trim().toLowerCase();
	return rows
		.filter((row) => shows[shown](row))
		.filter(({ name, gtin }) => `${name ?? ''} ${gtin}`.toLowerCase().includes(wanted))
		.sort((one, other) => one.completeness - other.completeness || one.gtin.localeCompare(other.gtin));
}

/** The errors and the doubts of a product, what is missing apart. */
export function counted({ faults }: Pick<ProductRow, 'faults'>): { errors: number; doubts: number; missing: number } {
	const missing = faults.filter(({ code }) => code === 'missing').length;
	const errors = faults.filter(({ code, severity }) => code !== 'missing' && severity === 'error').length;
	return { errors, doubts: faults.length - missing - errors, missing };
}
