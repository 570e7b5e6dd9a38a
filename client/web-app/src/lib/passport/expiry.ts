import type { Item } from '#lib/api/types.ts';

/** What a date on a pack means today; the two kinds of date never sound alike. */
export type Expiry =
	| { state: 'ahead'; kind: 'use_by' | 'best_before'; date: string }
	| { state: 'last_day'; date: string }
	| { state: 'past'; kind: 'use_by' | 'best_before'; date: string };

export function expiryOf(item: Pick<Item, 'expiry' | 'expiryKind'>, today: string): Expiry | null {
	const { expiry: date, expiryKind: kind } = item;
	if (!date || !kind) return null;
	if (date < today) return { state: 'past', kind, date };
	if (date === today && kind === 'use_by') return { state: 'last_day', date };
	return { state: 'ahead', kind, date };
}
