/** The words of the pages for brands: no other page loads them. */
import type { Parameters } from './brand-keys.ts';
import { current, locale } from './index.svelte.ts';
import { fill, type Language } from './languages.ts';
import english from './messages/brand/en.json';

export type BrandKey = keyof Parameters;
type Dictionary = Record<BrandKey, string>;

const loaders: Record<Language, () => Promise<Dictionary>> = {
	en: () => Promise.resolve(english),
	it: async () => (await import('./messages/brand/it.json')).default,
	de: async () => (await import('./messages/brand/de.json')).default
};

let words = $state.raw<Dictionary>(english);

/** Brings the words of the language that is shown. */
export async function speakBrand(language: Language = current()): Promise<void> {
	const next = await loaders[language]();
	if (language === current()) words = next;
}

type Values<K extends BrandKey> = Parameters[K] extends undefined ? [] : [values: Parameters[K]];

/** The text of a key in the current language. */
export function b<K extends BrandKey>(key: K, ...values: Values<K>): string {
	return fill(words[key], values[0]);
}

type Counted = {
	[K in BrandKey]: K extends `${infer Base}.other` ? (`${Base}.one` extends BrandKey ? Base : never) : never;
}[BrandKey];

/** The text of a key whose form depends on a number; `more` fills its other places. */
export function bn(base: Counted, n: number, more: Record<string, string | number> = {}): string {
	const one = new Intl.PluralRules(current()).select(n) === 'one';
	return fill(words[`${base}.${one ? 'one' : 'other'}`], { n: n.toLocaleString(locale()), ...more });
}
