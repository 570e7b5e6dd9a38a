import { describe, expect, it } from 'vitest';
import {
	LANGUAGES,
	parametersOf,
	readMessages as readSet,
	SETS,
	type MessageSet
} from '../../../build-tools/message-keys.ts';
import { fill, pickLanguage } from './languages.ts';

describe.each(Object.keys(SETS) as MessageSet[])('messages of the set %s', (set) => {
	const readMessages = (language: (typeof LANGUAGES)[number]) => readSet(language, set);
	const english = readMessages('en');

	it.each(LANGUAGES)('are complete in %s, with nothing left over', (language) => {
		expect(Object.keys(readMessages(language)).sort()).toEqual(Object.keys(english).sort());
	});

	it.each(LANGUAGES)('have no empty text in %s', (language) => {
		expect(Object.entries(readMessages(language)).filter(([, text]) => text.trim() === '')).toEqual([]);
	});

	it.each(LANGUAGES)('want the same parameters in %s as in English', (language) => {
		const parameters = Object.entries(readMessages(language)).map(([key, text]) => [key, parametersOf(text)]);
		expect(Object.fromEntries(parameters)).toEqual(
			Object.fromEntries(Object.entries(english).map(([key, text]) => [key, parametersOf(text)]))
		);
	});

	it('never promise safety, blame, or shout', () => {
		const texts = LANGUAGES.flatMap((language) => Object.values(readMessages(language)));
		expect(texts.filter((text) => /!|\boops\b|\bsafe\b|\bsicher\b|\bsicuro\b/i.test(text))).toEqual([]);
	});
});

describe('the language', () => {
	it('is the one that the person chose', () => {
		expect(pickLanguage('de', ['it-IT'])).toBe('de');
	});

	it('is else the first of the browser’s that we speak', () => {
		expect(pickLanguage(null, ['fr-FR', 'it-CH', 'de'])).toBe('it');
	});

	it('is English when we speak none of them, or storage holds nonsense', () => {
		expect(pickLanguage('xx', ['fr'])).toBe('en');
	});
});

describe('filling in', () => {
	it('puts every value into its place', () => {
		expect(fill('{a} and {b}, {a}', { a: 1, b: 'two' })).toBe('1 and two, 1');
	});

	it('takes a value as it is, braces and dollars included', () => {
		expect(fill('lot {lot}', { lot: '{x}$&' })).toBe('lot {x}$&');
	});
});
