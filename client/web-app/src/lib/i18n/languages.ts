import type { Parameters } from './keys.ts';

export const LANGUAGES = ['en', 'it', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Key = keyof Parameters;
export type Dictionary = Record<Key, string>;

/** Each language's name in itself. */
export const OWN_NAMES: Record<Language, string> = { en: 'English', it: 'Italiano', de: 'Deutsch' };

export function isLanguage(value: unknown): value is Language {
	return LANGUAGES.some((language) => language === value);
}

/** What the person chose, else the first of the browser's languages that we speak. */
export function pickLanguage(chosen: string | null, preferred: readonly string[]): Language {
	if (isLanguage(chosen)) return chosen;
	const known = preferred.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguage);
	return known ?? 'en';
}

/** Puts values into the places in braces. */
export function fill(text: string, values: Record<string, string | number> = {}): string {
	return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
