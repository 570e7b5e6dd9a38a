/** What a rule's name means: `allergy.milk`, `intolerance.lactose`, `diet.vegan`, `goal.protein`, `avoid_ingredient.palm oil`. */
import type { Diet, GoalNutrient, Intolerance } from '#lib/api/health.ts';
import type { Allergen } from '#lib/api/types.ts';
import { ALLERGENS, DIETS, INTOLERANCES, NUTRIENTS } from './catalog.ts';

export type Rule =
	| { kind: 'allergy'; allergen: Allergen }
	| { kind: 'intolerance'; intolerance: Intolerance }
	| { kind: 'diet'; diet: Diet }
	| { kind: 'goal'; nutrient: GoalNutrient }
	| { kind: 'ingredient'; word: string }
	/** Of a policy that this version of the app does not know. */
	| { kind: 'other' };

export function ruleOf(name: string): Rule {
	const dot = name.indexOf('.');
	const [kind, about] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot + 1)];
	const known = <T extends string>(list: readonly T[]) => list.find((item) => about === item);
	if (kind === 'avoid_ingredient') return { kind: 'ingredient', word: about };
	const allergen = kind === 'allergy' ? known(ALLERGENS) : undefined;
	if (allergen !== undefined) return { kind: 'allergy', allergen };
	const intolerance = kind === 'intolerance' ? known(INTOLERANCES) : undefined;
	if (intolerance !== undefined) return { kind: 'intolerance', intolerance };
	const diet = kind === 'diet' ? known(DIETS) : undefined;
	if (diet !== undefined) return { kind: 'diet', diet };
	const nutrient = kind === 'goal' ? known(NUTRIENTS) : undefined;
	return nutrient === undefined ? { kind: 'other' } : { kind: 'goal', nutrient };
}
