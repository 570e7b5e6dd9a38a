import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { brandRoots, firstKeys, reached } from './first-words.ts';

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
		.map((file) => join('src/routes', file))
		.filter((file) => !file.includes('/brand/'));
	expect(pages.length).toBeGreaterThan(5);
	expect(pages.filter((page) => !reached([page]).has(resolve('src/lib/i18n/rest.ts')))).toEqual([]);
});

it('the pages of brands have every word of the app that they show, and few others', () => {
	const layout = reached(['src/routes/brand/+layout.svelte']);
	expect(layout.has(resolve('src/lib/i18n/brand-rest.ts'))).toBe(true);
	const isBrand = firstKeys(brandRoots());
	expect(
		['section.retry', 'allergen.milk', 'nutrient.fat', 'journey.origin', 'verdict.avoid'].filter(isBrand)
	).toHaveLength(5);
	expect(['erase.open', 'about.intro', 'consent.title', 'goal.nutrient.fat'].filter(isBrand)).toEqual([]);
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
