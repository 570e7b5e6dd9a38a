import { start } from '#lib/i18n/index.svelte.ts';

export const init = start;
