import type { LabelFact, Level, Verdict } from '#lib/api/health.ts';
import { amount } from '#lib/format.ts';
import { headline, valueOf } from '#lib/health/card.ts';
import { ALLERGENS, fieldOf, NUTRIENTS, unitOf } from '#lib/health/catalog.ts';
import { counted, locale, t } from '#lib/i18n/index.svelte.ts';

export function levelWords(level: Level): string {
	return t(`verdict.${level}`);
}

/** The one line that counts. */
export function lineWords(verdict: Verdict): string {
	const line = headline(verdict);
	if (line.kind === 'too_little') return t('verdict.too_little');
	if (line.kind === 'checked')
		return line.rules === 0 ? t('verdict.nothing') : counted('verdict.all_checked', line.rules);
	const reasons =
		line.level === 'avoid' ? counted('verdict.n_avoid', line.reasons) : counted('verdict.n_careful', line.reasons);
	return line.unstated === 0 ? reasons : `${reasons}, ${counted('verdict.n_unstated', line.unstated)}`;
}

/** What the label says, quoted, or the number of a nutrient with its unit; `null` where nobody states it. */
export function factWords(fact: LabelFact): { part: string; value: string | null } {
	const value = valueOf(fact);
	return { part: partOf(fact.path), value: value === null ? null : quoted(fact.path, value) };
}

function quoted(path: string, value: string | number): string {
	const nutrient = NUTRIENTS.find((name) => path.endsWith(`/nutrition/${fieldOf(name)}`));
	if (typeof value === 'number')
		return nutrient === undefined ? String(value) : amount(value, unitOf(nutrient), locale());
	const allergen = ALLERGENS.find((name) => name === value);
	if (allergen !== undefined) return t(`allergen.${allergen}`);
	if (path.includes('/diets')) return dietAnswer(value);
	return t('verdict.quote', { words: value });
}

function dietAnswer(value: string): string {
	return value === 'yes' || value === 'no' || value === 'maybe'
		? t(`diet.${value}`)
		: t('verdict.quote', { words: value });
}

/** What the fact is a part of. */
function partOf(path: string): string {
	const nutrient = NUTRIENTS.find((name) => path.endsWith(`/nutrition/${fieldOf(name)}`));
	if (nutrient !== undefined) return t(`goal.nutrient.${nutrient}`);
	const parts: [string, () => string][] = [
		['/label/allergens/contains', () => t('label.contains')],
		['/label/allergens/mayContain', () => t('label.may_contain')],
		['/label/allergens/freeFrom', () => t('label.free_from')],
		['/label/allergens', () => t('label.allergens')],
		['/label/ingredients', () => t('label.ingredients')],
		['/label/nutrition', () => t('nutrition.title')],
		['/label/diets/vegan', () => t('label.vegan')],
		['/label/diets/vegetarian', () => t('label.vegetarian')],
		['/label/diets', () => t('label.diets')]
	];
	return (parts.find(([start]) => path.startsWith(start))?.[1] ?? (() => t('label.title')))();
}
