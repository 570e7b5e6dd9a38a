import type { IconName } from '#lib/components/icons.ts';

const DRAWINGS: [word: RegExp, drawing: IconName][] = [
	[/bread|bakery|biscuit|cake|pastr/, 'bread'],
	[/chees|dair|yogurt|milk/, 'cheese'],
	[/beverage|drink|water|juice|wine|beer|oil|sauce/, 'bottle'],
	[/fruit|vegetable|jam/, 'fruit']
];

/** A drawing for products without a picture; the most specific category that has one decides. */
export function drawingFor(categories: readonly string[]): IconName {
	for (const category of categories.toReversed()) {
		const found = DRAWINGS.find(([word]) => word.test(category));
		if (found !== undefined) return found[1];
	}
	return 'box';
}
