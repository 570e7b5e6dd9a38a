import type { Nutrient, NutritionTable } from '#lib/api/types.ts';

type Row = Exclude<Nutrient, 'energyKj' | 'energyKcal'>;

/** The rows after energy, in the order of EU 1169/2011; `part` = "of which". */
export const ROWS: readonly { name: Row; part: boolean }[] = [
	{ name: 'fat', part: false },
	{ name: 'saturatedFat', part: true },
	{ name: 'carbohydrates', part: false },
	{ name: 'sugars', part: true },
	{ name: 'fibre', part: false },
	{ name: 'protein', part: false },
	{ name: 'salt', part: false }
];

/** "100 g" or "100 ml". */
export function per(nutrition: Pick<NutritionTable, 'per'>): string {
	return nutrition.per === '100ml' ? '100\u00a0ml' : '100\u00a0g';
}
