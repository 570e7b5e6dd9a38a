/** A product while it is edited: what was typed, as it was typed. Pure. */
import type { BrandLabel, BrandProduct, ProductEdit, ProductStatus } from '#lib/api/brand.ts';
import type { Per } from '#lib/api/generated.ts';
import type { DietAnswer, Nutrient } from '#lib/api/types.ts';
import { answersOf, statedOf, unanswered, type Answers } from './answers.ts';

export const NUTRIENTS: readonly Nutrient[] = [
	'energyKj',
	'energyKcal',
	'fat',
	'saturatedFat',
	'carbohydrates',
	'sugars',
	'fibre',
	'protein',
	'salt'
];

export interface Draft {
	name: string;
	quantity: string;
	categories: string;
	language: string;
	ingredients: string;
	answers: Answers;
	lactoseFree: boolean;
	per: Per;
	nutrients: Record<Nutrient, string>;
	vegan: DietAnswer;
	vegetarian: DietAnswer;
}

/** Why something that was typed cannot be sent. */
export type TypedFault = { pointer: string; why: 'number' | 'unanswered' };

const stated = <T extends { status?: string }>(part: T | null | undefined): T | null =>
	part && part.status !== 'unknown' ? part : null;

export function draftOf(product: BrandProduct): Draft {
	const { name, quantity, categories, label } = product;
	return {
		name: name ?? '',
		quantity: quantity ?? '',
		categories: categories.join(', '),
		...ingredientsOf(label),
		answers: answersOf(label.allergens),
		lactoseFree: stated(label.allergens)?.freeFrom?.includes('lactose') ?? false,
		...nutrientsOf(label),
		vegan: label.diets?.vegan ?? 'unknown',
		vegetarian: label.diets?.vegetarian ?? 'unknown'
	};
}

function ingredientsOf(label: BrandLabel): Pick<Draft, 'language' | 'ingredients'> {
	const ingredients = stated(label.ingredients);
	return { language: ingredients?.language ?? '', ingredients: ingredients?.text ?? '' };
}

function nutrientsOf(label: BrandLabel): Pick<Draft, 'per' | 'nutrients'> {
	const table = stated(label.nutrition);
	const amounts = NUTRIENTS.map((name) => [name, typed(table?.[name])]);
	return { per: table?.per ?? '100g', nutrients: Object.fromEntries(amounts) as Draft['nutrients'] };
}

const typed = (value: number | null | undefined) => (typeof value === 'number' ? String(value) : '');

/** "0,5" and "0.5" are the same; nothing typed is not stated. */
export function amountOf(text: string): number | null | 'wrong' {
	const trimmed = text.trim().replace(',', '.');
	if (trimmed === '') return null;
	return /^\d{1,5}(\.\d{1,3})?$/.test(trimmed) ? Number(trimmed) : 'wrong';
}

export function faultsOf(draft: Draft): TypedFault[] {
	const numbers = NUTRIENTS.filter((name) => amountOf(draft.nutrients[name]) === 'wrong');
	return [
		...numbers.map((name): TypedFault => ({ pointer: `/label/nutrition/${name}`, why: 'number' })),
		...unanswered(draft.answers).map((allergen): TypedFault => ({
			pointer: `/label/allergens/${allergen}`,
			why: 'unanswered'
		}))
	];
}

/** What is sent. Parts that are not edited here go back as they were read. */
export function editOf(draft: Draft, product: BrandProduct, status: ProductStatus): ProductEdit {
	const { imageUrl, fruitsVegetablesLegumes, eco } = product;
	return {
		name: textOf(draft.name),
		quantity: textOf(draft.quantity),
		...(imageUrl === undefined ? {} : { imageUrl }),
		categories: tagsOf(draft.categories),
		label: labelOf(draft, product.label),
		...(fruitsVegetablesLegumes === undefined ? {} : { fruitsVegetablesLegumes }),
		...(eco === undefined ? {} : { eco }),
		status
	};
}

const textOf = (text: string) => (text.trim() === '' ? null : text.trim());

const tagsOf = (text: string) =>
	text
		.split(/[,\n]/)
		.map((tag) => tag.trim())
		.filter((tag) => tag !== '');

function labelOf(draft: Draft, before: BrandLabel): BrandLabel {
	const label: BrandLabel = {};
	const text = draft.ingredients.trim();
	// The brand's own reading belongs to the text that it read.
	const items = before.ingredients?.text === text ? before.ingredients.items : undefined;
	if (text !== '')
		label.ingredients = { status: 'known', language: textOf(draft.language), text, ...(items ? { items } : {}) };
	const allergens = statedOf(draft.answers, draft.lactoseFree);
	if (allergens !== null) label.allergens = allergens;
	const nutrition = nutritionOf(draft);
	if (nutrition !== null) label.nutrition = nutrition;
	const { vegan, vegetarian } = draft;
	if (vegan !== 'unknown' || vegetarian !== 'unknown') label.diets = { vegan, vegetarian };
	return label;
}

function nutritionOf({ per, nutrients }: Draft): NonNullable<BrandLabel['nutrition']> | null {
	const amounts = NUTRIENTS.flatMap((name) => {
		const amount = amountOf(nutrients[name]);
		return typeof amount === 'number' ? [[name, amount] as const] : [];
	});
	return amounts.length === 0 ? null : { status: 'known', per, ...Object.fromEntries(amounts) };
}

/** Whether both say the same. */
export function alike(one: Draft, other: Draft): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
