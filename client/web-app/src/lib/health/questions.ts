import type { Draft } from './draft.ts';

/** What is asked, in order. */
export const QUESTIONS = ['allergies', 'intolerances', 'diets', 'ingredients', 'goals'] as const;
export type Question = (typeof QUESTIONS)[number];

function isTicked(draft: Draft, question: Question): boolean {
	if (question === 'goals') return draft.bounds.length > 0;
	if (question === 'ingredients') return draft.avoidIngredients.length > 0 || draft.word.trim() !== '';
	return draft[question].length > 0;
}

/** Questions with an answer; not knowing is one, until something is ticked. */
export function answered(draft: Draft, unsure: readonly Question[]): number {
	return QUESTIONS.filter((question) => isTicked(draft, question) || unsure.includes(question)).length;
}

/** Not knowing and knowing something exclude each other. */
export function stillUnsure(draft: Draft, unsure: readonly Question[]): Question[] {
	return unsure.filter((question) => !isTicked(draft, question));
}

/** The draft after "not sure": nothing of that question is ticked. */
export function cleared(draft: Draft, question: Question): Draft {
	if (question === 'goals') return { ...draft, bounds: [] };
	if (question === 'ingredients') return { ...draft, avoidIngredients: [], word: '' };
	return { ...draft, [question]: [] };
}
