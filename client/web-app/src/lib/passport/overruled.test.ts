import { expect, it } from 'vitest';
import type { Product } from '#lib/api/types.ts';
import { aProduct } from '../testing/samples.ts';
import { overruled } from './overruled.ts';

const label = (parts: Partial<Product['label']>) => ({ ...aProduct().label, ...parts });
const nutrition = (salt: number, per: '100g' | '100ml' = '100g') => ({ status: 'known', per, salt, fat: 20 }) as const;
const from = (product: Product) => overruled(shown, [{ source: 'open_food_facts', asOf: '2026-03-25', product }]);
const shown = aProduct({ label: label({ nutrition: nutrition(0.4) }) });
const differencesOf = (product: Product) => from(product).flatMap(({ differences }) => differences);

it('a source that says the same, or nothing, overrules nothing and is not overruled', () => {
	const silent = aProduct({
		name: null,
		brand: null,
		quantity: null,
		label: label({ allergens: { status: 'unknown' }, diets: { vegan: 'unknown', vegetarian: 'unknown' } })
	});
	expect([from(shown), from(silent)]).toEqual([[], []]);
});

it('another name, quantity and list of ingredients stay readable', () => {
	const ingredients = { status: 'known', text: 'Latte, sale', language: 'it', items: [] } as const;
	const other = aProduct({
		name: 'Mozzarella',
		quantity: '250 g',
		label: label({ ingredients: { ...ingredients, items: [] } })
	});
	expect(differencesOf(other)).toEqual([
		{ part: '/name', text: 'Mozzarella' },
		{ part: '/quantity', text: '250 g' },
		{ part: '/label/ingredients', text: 'Latte, sale', language: 'it' }
	]);
});

it('allergens differ by what is in them, not by their order', () => {
	const allergens = (contains: ('milk' | 'nuts')[]) =>
		aProduct({ label: label({ allergens: { status: 'known', contains, mayContain: [], freeFrom: [] } }) });
	const both = allergens(['nuts', 'milk']);
	expect(overruled(both, [{ source: 'brand', asOf: null, product: allergens(['milk', 'nuts']) }])).toEqual([]);
	expect(differencesOf(both)).toEqual([{ part: '/label/allergens', contains: ['nuts', 'milk'], mayContain: [] }]);
});

it('only the nutrients with another number are named, unless the base is another', () => {
	expect(differencesOf(aProduct({ label: label({ nutrition: nutrition(0.9) }) }))).toEqual([
		{ part: '/label/nutrition', values: [{ name: 'salt', value: 0.9 }] }
	]);
	const perMillilitres = differencesOf(aProduct({ label: label({ nutrition: nutrition(0.4, '100ml') }) }));
	expect(perMillilitres).toMatchObject([{ values: [{ name: 'fat' }, { name: 'salt' }] }]);
});
