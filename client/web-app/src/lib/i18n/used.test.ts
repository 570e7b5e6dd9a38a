import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readMessages } from '../../../build-tools/message-keys.ts';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
	.filter((file) => /\.(svelte|ts)$/.test(file) && !file.endsWith('keys.ts') && !file.endsWith('.test.ts'))
	.map((file) => readFileSync(join('src', file), 'utf8'))
	.join('\n');

/** Families whose last part comes from data: `eco.${name}`. */
const families = [...sources.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1]!);

it('no message is left that nothing shows', () => {
	const english = readMessages('en');
	const unused = Object.keys(english).filter((key) => {
		const counted = key.replace(/\.(one|other)$/, '');
		const base = `${counted}.one` in english ? counted : key;
		return !sources.includes(`'${base}'`) && !families.some((family) => key.startsWith(family));
	});
	expect(unused).toEqual([]);
});
