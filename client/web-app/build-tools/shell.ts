import adapterStatic from '@sveltejs/adapter-static';
import type { Adapter, Builder } from '@sveltejs/kit';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of Vite's manifest, with what it needs. */
interface Chunk {
	file: string;
	css?: string[];
	imports?: string[];
}
type Manifest = Record<string, Chunk>;

interface Options {
	pages: string;
	/** The page for every address that was not prerendered. */
	fallback: string;
	/** The route that it mostly shows: its files are named in the page, so that they come without a second round trip. */
	route: string;
}

/** adapter-static, with the main route's files preloaded in the fallback page. */
export default function shell({ pages, fallback, route }: Options): Adapter {
	const inner = adapterStatic({ pages, fallback, precompress: false });
	return {
		name: 'packytrace-shell',
		async adapt(builder: Builder) {
			await inner.adapt(builder);
			const path = join(pages, fallback);
			const links = linksTo(filesOf(builder, route), readFileSync(path, 'utf8'));
			writeFileSync(path, readFileSync(path, 'utf8').replace('</head>', `${links}</head>`));
			await builder.compress(pages);
		}
	};
}

function filesOf(builder: Builder, route: string): string[] {
	const folder = builder.getBuildDirectory('');
	const manifest = JSON.parse(readFileSync(join(folder, 'output/client/.vite/manifest.json'), 'utf8')) as Manifest;
	const page = `routes${route}/+page.svelte`;
	const nodes = globSync(join(folder, 'generated/build/client-optimized/nodes/*.js'));
	const node = nodes.find((file) => readFileSync(file, 'utf8').includes(page));
	const entry = Object.keys(manifest).find((key) => node?.endsWith(key.replace(/^.*\/generated\//, '/generated/')));
	if (entry === undefined) throw new Error(`the build has no page for ${route}: look at build-tools/shell.ts`);
	return reach(manifest, entry, new Set());
}

function reach(manifest: Manifest, key: string, seen: Set<string>): string[] {
	if (seen.has(key)) return [];
	seen.add(key);
	const { file, css = [], imports = [] } = manifest[key]!;
	return [file, ...css, ...imports.flatMap((next) => reach(manifest, next, seen))];
}

function linksTo(files: string[], html: string): string {
	const missing = [...new Set(files)].filter((file) => !html.includes(`/${file}"`));
	return missing
		.map((file) => `\t<link href="/${file}" rel="${file.endsWith('.css') ? 'stylesheet' : 'modulepreload'}">\n\t`)
		.join('');
}
