import type { NutritionTable } from '#lib/api/types.ts';

type Nutrient = Exclude<keyof NutritionTable, 'status' | 'per' | 'energyKj' | 'energyKcal'>;

/** The rows after energy, in the order of EU 1169/2011; `part` = "of which". */
export const ROWS: readonly { name: Nutrient; part: boolean }[] = [
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
