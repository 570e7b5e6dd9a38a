import type { Embedded } from '#lib/api/types.ts';

const DATA = 'packytrace-data';
const FACTS = 'packytrace-facts';

/** What the server wrote into the shell for this page; at most once, since it is about the first page only. */
export function takeEmbedded(root: Document = document): Embedded | null {
	const block = root.getElementById(DATA);
	if (block === null) return null;
	block.remove();
	try {
		return JSON.parse(block.textContent) as Embedded;
	} catch {
		return null;
	}
}

/** Removes the server's facts: the app shows them itself now. */
export function removeFacts(root: Document = document): void {
	root.getElementById(FACTS)?.remove();
}
