/** Unsaved changes of this visit, in memory alone: other pages are looked at, and nothing is lost. */
import type { Draft } from './draft.ts';

const kept = new Map<string, Draft>();

export const keptDraft = (gtin: string): Draft | null => kept.get(gtin) ?? null;

export function keepDraft(gtin: string, draft: Draft | null): void {
	if (draft === null) kept.delete(gtin);
	else kept.set(gtin, draft);
}
