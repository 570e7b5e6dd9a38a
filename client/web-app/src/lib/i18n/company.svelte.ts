/** The words of the page about a brand's company: no other page loads them. */
import type { Parameters } from './company-keys.ts';
import { current } from './index.svelte.ts';
import { fill, type Language } from './languages.ts';
import english from './messages/company/en.json';

export type CompanyKey = keyof Parameters;
type Dictionary = Record<CompanyKey, string>;

const loaders: Record<Language, () => Promise<Dictionary>> = {
	en: () => Promise.resolve(english),
	it: async () => (await import('./messages/company/it.json')).default,
	de: async () => (await import('./messages/company/de.json')).default
};

let words = $state.raw<Dictionary>(english);

/** Brings the words of the language that is shown. */
export async function speakCompany(language: Language = current()): Promise<void> {
	const next = await loaders[language]();
	if (language === current()) words = next;
}

type Values<K extends CompanyKey> = Parameters[K] extends undefined ? [] : [values: Parameters[K]];

/** The text of a key in the current language. */
export function c<K extends CompanyKey>(key: K, ...values: Values<K>): string {
	return fill(words[key], values[0]);
}
