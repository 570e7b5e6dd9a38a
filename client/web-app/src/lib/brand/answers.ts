/** One answer for each of the 14 allergens. Pure. */
import type { BrandLabel } from '#lib/api/brand.ts';
import type { Allergen, FreeFrom } from '#lib/api/types.ts';
import { ALLERGENS } from '#lib/health/catalog.ts';

export const ANSWERS = ['contains', 'may', 'no', 'free'] as const;
export type AllergenAnswer = (typeof ANSWERS)[number];
export type Answers = Partial<Record<Allergen, AllergenAnswer>>;

/** What a pack may say that it is free from. */
const CLAIMS: readonly FreeFrom[] = ['gluten', 'milk', 'eggs', 'nuts', 'peanuts', 'soybeans'];

export function canBeFree(allergen: Allergen): boolean {
	return CLAIMS.some((claim) => claim === allergen);
}

type Allergens = NonNullable<BrandLabel['allergens']>;

/** Nothing is answered while allergens are not stated. */
export function answersOf(stated: BrandLabel['allergens']): Answers {
	if (!stated || stated.status === 'unknown') return {};
	return Object.fromEntries(ALLERGENS.map((allergen) => [allergen, answerIn(stated, allergen)]));
}

function answerIn({ contains = [], mayContain = [], freeFrom = [] }: Allergens, allergen: Allergen): AllergenAnswer {
	if (contains.includes(allergen)) return 'contains';
	if (mayContain.includes(allergen)) return 'may';
	return freeFrom.some((claim) => claim === allergen) ? 'free' : 'no';
}

/** Who has answered some has to answer all: an answer that is not there would be read as "no". */
export function unanswered(answers: Answers): Allergen[] {
	const open = ALLERGENS.filter((allergen) => answers[allergen] === undefined);
	return open.length === ALLERGENS.length ? [] : open;
}

/** As it is sent; claims that are no allergens, such as lactose, stay as they are. */
export function statedOf(answers: Answers, lactoseFree: boolean): Allergens | null {
	const having = (answer: AllergenAnswer) => ALLERGENS.filter((allergen) => answers[allergen] === answer);
	if (Object.keys(answers).length === 0) return null;
	const free = having('free').filter((allergen): allergen is Allergen & FreeFrom => canBeFree(allergen));
	return {
		status: 'known',
		contains: having('contains'),
		mayContain: having('may'),
		freeFrom: [...free, ...(lactoseFree ? (['lactose'] as const) : [])]
	};
}

/** "No" wherever nothing was said. */
export function noToTheRest(answers: Answers): Answers {
	return Object.fromEntries(ALLERGENS.map((allergen) => [allergen, answers[allergen] ?? 'no']));
}
