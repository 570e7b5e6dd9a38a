import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { speakBrand } from '#lib/i18n/brand.svelte.ts';
import { speak, type Language } from '#lib/i18n/index.svelte.ts';
import { axisWords, changeWords, daysWords, noteWords, periodWords, regionWords, valueWords } from './words.ts';

beforeEach(() => vi.stubGlobal('document', { documentElement: {} }));
afterEach(() => vi.unstubAllGlobals());

async function inLanguage(language: Language) {
	await speak(language, { remember: false });
	await speakBrand(language);
}

it.each([
	['en', 'not enough data yet (fewer than 5)', 'released on 23 November'],
	['it', 'dati non ancora sufficienti (meno di 5)', 'si pubblica il 23 novembre'],
	['de', 'noch nicht genug Daten (weniger als 5)', 'freigegeben am 23. November']
] as const)('what is no number says so in words: %s', async (language, withheld, awaited) => {
	await inLanguage(language);
	expect(valueWords({ kind: 'suppressed' }, 5)).toBe(withheld);
	expect(valueWords({ kind: 'awaited', on: '2026-11-23' }, 5)).toBe(awaited);
});

it('numbers, their days and their changes are written as the language does', async () => {
	await inLanguage('de');
	const value = { kind: 'count', n: 4182, daysReleased: 26, days: 28 } as const;
	expect(valueWords(value, 5)).toBe('4.182');
	expect(daysWords(value)).toBe('26 von 28 Tagen');
	expect(daysWords({ ...value, daysReleased: 28 })).toBeNull();
	await inLanguage('en');
	expect([changeWords(0.083), changeWords(-0.03), changeWords(0.001)]).toEqual(['+8%', '−3%', 'as before']);
});

it('regions and periods have their names', async () => {
	await inLanguage('en');
	expect(['IT-25', 'DE-BY', 'FR', 'other', 'unknown', 'XX-99'].map(regionWords)).toEqual([
		'Lombardia',
		'Bayern',
		'France',
		'Other regions',
		'Region not stated',
		'XX-99'
	]);
	expect(periodWords({ from: '2026-11-01', to: '2026-11-30' }, 'month')).toBe('November 2026');
	expect(axisWords('2026-11-01', '2026-10-31', 'day')).toEqual({ first: '1', second: 'Nov' });
	expect(axisWords('2026-11-02', '2026-11-01', 'day')).toEqual({ first: '2', second: null });
});

it.each([
	['en', '12 November 2026: name changed; label and allergens changed', '1 October 2026: first published'],
	['it', '12 novembre 2026: modifiche: nome; modifiche: etichetta e allergeni', '1 ottobre 2026: prima pubblicazione'],
	[
		'de',
		'12. November 2026: geändert: Name; geändert: Etikett und Allergene',
		'1. Oktober 2026: erstmals veröffentlicht'
	]
] as const)('every change of a day is told in words: %s', async (language, changed, created) => {
	await inLanguage(language);
	expect(noteWords({ number: 1, day: '2026-11-12', changes: [['name'], ['label', 'allergens']] })).toBe(changed);
	expect(noteWords({ number: 1, day: '2026-10-01', changes: [['created']] })).toBe(created);
	expect(noteWords({ number: 1, day: '2026-10-01', changes: [[]] })).not.toMatch(/[{}]|undefined|: $/);
});
