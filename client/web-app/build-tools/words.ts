/** Refuses words that stand in a component instead of in the messages, so that every language has them all. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse, type AST } from 'svelte/compiler';

/** Names that are the same in every language. */
const NAMES = ['GTIN', 'Open Food Facts', 'Agribalyse', 'Natural Earth', '8 001505 005707'];
const SPOKEN = ['alt', 'aria-label', 'placeholder', 'title'];

/** The words of a component's template that no message holds. */
export function strayWords(source: string): string[] {
	const found: string[] = [];
	visit(parse(source, { modern: true }).fragment, (node) => {
		if (node.type === 'Text') found.push(...stray(node.data));
	});
	return found;
}

type Node = AST.SvelteNode & { name?: string; value?: unknown };

function visit(node: unknown, see: (text: AST.Text) => void): void {
	if (Array.isArray(node)) return node.forEach((child) => visit(child, see));
	if (typeof node !== 'object' || node === null) return;
	const { type, name, value } = node as Node;
	if (type === 'Attribute') return SPOKEN.includes(name ?? '') ? visit(value, see) : undefined;
	if (type === 'Text') see(node as unknown as AST.Text);
	for (const [key, child] of Object.entries(node)) if (key !== 'parent') visit(child, see);
}

function stray(text: string): string[] {
	const rest = NAMES.reduce((left, name) => left.replaceAll(name, ''), text);
	return /\p{L}{2}/u.test(rest) ? [text.trim()] : [];
}

function components(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.svelte'))
		.map((file) => join(folder, file));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const faults = components('src').flatMap((file) =>
		strayWords(readFileSync(file, 'utf8')).map((words) => `${file}: "${words}" belongs in src/lib/i18n/messages`)
	);
	for (const fault of faults) console.error(fault);
	process.exitCode = faults.length === 0 ? 0 : 1;
}
