/** What needs the brand's attention, most pressing first: what the workspace found, and what the numbers show. Pure. */
import type { AttentionItem, AttentionKind } from '#lib/api/brand.ts';
import { countOf, type Table } from './insights.ts';

/** Thrown away clearly more often than the brand's products together. */
export interface Wasted {
	kind: 'waste';
	gtin: string;
	thrown: number;
	used: number;
	allThrown: number;
	allUsed: number;
}

export type Matter = AttentionItem | Wasted;

const ORDER: readonly (AttentionKind | 'waste')[] = [
	'contradiction',
	'incomplete',
	'waste',
	'report',
	'source_differs'
];

export function inOrder(items: readonly Matter[]): Matter[] {
	const rank = ({ kind }: Matter) => ORDER.indexOf(kind);
	const weight = (item: Matter) => (item.kind === 'waste' ? item.thrown : item.count);
	return [...items].sort((one, other) => rank(one) - rank(other) || weight(other) - weight(one));
}

/** Where it is put right, or looked into. */
export function remedyOf({ kind, gtin }: Matter): string {
	if (kind === 'report') return `/brand/reports?gtin=${gtin}`;
	return kind === 'waste' ? '/brand/by-product?metric=thrown_away' : `/brand/product?gtin=${gtin}`;
}

/** By how much more often, to be worth a look. */
const CLEARLY = 1.5;

/** Only products of which both numbers are known; what is withheld proves nothing. */
export function wasted(table: Table): Wasted[] {
	const known = table.rows.flatMap((gtin) => {
		const thrown = countOf(table.at(gtin, 'thrown_away'));
		const used = countOf(table.at(gtin, 'used_up'));
		return thrown === null || used === null ? [] : [{ gtin, thrown, used }];
	});
	const allThrown = known.reduce((sum, { thrown }) => sum + thrown, 0);
	const allUsed = known.reduce((sum, { used }) => sum + used, 0);
	const usual = allThrown / (allThrown + allUsed);
	return known
		.filter(({ thrown, used }) => known.length > 1 && thrown / (thrown + used) > CLEARLY * usual)
		.map((one) => ({ kind: 'waste', ...one, allThrown, allUsed }));
}

/** How many were told *Be careful*, of all with a verdict; only of three known numbers. */
export function carefulOf(table: Table | null, gtin: string): { n: number; all: number } | null {
	const [good, careful, avoid] = (['verdict_good', 'verdict_careful', 'verdict_avoid'] as const).map((metric) =>
		table === null ? null : countOf(table.at(gtin, metric))
	);
	if (typeof good !== 'number' || typeof careful !== 'number' || typeof avoid !== 'number') return null;
	return { n: careful, all: good + careful + avoid };
}
