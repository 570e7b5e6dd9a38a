/** Which products are told *Avoid* most, and whether their label is to blame. Pure. */
import type { ProductRow } from '#lib/api/brand.ts';
import { countOf, type Table, type Value } from './insights.ts';

/** The three verdicts of a product, as far as they were released. */
export interface Mix {
	gtin: string;
	good: Value;
	careful: Value;
	avoid: Value;
	/** Of all verdicts; only when all three are known. */
	share: number | null;
}

export function mixOf(table: Table, gtin: string): Mix {
	const good = table.at(gtin, 'verdict_good');
	const careful = table.at(gtin, 'verdict_careful');
	const avoid = table.at(gtin, 'verdict_avoid');
	const counts = [good, careful, avoid].map(countOf);
	const all = counts.includes(null) ? 0 : counts.reduce<number>((sum, n) => sum + (n ?? 0), 0);
	return { gtin, good, careful, avoid, share: all === 0 ? null : (countOf(avoid) ?? 0) / all };
}

/** Most often first; what is withheld comes after what is known. */
export function mostAvoided(table: Table): Mix[] {
	const order = ({ avoid }: Mix) => countOf(avoid) ?? -1;
	return table.rows
		.map((gtin) => mixOf(table, gtin))
		.filter(({ avoid, good, careful }) => [avoid, good, careful].some((value) => value.kind === 'count'))
		.sort((one, other) => order(other) - order(one) || one.gtin.localeCompare(other.gtin));
}

/** As far as the label may be why: its faults, errors first. None: recipe and visitors do not fit, the label is right. */
export function labelFaults(product: ProductRow | undefined): ProductRow['faults'] {
	const rank = { error: 0, warning: 1 } as const;
	const faults = (product?.faults ?? []).filter(({ pointer }) => pointer.startsWith('/label'));
	return [...faults].sort((one, other) => rank[one.severity] - rank[other.severity]);
}
