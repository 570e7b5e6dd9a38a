import type { Goal, GoalNutrient } from '#lib/api/health.ts';
import type { Difference } from '#lib/compare/rows.ts';
import { amount, number } from '#lib/format.ts';
import { unitOf } from '#lib/health/catalog.ts';
import { locale, t } from '#lib/i18n/index.svelte.ts';

/** How a row differs, by the product's name; nothing where it does not. */
export function differenceWords(
	difference: Difference,
	short: readonly string[],
	nutrient: GoalNutrient | undefined
): string | null {
	switch (difference.kind) {
		case 'same':
			return null;
		case 'differs':
			return t('compare.differs');
		case 'not_comparable':
			return t('compare.not_comparable');
		case 'most':
			return t('compare.most', { name: short[difference.column] ?? '' });
		case 'more':
		case 'less': {
			const by =
				nutrient === undefined ? number(difference.by, locale()) : amount(difference.by, unitOf(nutrient), locale());
			return t(`compare.${difference.kind}`, { name: short[0] ?? '', amount: by });
		}
	}
}

/** "Protein, your goal: at least 10 g". */
export function goalWords(name: string, { nutrient, atLeast, atMost }: Goal): string {
	const said = (value: number | null | undefined) =>
		typeof value === 'number' ? amount(value, unitOf(nutrient), locale()) : null;
	const [least, most] = [said(atLeast), said(atMost)];
	if (least !== null && most !== null) return t('compare.goal.between', { name, least, most });
	return least === null
		? t('compare.goal.atMost', { name, most: most ?? '' })
		: t('compare.goal.atLeast', { name, least });
}
