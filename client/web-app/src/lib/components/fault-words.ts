import { t } from '#lib/i18n/index.svelte.ts';
import type { Fault } from '#lib/scan/typed.ts';

const REASONS = ['check_digit', 'length', 'not_a_gs1_code', 'date', 'characters', 'structure', 'value'] as const;
const CONTEXT = 24;

/** What to do about it; a reason that this version does not know yet is still said to be a fault. */
export function faultWords(reason: string): string {
	const known = REASONS.find((name) => name === reason);
	return known === undefined ? t('code.wrong') : t(`code.${known}`);
}

/** The marked character with what stands around it; an empty mark = the code stops too early. */
export interface Spot {
	cut: boolean;
	before: string;
	mark: string;
	after: string;
}

/** Where the fault is, cut to what fits a phone; nothing when the whole code is wrong. */
export function faultPlace({ raw, reason, at }: Fault): Spot | null {
	if (at === null || reason === 'not_a_gs1_code') return null;
	const characters = [...raw];
	const place = Math.min(Math.max(at, 0), characters.length);
	const from = Math.max(0, place - CONTEXT);
	const part = (start: number, end: number) => characters.slice(start, end).join('');
	return {
		cut: from > 0,
		before: part(from, place),
		mark: part(place, place + 1),
		after: part(place + 1, place + CONTEXT)
	};
}
