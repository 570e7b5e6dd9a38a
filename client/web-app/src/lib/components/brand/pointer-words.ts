/** Places in a product, in words. */
import { list } from '#lib/format.ts';
import { b } from '#lib/i18n/brand.svelte.ts';
import { locale } from '#lib/i18n/index.svelte.ts';

const PARTS = [
	'/label/allergens',
	'/label/ingredients',
	'/label/nutrition',
	'/label/diets',
	'/name',
	'/quantity',
	'/imageUrl',
	'/categories',
	'/eco/packaging',
	'/journey'
] as const;
type Part = (typeof PARTS)[number];

/** The part of a product that a pointer leads into. */
export function partOf(pointer: string): Part | null {
	return PARTS.find((part) => pointer === part || pointer.startsWith(`${part}/`)) ?? null;
}

const word = (part: Part) => b(`part.${part.slice(part.lastIndexOf('/') + 1) as Tail<Part>}`);
type Tail<P> = P extends `/label/${infer Name}`
	? Name
	: P extends `/eco/${infer Name}`
		? Name
		: P extends `/${infer Name}`
			? Name
			: never;

export const partWords = (pointer: string): string | null => {
	const part = partOf(pointer);
	return part === null ? null : word(part);
};

/** "Allergens, nutrition": every part once. */
export function partsWords(pointers: readonly string[]): string {
	const parts = [...new Set(pointers.map(partOf))].filter((part) => part !== null);
	return list(parts.map(word), locale());
}
