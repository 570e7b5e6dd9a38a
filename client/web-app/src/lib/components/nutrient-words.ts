import { t } from '#lib/i18n/index.svelte.ts';

const KNOWN = [
	'energyKj',
	'fat',
	'saturatedFat',
	'sugars',
	'fibre',
	'protein',
	'salt',
	'fruits_vegetables_legumes',
	'category'
] as const;

/** A missing input of a score, named in a sentence; an input that we do not know yet keeps its own name. */
export function nutrientWord(field: string): string {
	const known = KNOWN.find((name) => name === field);
	return known === undefined ? field.replaceAll('_', ' ') : t(`missing.${known}`);
}
