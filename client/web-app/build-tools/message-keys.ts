import { readFileSync } from 'node:fs';

const MESSAGES = 'src/lib/i18n/messages';
export const LANGUAGES = ['en', 'it', 'de'] as const;

/** The app's own messages, those that only the pages of brands load, and those of one page among these. */
export const SETS = { app: '', brand: 'brand/', company: 'company/' } as const;
export type MessageSet = keyof typeof SETS;

/** The messages of one language, as they stand in its file. */
export function readMessages(language: (typeof LANGUAGES)[number], set: MessageSet = 'app'): Record<string, string> {
	return JSON.parse(readFileSync(`${MESSAGES}/${SETS[set]}${language}.json`, 'utf8')) as Record<string, string>;
}

/** The names in braces that a text wants filled in, each once. */
export function parametersOf(text: string): string[] {
	return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort();
}

/** The module that makes a missing key or parameter a type error. */
export function messageKeys(set: MessageSet = 'app'): string {
	const lines = Object.entries(readMessages('en', set)).map(([key, text]) => {
		const fields = parametersOf(text).map((name) => `${name}: string | number`);
		return `\t'${key}': ${fields.length === 0 ? 'undefined' : `{ ${fields.join('; ')} }`};`;
	});
	return `// Generated from messages/${SETS[set]}en.json by \`npm run generate\`.\n\n/** Every message with the parameters that it wants. */\nexport interface Parameters {\n${lines.join('\n')}\n}\n`;
}
