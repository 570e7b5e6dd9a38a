import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** What the scan page loads at once, as the router does. */
const ROOTS = ['src/routes/+layout.svelte', 'src/routes/+page.svelte'];
const STATIC_IMPORT = /^\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]((?:#lib|\.{1,2})\/[^'"?]+)['"]/gm;
const TYPE_IMPORT = /^\s*(?:import|export)\s+type\s/;

/**
 * Parts a language's messages: `?first` holds what the scan page shows at first, `?rest` everything else, so that nobody
 * waits for the words of pages that they may never open; `?brand` is what of the rest the pages of brands show.
 */
export default function firstWords(): Plugin {
	return {
		name: 'packytrace-first-words',
		enforce: 'pre',
		load: {
			filter: { id: /messages\/\w+\.json\?(first|rest|brand)$/ },
			handler(id) {
				const [file, part] = id.split('?') as [string, Part];
				const all = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
				const isPart = PARTS[part]();
				const chosen = all.filter(([key]) => isPart(key));
				return { code: `export default ${JSON.stringify(Object.fromEntries(chosen))}`, moduleType: 'js' };
			}
		}
	};
}

type Part = 'first' | 'rest' | 'brand';

const PARTS: Record<Part, () => (key: string) => boolean> = {
	first: () => firstKeys(),
	rest: () => not(firstKeys()),
	brand: () => {
		const [isRest, isBrand] = [not(firstKeys()), firstKeys(brandRoots())];
		return (key) => isRest(key) && isBrand(key);
	}
};

const not = (test: (key: string) => boolean) => (key: string) => !test(key);

/** The pages of brands load one another on demand: each file of theirs is a root. */
export function brandRoots(): string[] {
	return [...globSync('src/routes/brand/**/*.svelte'), ...globSync('src/lib/components/brand/**/*.{svelte,ts}')];
}

/** Whether a message may be shown by what the scan page loads at once. */
export function firstKeys(roots: readonly string[] = ROOTS): (key: string) => boolean {
	const text = [...reached(roots)].map((file) => readFileSync(file, 'utf8')).join('\n');
	const named = new Set([...text.matchAll(/['"`]([a-z]\w*(?:\.\w+)*)['"`]/g)].map((match) => match[1]!));
	const families = [...text.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1]!);
	return (key) =>
		named.has(key) || named.has(key.replace(/\.(one|other)$/, '')) || families.some((family) => key.startsWith(family));
}

/** Every file of ours that the scan page imports, directly or not; what is imported on demand is not among them. */
export function reached(roots: readonly string[] = ROOTS): Set<string> {
	const seen = new Set<string>();
	const visit = (file: string): void => {
		if (seen.has(file) || !/\.(svelte|ts)$/.test(file) || !existsSync(file)) return;
		seen.add(file);
		for (const [statement, path] of readFileSync(file, 'utf8').matchAll(STATIC_IMPORT))
			if (!TYPE_IMPORT.test(statement)) visit(located(file, path!));
	};
	roots.forEach((root) => visit(resolve(root)));
	return seen;
}

function located(from: string, path: string): string {
	return path.startsWith('#lib/') ? resolve('src/lib', path.slice(5)) : join(dirname(from), path);
}
