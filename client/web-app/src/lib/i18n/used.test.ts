import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readMessages, SETS, type MessageSet } from '../../../build-tools/message-keys.ts';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
	.filter((file) => /\.(svelte|ts)$/.test(file) && !file.endsWith('keys.ts') && !file.endsWith('.test.ts'))
	.map((file) => readFileSync(join('src', file), 'utf8'))
	.join('\n');

/** Families whose last part comes from data: `eco.${name}`. */
const families = [...sources.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1]!);

it.each(Object.keys(SETS) as MessageSet[])('no message of the set %s is left that nothing shows', (set) => {
	const english = readMessages('en', set);
	const unused = Object.keys(english).filter((key) => {
		const counted = key.replace(/\.(one|other)$/, '');
		const base = `${counted}.one` in english ? counted : key;
		return !sources.includes(`'${base}'`) && !families.some((family) => key.startsWith(family));
	});
	expect(unused).toEqual([]);
});
