/** What a health profile can hold, in the order in which it is asked. */
import type { Diet, GoalNutrient, Intolerance, Traces } from '#lib/api/health.ts';
import type { Allergen, Nutrient } from '#lib/api/types.ts';

export const ALLERGENS: readonly Allergen[] = [
	'celery',
	'gluten',
	'crustaceans',
	'eggs',
	'fish',
	'lupin',
	'milk',
	'molluscs',
	'mustard',
	'nuts',
	'peanuts',
	'sesame',
	'soybeans',
	'sulphites'
];
export const TRACES: readonly Traces[] = ['avoid', 'careful', 'ignore'];
export const INTOLERANCES: readonly Intolerance[] = ['lactose', 'gluten', 'fructose', 'sorbitol', 'histamine'];
export const DIETS: readonly Diet[] = ['vegetarian', 'vegan', 'pescatarian', 'halal', 'kosher_style'];
export const NUTRIENTS: readonly GoalNutrient[] = [
	'protein',
	'sugars',
	'salt',
	'fat',
	'saturated_fat',
	'fibre',
	'carbohydrates',
	'energy_kcal',
	'energy_kj'
];

export type BoundKind = 'atLeast' | 'atMost';

/** Words that people know, and the number that stands for them; the claims of EU 1924/2006 where there is one. */
export const PRESETS = {
	high_protein: { nutrient: 'protein', kind: 'atLeast', amount: 10 },
	low_sugar: { nutrient: 'sugars', kind: 'atMost', amount: 5 },
	low_salt: { nutrient: 'salt', kind: 'atMost', amount: 0.3 },
	low_fat: { nutrient: 'fat', kind: 'atMost', amount: 3 },
	high_fibre: { nutrient: 'fibre', kind: 'atLeast', amount: 6 }
} as const satisfies Record<string, { nutrient: GoalNutrient; kind: BoundKind; amount: number }>;
export type Preset = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as Preset[];

/** What one presses once to have more or less of it. */
export function stepOf(nutrient: GoalNutrient): number {
	if (nutrient === 'salt') return 0.1;
	return nutrient === 'energy_kcal' || nutrient === 'energy_kj' ? 10 : 1;
}

export function unitOf(nutrient: GoalNutrient): string {
	if (nutrient === 'energy_kcal') return 'kcal';
	return nutrient === 'energy_kj' ? 'kJ' : 'g';
}

/** Where a goal starts that no preset gives. */
export function startOf(nutrient: GoalNutrient): { kind: BoundKind; amount: number } {
	const preset = Object.values(PRESETS).find((known) => known.nutrient === nutrient);
	if (preset !== undefined) return preset;
	const amounts: Partial<Record<GoalNutrient, number>> = { saturated_fat: 1.5, energy_kcal: 250, energy_kj: 1000 };
	return { kind: 'atMost', amount: amounts[nutrient] ?? 10 };
}

const FIELDS = { energy_kj: 'energyKj', energy_kcal: 'energyKcal', saturated_fat: 'saturatedFat' } as const;

/** What a label's nutrition table calls it. */
export function fieldOf(nutrient: GoalNutrient): Nutrient {
	return nutrient === 'energy_kj' || nutrient === 'energy_kcal' || nutrient === 'saturated_fat'
		? FIELDS[nutrient]
		: nutrient;
}
