/** What was typed about a pack, over the way to signing in and back; gone with the tab. */
import type { Draft } from './draft.ts';

const STORED = 'packytrace-pack';

export function keepDraft(gtin: string, draft: Draft): void {
	try {
		sessionStorage.setItem(STORED, JSON.stringify({ gtin, draft }));
	} catch {
		return; // storage may be refused: then it is typed again
	}
}

/** Takes what was kept for this product, once. */
export function takeDraft(gtin: string): Draft | null {
	try {
		const kept = JSON.parse(sessionStorage.getItem(STORED) ?? 'null') as { gtin: string; draft: Draft } | null;
		if (kept?.gtin !== gtin) return null;
		sessionStorage.removeItem(STORED);
		return kept.draft;
	} catch {
		return null;
	}
}
