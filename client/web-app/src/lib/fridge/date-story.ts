/** Why a pack has the date that it has; the two kinds of printed date never share words. Pure. */
import type { FridgeItem } from '#lib/api/fridge.ts';

/** What a pack's last good day rests on. */
export type Ground = 'use_by' | 'best_before' | 'opened' | 'thawed' | 'frozen' | 'unknown';

export function groundOf(item: FridgeItem): Ground {
	const { state, expiry, expiryKind, usableUntil, openedAt, thawedAt } = item;
	if (!usableUntil) return 'unknown';
	if (expiry && expiryKind && usableUntil === expiry && !thawedAt) return expiryKind;
	if (state === 'frozen') return 'frozen';
	if (thawedAt) return 'thawed';
	return openedAt ? 'opened' : 'unknown';
}

/** After a use-by day safety counts, after every other day taste does. */
export function isSafety({ freshness }: FridgeItem): boolean {
	return freshness === 'expired';
}
