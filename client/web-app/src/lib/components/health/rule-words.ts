import type { GoalNutrient } from '#lib/api/health.ts';
import type { Rule } from '#lib/health/rules.ts';
import { current, t } from '#lib/i18n/index.svelte.ts';

/** A name in the middle of a sentence; German keeps its capitals. */
export function inSentence(name: string): string {
	return current() === 'de' ? name : name.slice(0, 1).toLowerCase() + name.slice(1);
}

/** What the person asked to look for: "Allergy: milk". */
export function ruleWords(rule: Rule): string {
	switch (rule.kind) {
		case 'allergy':
			return t('rule.allergy', { name: inSentence(t(`allergen.${rule.allergen}`)) });
		case 'intolerance':
			return t('rule.intolerance', { name: inSentence(t(`intolerance.${rule.intolerance}`)) });
		case 'diet':
			return t(`diet.name.${rule.diet}`);
		case 'goal':
			return t('rule.goal', { name: inSentence(t(`goal.nutrient.${rule.nutrient}`)) });
		case 'ingredient':
			return t('rule.ingredient', { name: rule.word });
		case 'other':
			return t('rule.other');
	}
}

/** What the rule is about, alone: "milk". */
export function subjectWords(rule: Rule): string {
	switch (rule.kind) {
		case 'allergy':
			return t(`allergen.${rule.allergen}`);
		case 'intolerance':
			return t(`intolerance.${rule.intolerance}`);
		case 'goal':
			return t(`goal.nutrient.${rule.nutrient}`);
		case 'ingredient':
			return rule.word;
		default:
			return ruleWords(rule);
	}
}

const WITH_EXAMPLE = ['protein', 'sugars', 'salt', 'fat', 'fibre', 'saturated_fat'] as const;

/** A food that most people know, beside a number that few do. */
export function exampleWords(nutrient: GoalNutrient): string | null {
	const known = WITH_EXAMPLE.find((name) => name === nutrient);
	return known === undefined ? null : t(`goal.example.${known}`);
}
