/** What is said about a part of a pack. */
export type PartAction = 'use' | 'throw_away' | 'give_away';

/** The pages of a pack's dialog. */
export type ItemPage = 'menu' | 'correct' | 'history' | PartAction;
