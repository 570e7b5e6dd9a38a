import { t } from '#lib/i18n/index.svelte.ts';

/** What a part of the product is called, by its JSON pointer. */
export function partWords(pointer: string): string {
	const words: Record<string, () => string> = {
		'/name': () => t('fact.name'),
		'/brand': () => t('fact.brand'),
		'/quantity': () => t('fact.quantity'),
		'/imageUrl': () => t('fact.imageUrl'),
		'/categories': () => t('fact.categories'),
		'/label': () => t('fact.label'),
		'/label/ingredients': () => t('label.ingredients'),
		'/label/allergens': () => t('label.allergens'),
		'/label/nutrition': () => t('nutrition.title'),
		'/label/diets': () => t('label.diets'),
		'/nutriScore': () => t('fact.nutriScore')
	};
	return (words[pointer] ?? (() => t('fact.other')))();
}
