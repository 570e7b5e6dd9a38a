import type { Allergen, DietAnswer, Nutrient, Product, Source, Statement } from '#lib/api/types.ts';

/** A fact that a source states and the passport does not show, since another source counts more. */
export type Difference =
	| { part: '/name' | '/brand' | '/quantity'; text: string }
	| { part: '/label/ingredients'; text: string; language: string | null }
	| { part: '/label/allergens'; contains: readonly Allergen[]; mayContain: readonly Allergen[] }
	| { part: '/label/nutrition'; values: readonly { name: Nutrient; value: number }[] }
	| { part: '/label/diets'; vegan: DietAnswer | null; vegetarian: DietAnswer | null };

/** What one source says differently. */
export interface Overruled {
	source: Source;
	asOf: string | null;
	differences: readonly Difference[];
}

const NUTRIENTS: readonly Nutrient[] = [
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

/** Sources that differ from what is shown; one that says nothing about a fact does not differ. */
export function overruled(shown: Product, statements: readonly Statement[]): Overruled[] {
	return statements
		.map(({ source, asOf, product }) => ({ source, asOf: asOf ?? null, differences: differences(shown, product) }))
		.filter(({ differences }) => differences.length > 0);
}

function differences(shown: Product, stated: Product): Difference[] {
	return [
		text('/name', shown.name, stated.name),
		text('/brand', shown.brand?.name, stated.brand?.name),
		text('/quantity', shown.quantity, stated.quantity),
		ingredients(shown, stated),
		allergens(shown, stated),
		nutrition(shown, stated),
		diets(shown, stated)
	].filter((difference) => difference !== null);
}

function text(
	part: '/name' | '/brand' | '/quantity',
	shown: string | null | undefined,
	stated: string | null | undefined
): Difference | null {
	return stated && stated !== shown ? { part, text: stated } : null;
}

function ingredients({ label: shown }: Product, { label: stated }: Product): Difference | null {
	const said = stated.ingredients;
	if (said.status === 'unknown') return null;
	if (shown.ingredients.status === 'known' && shown.ingredients.text === said.text) return null;
	return { part: '/label/ingredients', text: said.text, language: said.language ?? null };
}

function allergens({ label: shown }: Product, { label: stated }: Product): Difference | null {
	const said = stated.allergens;
	if (said.status === 'unknown') return null;
	const before = shown.allergens;
	const same =
		before.status === 'known' && isSame(before.contains, said.contains) && isSame(before.mayContain, said.mayContain);
	return same ? null : { part: '/label/allergens', contains: said.contains, mayContain: said.mayContain };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
	return a.toSorted().join() === b.toSorted().join();
}

/** Nutrients with other numbers; a table per another base differs as a whole. */
function nutrition({ label: shown }: Product, { label: stated }: Product): Difference | null {
	const said = stated.nutrition;
	if (said.status === 'unknown') return null;
	const before = shown.nutrition.status === 'known' && shown.nutrition.per === said.per ? shown.nutrition : null;
	const values = NUTRIENTS.flatMap((name) => {
		const value = said[name] ?? null;
		return value === null || value === before?.[name] ? [] : [{ name, value }];
	});
	return values.length === 0 ? null : { part: '/label/nutrition', values };
}

function diets({ label: shown }: Product, { label: stated }: Product): Difference | null {
	const other = (diet: 'vegan' | 'vegetarian') =>
		stated.diets[diet] === 'unknown' || stated.diets[diet] === shown.diets[diet] ? null : stated.diets[diet];
	const [vegan, vegetarian] = [other('vegan'), other('vegetarian')];
	return vegan === null && vegetarian === null ? null : { part: '/label/diets', vegan, vegetarian };
}
