/** Checks what the first page and a brand's pages cost, and that the build holds what its servers rely on. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';

/** JavaScript of the scan page's first view, as sent with brotli; web-app.md. */
const GOAL = 40_000;
const LIMIT = 41_000;
/** JavaScript of a brand's page, as sent with brotli; web-app.md. */
const BRAND_LIMIT = 75_000;
/** Stands in whatever asks for a brand's numbers. */
const OF_BRANDS = '/brand/insights/';
const MARKS = ['<!--packytrace:head-->', '<!--packytrace:facts-->'];

function page(name: string): string {
	return readFileSync(`build/${name}`, 'utf8');
}

function scripts(html: string): string[] {
	return [...new Set([...html.matchAll(/\/_app\/[^"]+\.js/g)].map(([path]) => path))];
}

function sizeOf(files: string[]): number {
	return files.reduce((total, file) => total + statSync(`build${file}.br`).size, 0);
}

const isOfBrands = (name: string) => /^brand[/.]/.test(name);
const PAGES = globSync('**/*.html', { cwd: 'build' });

/** Each of a brand's pages is small with what it loads on demand, and no other page names what only they need. */
function brandPages(): string[] {
	const own = Object.keys(manifest).filter(
		(key) => /lib\/components\/brand\/\w+\/\w+\.svelte$/.test(key) && manifest[key]!.isDynamicEntry
	);
	const shared = scripts(page('brand.html'));
	const sizes = own.map((key) => ({ name: key, size: sizeOf([...new Set([...shared, ...reach(key, new Set())])]) }));
	const most = sizes.reduce((one, other) => (other.size > one.size ? other : one));
	console.log(
		`pages of brands: ${sizes.length}, at most ${most.size} bytes of JavaScript (${most.name}, limit ${BRAND_LIMIT})`
	);
	const large = sizes.filter(({ size }) => size > BRAND_LIMIT);
	const elsewhere = PAGES.filter((name) => !isOfBrands(name)).flatMap((name) =>
		scripts(page(name)).map((file) => ({ name, file, code: readFileSync(`build${file}`, 'utf8') }))
	);
	return [
		...large.map(({ name, size }) => `${name} sends ${size} bytes of JavaScript, more than ${BRAND_LIMIT}`),
		...elsewhere
			.filter(({ code }) => code.includes(OF_BRANDS))
			.map(({ name, file }) => `${name} loads ${file}, which only pages of brands need`)
	];
}

interface Chunk {
	file: string;
	imports?: string[];
	isDynamicEntry?: boolean;
}
const manifest = JSON.parse(readFileSync('.svelte-kit/output/client/.vite/manifest.json', 'utf8')) as Record<
	string,
	Chunk
>;

/** A file of the build with everything that it imports at once. */
function reach(key: string, seen: Set<string>): string[] {
	if (seen.has(key)) return [];
	seen.add(key);
	const { file, imports = [] } = manifest[key]!;
	return [`/${file}`, ...imports.flatMap((next) => reach(next, seen))];
}

function scanPage(): string[] {
	const files = scripts(page('index.html'));
	const sum = sizeOf(files);
	console.log(`scan page: ${sum} bytes of JavaScript in ${files.length} files (goal ${GOAL}, limit ${LIMIT})`);
	return sum > LIMIT ? [`the scan page sends ${sum} bytes of JavaScript, more than ${LIMIT}`] : [];
}

function shell(): string[] {
	const html = page('shell.html');
	const faults = MARKS.filter((mark) => html.split(mark).length !== 2).map(
		(mark) => `shell.html must hold ${mark} once`
	);
	if (!/<link[^>]+rel="stylesheet"/.test(html))
		faults.push('shell.html must link its stylesheet: facts are read without script');
	return faults;
}

/** What the content policy refuses, or what would ask another host. */
function pages(): string[] {
	return PAGES.flatMap((name) => {
		const html = page(name);
		const faults: string[] = [];
		if (/\sstyle="/.test(html)) faults.push(`${name} has an inline style`);
		if ((html.match(/<script(?![^>]*\ssrc=)/g) ?? []).length !== 1)
			faults.push(`${name} must have one inline script, kit's own`);
		if (/<(?:script|link|img)[^>]+(?:src|href)="https?:/.test(html)) faults.push(`${name} asks another host`);
		if (!existsSync(`build/${name}.br`) || !existsSync(`build/${name}.gz`)) faults.push(`${name} is not compressed`);
		return faults;
	});
}

const faults = [...scanPage(), ...brandPages(), ...shell(), ...pages()];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
