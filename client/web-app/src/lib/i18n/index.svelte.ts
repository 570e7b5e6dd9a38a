import type { Parameters } from './keys.ts';
import { fill, pickLanguage, type Dictionary, type Key, type Language } from './languages.ts';
import first from './messages/en.json?first';

export { LANGUAGES, OWN_NAMES, isLanguage, type Language } from './languages.ts';

const STORED = 'packytrace-language';

/** English, as far as it is here: the first view's words, then what a page adds. */
let english: Dictionary = first;

const loaders: Record<Language, () => Promise<Dictionary>> = {
	en: () => Promise.resolve(english),
	it: async () => (await import('./messages/it.json')).default,
	de: async () => (await import('./messages/de.json')).default
};

let language = $state<Language>('en');
let words = $state.raw<Dictionary>(first);

/** Adds the words of a page that is being loaded. */
export function addEnglish(more: Dictionary): void {
	english = { ...english, ...more };
	if (language === 'en') words = english;
}

/** The language that is shown. */
export function current(): Language {
	return language;
}

type Values<K extends Key> = Parameters[K] extends undefined ? [] : [values: Parameters[K]];

/** The text of a key in the current language. */
export function t<K extends Key>(key: K, ...values: Values<K>): string {
	return fill(words[key], values[0]);
}

type Counted = {
	[K in Key]: K extends `${infer Base}.other` ? (`${Base}.one` extends Key ? Base : never) : never;
}[Key];

/** The text of a key whose form depends on a number. */
export function counted(base: Counted, n: number): string {
	const one = new Intl.PluralRules(language).select(n) === 'one';
	return fill(words[`${base}.${one ? 'one' : 'other'}`], { n: n.toLocaleString(locale()).replace('-', '−') });
}

/** The tag for `Intl`: English dates are written day first. */
export function locale(): string {
	return language === 'en' ? 'en-GB' : language;
}

/** Shows another language; remembered only when the person chose it. */
export async function speak(next: Language, options: { remember: boolean }): Promise<void> {
	words = await loaders[next]();
	language = next;
	document.documentElement.lang = next;
	if (options.remember) store(next);
}

/** Starts in the language that fits the person, before anything is drawn. */
export function start(): Promise<void> {
	return speak(pickLanguage(stored(), navigator.languages), { remember: false });
}

// Storage may be refused; then the choice lasts for this visit.
function store(value: Language) {
	try {
		localStorage.setItem(STORED, value);
	} catch {
		return;
	}
}

function stored(): string | null {
	try {
		return localStorage.getItem(STORED);
	} catch {
		return null;
	}
}
