import { describe, expect, it } from 'vitest';
import type { Ingredient } from '#lib/api/types.ts';
import { emphasise } from './emphasis.ts';

const item = (name: string, ...allergens: Ingredient['allergens']): Ingredient => ({ name, allergens });
const strong = (text: string, items: Ingredient[] = []) =>
	emphasise(text, items)
		.filter((run) => run.strong)
		.map((run) => run.text);

describe('the ingredient text', () => {
	it('is printed as it is, whatever is set apart', () => {
		const text = 'Latte di bufala, sale (latte).';
		const runs = emphasise(text, [item('latte', 'milk')]);
		expect(runs.map((run) => run.text).join('')).toBe(text);
	});

	it('sets an allergen apart wherever it is named, in any case', () => {
		expect(strong('Latte di bufala, siero (latte).', [item('latte', 'milk')])).toEqual(['Latte', 'latte']);
	});

	it('leaves ingredients without an allergen alone', () => {
		expect(strong('latte, sale', [item('sale')])).toEqual([]);
	});

	it('finds whole words only', () => {
		expect(strong('butternut, nut', [item('nut', 'nuts')])).toEqual(['nut']);
	});

	it('takes the marks of the source out and keeps what they mean', () => {
		expect(emphasise('water, _soya_ beans', [])).toEqual([
			{ text: 'water, ', strong: false },
			{ text: 'soya', strong: true },
			{ text: ' beans', strong: false }
		]);
	});

	it('follows the capitals where the pack sets allergens apart itself', () => {
		expect(strong('farina di GRANO tenero', [item('farina di GRANO tenero', 'gluten')])).toEqual(['GRANO']);
	});

	it('joins what overlaps', () => {
		expect(strong('milk powder', [item('milk', 'milk'), item('milk powder', 'milk')])).toEqual(['milk powder']);
	});

	it('is not fooled by signs in a name', () => {
		expect(strong('a (b+c) d', [item('(b+c)', 'milk')])).toEqual(['(b+c)']);
	});
});
