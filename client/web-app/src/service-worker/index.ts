/**
 * What opens without a connection: the scan page and the fridge, with the files that they need. Everything else goes its way
 * as if there were no service worker: `/api/`, `/auth/` and `/01/` above all. What is shown without a connection, and what
 * waits to be sent, is the pages' own doing (`#lib/offline`).
 */
import { version } from '$app/env';
import { self } from '$app/service-worker';

const MINE = 'packytrace-';
const CACHE = MINE + version;
/** They hold nothing of anybody: who is here is asked by the page. */
const PAGES = ['/', '/fridge'];
/** Hashed names: what is kept under one never changes. */
const FILES = '/_app/immutable/';

self.addEventListener('install', (event) => event.waitUntil(Promise.all(PAGES.map(keepPage))));

// A new version waits until no page of the old one is open, whose files would be gone.
self.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => self.clients.claim())));

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== self.location.origin) return;
	if (pathname.startsWith(FILES)) event.respondWith(file(request));
	else if (request.mode === 'navigate' && PAGES.includes(pathname)) event.respondWith(page(request, pathname));
});

self.addEventListener('message', (event) => {
	const { keep } = event.data as { keep: string[] };
	event.waitUntil(keepFiles(keep.filter((path) => path.startsWith(FILES))));
});

async function tidy() {
	const names = (await caches.keys()).filter((name) => name.startsWith(MINE) && name !== CACHE);
	await Promise.all(names.map((name) => caches.delete(name)));
}

async function keepPage(path: string) {
	const answer = await fetch(path, { cache: 'no-cache', credentials: 'omit' });
	if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
	const html = await answer.clone().text();
	await (await caches.open(CACHE)).put(path, answer);
	await keepFiles([...html.matchAll(/\/_app\/immutable\/[^"'\s)]+/g)].map(([file]) => file));
}

async function keepFiles(paths: readonly string[]) {
	const cache = await caches.open(CACHE);
	for (const path of new Set(paths)) if (!(await cache.match(path))) await cache.add(path);
}

async function file(request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	const kept = await cache.match(request);
	if (kept !== undefined) return kept;
	const answer = await fetch(request);
	if (answer.ok) await cache.put(request, answer.clone());
	return answer;
}

/** The page as it is now; where nobody answers, as it was kept. */
async function page(request: Request, path: string): Promise<Response> {
	const cache = await caches.open(CACHE);
	try {
		return await fetch(request);
	} catch (error) {
		const kept = await cache.match(path);
		if (kept === undefined) throw error;
		return kept;
	}
}
