/** What two or three products have in common and what not. Pure; a product that is not read has no say. */
import type { Goal, GoalNutrient } from '#lib/api/health.ts';
import { fieldOf } from '#lib/health/catalog.ts';
import type { Allergen, DietAnswer, Eco, Product } from '#lib/api/types.ts';

/** How the values of a row differ. */
export type Difference =
	| { kind: 'same' }
	| { kind: 'differs' }
	/** Somebody has not stated it, or per 100 g is held against per 100 ml. */
	| { kind: 'not_comparable' }
	/** Of two, the first one's. */
	| { kind: 'more' | 'less'; by: number }
	/** Of three, whose is the largest. */
	| { kind: 'most'; column: number };

/** One product, as far as it is read. */
export interface Column {
	product: Product | null;
	eco: Eco | null;
}

export interface AmountRow {
	nutrient: GoalNutrient;
	/** `null` = not stated. */
	values: (number | null)[];
	difference: Difference;
	goal: Goal | null;
	/** The end of the bars. */
	scale: number;
}

const AMOUNTS = ['protein', 'sugars', 'fat', 'saturated_fat', 'fibre', 'salt', 'energy_kcal'] as const;

export function amountRows(columns: readonly Column[], goals: readonly Goal[]): AmountRow[] {
	const units = new Set(columns.flatMap(({ product }) => perOf(product)));
	return AMOUNTS.map((nutrient) => {
		const values = columns.map(({ product }) => amountIn(product, nutrient));
		const goal = goals.find((wanted) => wanted.nutrient === nutrient) ?? null;
		const read = values.filter((_, i) => columns[i]!.product !== null);
		const difference: Difference = units.size > 1 ? { kind: 'not_comparable' } : between(read);
		return { nutrient, values, difference, goal, scale: scaleOf(values, goal) };
	}).filter(({ values, goal }) => goal !== null || values.some((value) => value !== null));
}

function perOf(product: Product | null): string[] {
	return product?.label.nutrition.status === 'known' ? [product.label.nutrition.per] : [];
}

function amountIn(product: Product | null, nutrient: (typeof AMOUNTS)[number]): number | null {
	const nutrition = product?.label.nutrition;
	return nutrition?.status === 'known' ? (nutrition[fieldOf(nutrient)] ?? null) : null;
}

function scaleOf(values: readonly (number | null)[], goal: Goal | null): number {
	const ends = [...values, goal?.atLeast, goal?.atMost].filter((value) => typeof value === 'number');
	return Math.max(...ends, 0) * 1.1 || 1;
}

/** Of the products that are read. */
export function between(values: readonly (number | null)[]): Difference {
	if (values.length < 2) return { kind: 'same' };
	if (values.some((value) => value === null)) return { kind: 'not_comparable' };
	const known = values as readonly number[];
	if (new Set(known).size === 1) return { kind: 'same' };
	if (known.length === 2) {
		const by = Math.round((known[0]! - known[1]!) * 1000) / 1000;
		return { kind: by > 0 ? 'more' : 'less', by: Math.abs(by) };
	}
	const most = Math.max(...known);
	const holders = known.filter((value) => value === most);
	return holders.length > 1 ? { kind: 'differs' } : { kind: 'most', column: known.indexOf(most) };
}

export type WordRowName = 'contains' | 'mayContain' | 'nutriScore' | 'vegetarian' | 'vegan' | 'eco';

/** What is stated: allergens, an answer, a grade; `null` = not stated, an empty list = stated: none. */
export type Stated =
	| { kind: 'allergens'; names: Allergen[] }
	| { kind: 'diet'; answer: Exclude<DietAnswer, 'unknown'> }
	| { kind: 'grade'; grade: string }
	| { kind: 'score'; score: number; grade: string };

export interface WordRow {
	name: WordRowName;
	cells: (Stated | null)[];
	difference: Difference;
}

const WORDS: Record<WordRowName, (column: Column) => Stated | null> = {
	contains: ({ product }) => allergensIn(product, 'contains'),
	mayContain: ({ product }) => allergensIn(product, 'mayContain'),
	nutriScore: ({ product }) =>
		product?.nutriScore?.status === 'known' ? { kind: 'grade', grade: product.nutriScore.grade } : null,
	vegetarian: ({ product }) => dietIn(product, 'vegetarian'),
	vegan: ({ product }) => dietIn(product, 'vegan'),
	eco: ({ eco }) => (eco === null ? null : { kind: 'score', score: eco.score, grade: eco.grade })
};

function allergensIn(product: Product | null, list: 'contains' | 'mayContain'): Stated | null {
	const allergens = product?.label.allergens;
	return allergens?.status === 'known' ? { kind: 'allergens', names: allergens[list] } : null;
}

function dietIn(product: Product | null, diet: 'vegan' | 'vegetarian'): Stated | null {
	const answer = product?.label.diets[diet] ?? 'unknown';
	return answer === 'unknown' ? null : { kind: 'diet', answer };
}

export function wordRow(name: WordRowName, columns: readonly Column[]): WordRow {
	const cells = columns.map(WORDS[name]);
	const read = cells.filter((_, i) => columns[i]!.product !== null);
	if (name === 'eco') {
		const scores = read.map((cell) => (cell?.kind === 'score' ? cell.score : null));
		return { name, cells, difference: between(scores) };
	}
	return { name, cells, difference: amongWords(read) };
}

function amongWords(cells: readonly (Stated | null)[]): Difference {
	if (cells.length < 2) return { kind: 'same' };
	if (cells.some((cell) => cell === null)) return { kind: 'not_comparable' };
	const said = cells.map((cell) => JSON.stringify(cell?.kind === 'allergens' ? cell.names.toSorted() : cell));
	return { kind: new Set(said).size === 1 ? 'same' : 'differs' };
}
