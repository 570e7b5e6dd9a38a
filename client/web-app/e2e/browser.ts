/** One Chromium for a file of journeys, and what every page is held to while it is used. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after } from 'node:test';
import { chromium, type Browser, type BrowserContextOptions, type Page, type Request } from 'playwright-core';

const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

const SCREENSHOTS = process.env.PACKYTRACE_SCREENSHOTS ?? 'e2e/screenshots';
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Where the system under test answers. */
export const BASE = base();

/** Where people sign in: the one other host that a page may lead to. */
export const SIGN_IN = new URL(process.env.PACKYTRACE_TEST_KEYCLOAK ?? 'http://localhost:8180').origin;

/** A product of the catalog that comes with the system, and its name there. */
export const KNOWN = { typed: '5034467000216', gtin: '05034467000216', name: /tofoo/i };
/** Valid, of GS1's range for examples, and in no catalog. */
export const UNKNOWN = { typed: '9521234599999', gtin: '09521234599999' };

function base(): string {
	const url = process.env.PACKYTRACE_URL;
	if (url === undefined) throw new Error('PACKYTRACE_URL must name a running system, such as http://localhost:8080');
	return url.replace(/\/$/, '');
}

function executable(): string {
	const paths = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
	const found = paths.find((path) => path !== undefined && existsSync(path));
	if (found === undefined) throw new Error('no Chromium found: install the package chromium, or name one in CHROMIUM');
	return found;
}

let running: Promise<Browser> | undefined;
after(async () => (await running)?.close());

export interface Visit extends Pick<
	BrowserContextOptions,
	'colorScheme' | 'locale' | 'javaScriptEnabled' | 'serviceWorkers'
> {
	width?: number;
	height?: number;
}

/** Opens a page in a browser of its own, uses it, and fails if the page broke a rule meanwhile. */
export async function visit(options: Visit, use: (page: Page) => Promise<void>): Promise<void> {
	running ??= chromium.launch({ executablePath: executable(), args: FLAGS });
	const { width = 390, height = 844, ...rest } = options;
	const context = await (
		await running
	).newContext({ locale: 'en-GB', serviceWorkers: 'block', ...rest, viewport: { width, height }, baseURL: BASE });
	const page = await context.newPage();
	const faults = watch(page);
	try {
		await use(page);
		assert.deepEqual(faults, []);
	} finally {
		await context.close();
	}
}

/** Errors of the page itself, refusals of the content policy, and requests to other hosts. */
function watch(page: Page): string[] {
	const faults: string[] = [];
	page.on('pageerror', (error) => faults.push(error.message));
	page.on('console', (message) => {
		if (/Content.Security.Policy|Refused to/i.test(message.text())) faults.push(message.text());
	});
	page.on('request', (request) => {
		const { protocol, origin } = new URL(request.url());
		if (/^https?:$/.test(protocol) && origin !== new URL(BASE).origin && !leadsToSignIn(request))
			faults.push(`asks another host: ${request.url()}`);
	});
	return faults;
}

/** The sign-in pages are gone to; no page of ours asks them for anything. */
function leadsToSignIn(request: Request): boolean {
	if (new URL(request.url()).origin !== SIGN_IN) return false;
	return request.isNavigationRequest() || new URL(request.frame().url()).origin === SIGN_IN;
}

interface Violation {
	id: string;
	nodes: { html: string; failureSummary?: string }[];
}

/** No finding of axe at WCAG 2.2 AA or its best practice. */
export async function assertAccessible(page: Page, what: string): Promise<void> {
	await page.evaluate(axeSource);
	const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
	const violations = (await page.evaluate(
		`axe.run(document, { runOnly: ${JSON.stringify(tags)} }).then((result) => result.violations)`
	)) as Violation[];
	const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
	assert.deepEqual(found, [], what);
}

/** Nobody has to scroll sideways. */
export async function assertFits(page: Page, what: string): Promise<void> {
	const [content, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
	assert.ok(content! <= room!, `${what}: ${content} px wide in ${room}`);
}

export async function screenshot(page: Page, name: string): Promise<void> {
	mkdirSync(SCREENSHOTS, { recursive: true });
	await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
}

/** Opens a path and waits until the app has started and nothing is loading. */
export async function open(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await settled(page);
}

/** The app has taken over, and no section is waited for. */
export async function settled(page: Page): Promise<void> {
	await page.waitForFunction(
		() =>
			document.getElementById('svelte-announcer') !== null &&
			document.querySelector('[aria-busy="true"]') === null &&
			document.getElementById('packytrace-facts') === null,
		null,
		{ timeout: 30_000 }
	);
}
