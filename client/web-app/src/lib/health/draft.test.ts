import { describe, expect, it } from 'vitest';
import type { HealthProfile } from '#lib/api/health.ts';
import {
	amountOf,
	draftOf,
	emptyDraft,
	faultyBounds,
	profileOf,
	ruleCount,
	stepped,
	withAllergyFlipped,
	withGoal,
	withTraces,
	withWordAdded
} from './draft.ts';
import { answered, cleared, stillUnsure } from './questions.ts';
import { ruleOf } from './rules.ts';

const SARA: HealthProfile = {
	allergies: [{ allergen: 'milk', traces: 'careful' }],
	intolerances: ['lactose'],
	diets: ['vegetarian'],
	avoidIngredients: ['palm oil'],
	goals: [{ nutrient: 'protein', atLeast: 10, atMost: 30 }]
};
const bound = (kind: 'atLeast' | 'atMost', text: string) => ({ nutrient: 'salt' as const, kind, text });

describe('a draft', () => {
	it('that nobody changed is the profile that was read', () => {
		expect(profileOf(draftOf(SARA))).toEqual(SARA);
	});

	it('takes traces of a new allergy for the strictest until something else is said', () => {
		const draft = withAllergyFlipped(emptyDraft(), 'nuts');
		expect(draft.allergies).toEqual([{ allergen: 'nuts', traces: 'avoid' }]);
		expect(withTraces(draft, 'nuts', 'ignore').allergies).toEqual([{ allergen: 'nuts', traces: 'ignore' }]);
		expect(withTraces(draft, 'nuts', undefined).allergies).toEqual([{ allergen: 'nuts' }]);
		expect(withAllergyFlipped(draft, 'nuts').allergies).toEqual([]);
	});

	it('saves a word that was typed and not added, once, whatever its capitals', () => {
		const draft = { ...emptyDraft(), avoidIngredients: ['Palm oil'], word: ' palm   OIL ' };
		expect(withWordAdded(draft)).toMatchObject({ avoidIngredients: ['Palm oil'], word: '' });
		expect(profileOf({ ...emptyDraft(), word: 'gelatine' }).avoidIngredients).toEqual(['gelatine']);
	});

	it('keeps a word that is too long in its field', () => {
		const draft = { ...emptyDraft(), word: 'x'.repeat(81) };
		expect(withWordAdded(draft)).toEqual(draft);
	});

	it('counts what would be checked', () => {
		expect(ruleCount(draftOf(SARA))).toBe(5);
		expect(ruleCount({ ...emptyDraft(), word: 'rum' })).toBe(1);
	});
});

describe('a goal', () => {
	it.each([
		['10', 10],
		['0,3', 0.3],
		[' 1.25 ', 1.25],
		['', null],
		['-1', null],
		['ten', null],
		['1e3', null]
	])('is read from %j as %j', (text, amount) => expect(amountOf(text)).toBe(amount));

	it('cannot want more than it allows', () => {
		const crossed = { ...emptyDraft(), bounds: [bound('atLeast', '2'), bound('atMost', '1')] };
		expect(faultyBounds(crossed)).toHaveLength(2);
		expect(faultyBounds({ ...crossed, bounds: [bound('atLeast', '1'), bound('atMost', '1')] })).toEqual([]);
	});

	it('starts at a number that a preset gives, and goes in steps, never below zero', () => {
		expect(withGoal(emptyDraft(), 'protein').bounds).toEqual([{ nutrient: 'protein', kind: 'atLeast', text: '10' }]);
		expect(stepped(bound('atMost', '0.3'), -1)).toBe('0.2');
		expect(stepped(bound('atMost', '0'), -1)).toBe('0');
	});
});

describe('not sure', () => {
	it('is an answer, until something is ticked', () => {
		const draft = { ...emptyDraft(), diets: ['vegan' as const] };
		expect(answered(draft, ['goals', 'allergies'])).toBe(3);
		expect(stillUnsure(draft, ['diets', 'goals'])).toEqual(['goals']);
	});

	it('unticks what that question had', () => {
		expect(cleared(draftOf(SARA), 'goals').bounds).toEqual([]);
		expect(cleared(draftOf(SARA), 'allergies').allergies).toEqual([]);
		expect(cleared(draftOf(SARA), 'ingredients').avoidIngredients).toEqual([]);
	});
});

describe('a rule’s name', () => {
	it.each([
		['allergy.milk', { kind: 'allergy', allergen: 'milk' }],
		['intolerance.lactose', { kind: 'intolerance', intolerance: 'lactose' }],
		['diet.kosher_style', { kind: 'diet', diet: 'kosher_style' }],
		['goal.saturated_fat', { kind: 'goal', nutrient: 'saturated_fat' }],
		['avoid_ingredient.palm oil', { kind: 'ingredient', word: 'palm oil' }],
		['allergy.moonlight', { kind: 'other' }],
		['season', { kind: 'other' }]
	])('%s says what it is about', (name, rule) => expect(ruleOf(name)).toEqual(rule));
});
