/** The files of this page, words and pictures' outlines included, are there without a connection from the next visit on. */
export async function keepFiles(): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	const { active } = await navigator.serviceWorker.ready;
	const files = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
	const ours = files.filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/_app/'));
	active?.postMessage({ keep: ours.map(({ pathname }) => pathname) });
}
