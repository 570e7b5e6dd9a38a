/** What is wrong with a field, in words. The server's own are English; what is missing has ours. */
import type { ProductFault } from '#lib/api/brand.ts';
import { b } from '#lib/i18n/brand.svelte.ts';
import { t } from '#lib/i18n/index.svelte.ts';
import { partWords } from './pointer-words.ts';

const CODES = [
	'impossible_value',
	'energy_mismatch',
	'sugars_exceed_carbohydrates',
	'saturates_exceed_fat',
	'sum_too_large',
	'allergen_contradiction',
	'allergen_only_in_text',
	'diet_contradiction',
	'unknown_category'
] as const;

const NUTRIENTS = ['energyKj', 'fat', 'saturatedFat', 'carbohydrates', 'sugars', 'protein', 'salt'] as const;

/** What a fault is about, by its name on the page. */
export function placeWords(pointer: string): string {
	const nutrient = NUTRIENTS.find((name) => pointer === `/label/nutrition/${name}`);
	if (nutrient !== undefined) return t(`nutrient.${nutrient}`);
	return partWords(pointer) ?? pointer;
}

/** In the language of the page, as far as the kind is known. */
export function faultWords({ code, pointer }: ProductFault): string | null {
	if (code === 'missing') return b('fault.missing', { part: placeWords(pointer) });
	const known = CODES.find((one) => one === code);
	return known === undefined ? null : b(`fault.${known}`);
}

/** Numbers of the case stand in the server's words. */
export const saysMore = ({ code }: ProductFault): boolean => code !== 'missing';
