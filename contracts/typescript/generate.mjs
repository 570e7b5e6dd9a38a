// Writes events.ts from ../envelope.json and ../events/*.json; `--check` only says whether it lags.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const root = new URL('../', import.meta.url);
const target = new URL('events.ts', import.meta.url);
const banner = '// Generated from contracts/**/*.json by `npm run generate`. Not for editing.\n';
const options = { bannerComment: '', style: { singleQuote: true, printWidth: 120 } };

async function types(path) {
	const { examples: _, ...schema } = JSON.parse(await readFile(new URL(path, root), 'utf8'));
	return compile(schema, schema.title, options);
}

const names = (await readdir(new URL('events', root))).sort();
const paths = ['envelope.json', ...names.map((name) => `events/${name}`)];
const fresh = [banner, ...(await Promise.all(paths.map(types)))].join('\n');

if (!process.argv.includes('--check')) {
	await writeFile(target, fresh);
} else if ((await readFile(target, 'utf8').catch(() => '')) !== fresh) {
	console.error('contracts/typescript/events.ts lags behind the schemas: npm --prefix contracts/typescript run generate');
	process.exit(1);
}
