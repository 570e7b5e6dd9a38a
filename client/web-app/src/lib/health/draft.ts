/** A health profile while it is edited. Pure; what is typed stays typed, even while it is no number yet. */
import type { Goal, GoalNutrient, HealthProfile, Traces } from '#lib/api/health.ts';
import type { Allergen } from '#lib/api/types.ts';
import { startOf, stepOf, type BoundKind } from './catalog.ts';

export const MAX_INGREDIENTS = 50;
export const MAX_INGREDIENT = 80;

/** One side of a goal; `text` is what stands in its field. */
export interface Bound {
	nutrient: GoalNutrient;
	kind: BoundKind;
	text: string;
}

export interface Draft extends Omit<HealthProfile, 'goals'> {
	bounds: Bound[];
	/** In the field for ingredients, not added yet. */
	word: string;
}

export function emptyDraft(): Draft {
	return { allergies: [], intolerances: [], diets: [], avoidIngredients: [], bounds: [], word: '' };
}

export function draftOf({ allergies, intolerances, diets, avoidIngredients, goals }: HealthProfile): Draft {
	const chosen = allergies.map(({ allergen, traces }) => (traces ? { allergen, traces } : { allergen }));
	return { allergies: chosen, intolerances, diets, avoidIngredients, bounds: goals.flatMap(boundsOf), word: '' };
}

function boundsOf({ nutrient, atLeast, atMost }: Goal): Bound[] {
	const bound = (kind: BoundKind, amount: number | null | undefined): Bound[] =>
		typeof amount === 'number' ? [{ nutrient, kind, text: String(amount) }] : [];
	return [...bound('atLeast', atLeast), ...bound('atMost', atMost)];
}

/** With a decimal comma or point; `null` for what is no amount. */
export function amountOf(text: string): number | null {
	const plain = text.trim().replace(',', '.');
	return /^\d{1,5}(\.\d{0,3})?$/.test(plain) ? Number(plain) : null;
}

/** The bounds that cannot be meant: no amount, or more wanted than allowed. */
export function faultyBounds({ bounds }: Draft): Bound[] {
	return bounds.filter((bound) => amountOf(bound.text) === null || crosses(bound, bounds));
}

function crosses(bound: Bound, bounds: readonly Bound[]): boolean {
	const other = bounds.find((next) => next.nutrient === bound.nutrient && next.kind !== bound.kind);
	if (other === undefined) return false;
	const [least, most] = bound.kind === 'atLeast' ? [bound, other] : [other, bound];
	return (amountOf(least.text) ?? 0) > (amountOf(most.text) ?? Infinity);
}

/** What is sent; the typed word counts as added. Only for a draft without faulty bounds. */
export function profileOf(draft: Draft): HealthProfile {
	const { allergies, intolerances, diets, avoidIngredients, bounds } = withWordAdded(draft);
	const goals = new Map<GoalNutrient, Goal>();
	for (const { nutrient, kind, text } of bounds)
		goals.set(nutrient, { ...(goals.get(nutrient) ?? { nutrient }), [kind]: amountOf(text) ?? 0 });
	return { allergies, intolerances, diets, avoidIngredients, goals: [...goals.values()] };
}

/** In or out. */
export function flipped<T>(list: readonly T[], item: T): T[] {
	return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}

export function withAllergyFlipped(draft: Draft, allergen: Allergen): Draft {
	const others = draft.allergies.filter((allergy) => allergy.allergen !== allergen);
	const has = others.length < draft.allergies.length;
	// The strictest answer until another one is chosen.
	return { ...draft, allergies: has ? others : [...others, { allergen, traces: 'avoid' }] };
}

/** Without an answer the published rules decide. */
export function withTraces(draft: Draft, allergen: Allergen, traces: Traces | undefined): Draft {
	const answer = traces === undefined ? { allergen } : { allergen, traces };
	const allergies = draft.allergies.map((allergy) => (allergy.allergen === allergen ? answer : allergy));
	return { ...draft, allergies };
}

/** Adds what stands in the field, once; an empty or too long word stays there. */
export function withWordAdded(draft: Draft): Draft {
	const word = draft.word.trim().replace(/\s+/g, ' ');
	if (word === '' || word.length > MAX_INGREDIENT || draft.avoidIngredients.length >= MAX_INGREDIENTS) return draft;
	const known = draft.avoidIngredients.some((other) => other.toLowerCase() === word.toLowerCase());
	return { ...draft, word: '', avoidIngredients: known ? draft.avoidIngredients : [...draft.avoidIngredients, word] };
}

export function withGoal(draft: Draft, nutrient: GoalNutrient): Draft {
	const { kind, amount } = startOf(nutrient);
	return { ...draft, bounds: [...draft.bounds, { nutrient, kind, text: String(amount) }] };
}

export function withoutGoal(draft: Draft, nutrient: GoalNutrient): Draft {
	return { ...draft, bounds: draft.bounds.filter((bound) => bound.nutrient !== nutrient) };
}

/** The same draft with one bound changed, or gone. */
export function withBound(draft: Draft, bound: Bound, change: Partial<Bound> | null): Draft {
	const bounds = draft.bounds.flatMap((other) => {
		if (other !== bound) return [other];
		return change === null ? [] : [{ ...other, ...change }];
	});
	return { ...draft, bounds };
}

/** One step more or less; never below zero. */
export function stepped({ nutrient, text }: Bound, direction: 1 | -1): string {
	const next = (amountOf(text) ?? 0) + direction * stepOf(nutrient);
	return String(Math.max(0, Math.round(next * 1000) / 1000));
}

/** How many rules would be checked. */
export function ruleCount(draft: Draft): number {
	const { allergies, intolerances, diets, avoidIngredients, goals } = profileOf(draft);
	return [allergies, intolerances, diets, avoidIngredients, goals].reduce((sum, list) => sum + list.length, 0);
}

export function sameDraft(one: Draft, other: Draft): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
