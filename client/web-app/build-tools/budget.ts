/** Checks what the first page costs, and that the build holds what its servers rely on. */
import { existsSync, readFileSync, statSync } from 'node:fs';

/** JavaScript of the scan page's first view, as sent with brotli; web-app.md. */
const GOAL = 40_000;
const LIMIT = 41_000;
const MARKS = ['<!--packytrace:head-->', '<!--packytrace:facts-->'];

function page(name: string): string {
	return readFileSync(`build/${name}`, 'utf8');
}

function scripts(html: string): string[] {
	return [...new Set([...html.matchAll(/\/_app\/[^"]+\.js/g)].map(([path]) => path))];
}

function scanPage(): string[] {
	const files = scripts(page('index.html'));
	const sum = files.reduce((total, file) => total + statSync(`build${file}.br`).size, 0);
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
	return [
		'index.html',
		'about.html',
		'auth.html',
		'profile.html',
		'setup.html',
		'preferences.html',
		'compare.html',
		'fridge.html',
		'fridge/waste.html',
		'shell.html'
	].flatMap((name) => {
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

const faults = [...scanPage(), ...shell(), ...pages()];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
