import type { Eco } from '#lib/api/types.ts';

type Part = Eco['parts'][number];

/** What the score is mostly made of. */
export interface Biggest {
	production: Part | null;
	helps: Part | null;
	costs: Part | null;
}

/** The addends that matter most: production, the largest bonus, the largest malus. */
export function biggest(eco: Pick<Eco, 'parts'>): Biggest {
	const production = eco.parts.find((part) => part.name === 'production') ?? null;
	const rest = eco.parts.filter((part) => part !== production && part.name !== 'cap');
	const byPoints = rest.toSorted((a, b) => b.points - a.points);
	const first = byPoints[0];
	const last = byPoints.at(-1);
	return {
		production,
		helps: first !== undefined && first.points > 0 ? first : null,
		costs: last !== undefined && last.points < 0 ? last : null
	};
}
