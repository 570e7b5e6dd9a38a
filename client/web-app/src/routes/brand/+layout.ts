import { speakBrand } from '#lib/i18n/brand.svelte.ts';

/** No page of a brand is drawn before its words are here. */
export async function load(): Promise<void> {
	await speakBrand();
}
