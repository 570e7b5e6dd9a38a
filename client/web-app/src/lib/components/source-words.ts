import type { Source, Verification } from '#lib/api/types.ts';
import { t } from '#lib/i18n/index.svelte.ts';

/** Names of other people's works are not translated. */
const NAMES: Record<Exclude<Source, 'brand'>, string> = {
	open_food_facts: 'Open Food Facts',
	agribalyse: 'Agribalyse'
};

/** Who said it; a brand by its name. */
export function sourceName(source: Source, brand: string | undefined): string {
	if (source !== 'brand') return NAMES[source];
	return brand === undefined ? t('sources.thebrand') : t('sources.brand', { name: brand });
}

/** How far it is verified. */
export function verificationWords(verification: Verification): string {
	if (verification === 'brand_verified') return t('sources.by_brand');
	return verification === 'community' ? t('sources.by_community') : t('sources.computed');
}
