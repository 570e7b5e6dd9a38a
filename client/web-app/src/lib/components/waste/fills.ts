import type { Part } from '#lib/fridge/waste.ts';

/** How a part is filled wherever it is drawn; `Patterns.svelte` holds the patterns. */
export const FILLS: Record<Part, string> = {
	used: 'var(--accent)',
	givenAway: 'url(#fill-givenAway)',
	thrownAway: 'url(#fill-thrownAway)',
	remaining: 'var(--surface)',
	unaccounted: 'url(#fill-unaccounted)'
};
