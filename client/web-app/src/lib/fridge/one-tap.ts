/** The one or two things that people most likely do with a pack now. Pure. */
import type { Action, FridgeItem } from '#lib/api/fridge.ts';

/** What is done to a pack by one button. */
export type Doing = Exclude<Action['action'], 'correct' | 'undo'>;
export interface OneTap extends Action {
	action: Doing;
}

const USED: OneTap = { action: 'use' };
const FROZEN: OneTap = { action: 'freeze' };
/** Past its day: that is why. */
const EXPIRED: OneTap = { action: 'throw_away', reason: 'expired' };
const RECALLED: OneTap = { action: 'throw_away', reason: 'other' };

export function oneTap(item: FridgeItem, recalled = false): OneTap[] {
	if (recalled) return [RECALLED];
	if (item.freshness === 'expired') return [EXPIRED];
	if (item.freshness === 'past_best_before') return [USED, EXPIRED];
	if (item.freshness === 'last_day') return [USED, mayFreeze(item) ? FROZEN : EXPIRED];
	return [USED];
}

/** What was thawed is not frozen again. */
export function mayFreeze({ state, thawedAt }: FridgeItem): boolean {
	return state !== 'frozen' && state !== 'gone' && !thawedAt;
}
