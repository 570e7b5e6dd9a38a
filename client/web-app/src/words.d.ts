/** A language's messages in parts: build-tools/first-words.ts. */
declare module '*.json?first' {
	const words: import('#lib/i18n/languages.ts').Dictionary;
	export default words;
}

declare module '*.json?brand' {
	const words: import('#lib/i18n/languages.ts').Dictionary;
	export default words;
}

declare module '*.json?rest' {
	const words: import('#lib/i18n/languages.ts').Dictionary;
	export default words;
}
