import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { firstKeys, reached } from './first-words.ts';

const isFirst = firstKeys();

it('the scan page has its own words at once, and no other page’s', () => {
	expect(['scan.title', 'nav.scan', 'session.signin', 'scan.recent'].filter(isFirst)).toHaveLength(4);
	expect(['erase.open', 'about.intro', 'allergen.milk', 'consent.title'].filter(isFirst)).toEqual([]);
});

it('counted words and whole families come too', () => {
	const found = firstKeys(['src/lib/components/FoundProducts.svelte']);
	expect(['scan.found.count.one', 'scan.found.none', 'scan.hero'].map(found)).toEqual([true, true, false]);
});

it('every other page brings the rest of the words itself', () => {
	const pages = readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
		.filter((file) => /\/\+page\.svelte$|^\+error\.svelte$/.test(file))
		.map((file) => join('src/routes', file));
	expect(pages.length).toBeGreaterThan(5);
	expect(pages.filter((page) => !reached([page]).has(resolve('src/lib/i18n/rest.ts')))).toEqual([]);
});

it('what is loaded on demand on the scan page and speaks brings the rest itself', () => {
	const lazy = [...reached()].flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(/import\('(#lib|\.)\/([\w/.-]+\.svelte)'\)/g)].map(([, root, path]) =>
			root === '.' ? join(dirname(file), path!) : resolve('src/lib', path!)
		)
	);
	expect(new Set(lazy).size).toBe(2);
	expect(lazy.filter((file) => !reached([file]).has(resolve('src/lib/i18n/rest.ts')))).toEqual([]);
});
