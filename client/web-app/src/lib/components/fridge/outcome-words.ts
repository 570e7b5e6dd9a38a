/** What came of an action, in words: what is so, and that nothing was lost. */
import type { Action } from '#lib/api/fridge.ts';
import type { Deed } from '#lib/fridge/list.svelte.ts';
import type { Trouble } from '#lib/fridge/outcome.ts';
import { t } from '#lib/i18n/index.svelte.ts';
import { nameOf, quantityWords } from './item-words.ts';

export type { Trouble } from '#lib/fridge/outcome.ts';

export function troubleWords(trouble: Trouble, name: string): string {
	switch (trouble.kind) {
		case 'stale':
			return trouble.item.state === 'gone' ? t('fridge.stale.gone', { name }) : t('fridge.stale', { name });
		case 'impossible':
			return trouble.state === null ? t('fridge.impossible') : t(`fridge.impossible.${trouble.state}`);
		case 'missing':
			return t('fridge.missing', { name });
		case 'refused':
			return t('fridge.refused');
		case 'full':
			return t('fridge.full');
		case 'failed':
			return t(`fridge.failed.${trouble.why}`);
	}
}

/** "used up", "180 g thrown away", "date and amount corrected". */
export function deedWords({ item, action }: Pick<Deed, 'item' | 'action'>): string {
	const { action: what, quantity } = action;
	if (what === 'correct' || what === 'undo') return t(`fridge.deed.${what}`);
	if (quantity && item.state !== 'gone') return t(`fridge.part.${part(what)}`, { amount: quantityWords(quantity) });
	return t(`fridge.deed.${what}`);
}

function part(what: Action['action']): 'use' | 'throw_away' | 'give_away' {
	return what === 'throw_away' || what === 'give_away' ? what : 'use';
}

export const saidWords = (deed: Deed) =>
	`${nameOf(deed.item)} ${deedWords(deed)}${deed.waits ? ` ${t('offline.waits')}` : ''}`;

/** For how long it can be undone, what came of undoing, or that it is still to be sent. */
export function secondWords({ action, waits }: Deed): string {
	if (waits) return t('offline.waits');
	return action.action === 'undo' ? t('fridge.undo.done') : t('fridge.undo.how');
}
