import type { Goal, GoalNutrient } from '#lib/api/health.ts';
import type { Nutrient } from '#lib/api/types.ts';
import { fieldOf } from './catalog.ts';

/** Whether an amount keeps to the goal; `null` where there is none or nothing is stated. */
export function meets(value: number | null, goal: Goal | null): boolean | null {
	if (value === null || goal === null) return null;
	return value >= (goal.atLeast ?? -Infinity) && value <= (goal.atMost ?? Infinity);
}

/** The goal for a row of a label's nutrition table. */
export function goalFor(field: Nutrient, goals: readonly Goal[]): Goal | null {
	return goals.find(({ nutrient }: { nutrient: GoalNutrient }) => fieldOf(nutrient) === field) ?? null;
}
