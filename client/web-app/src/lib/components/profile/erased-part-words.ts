import { t } from '#lib/i18n/index.svelte.ts';

const PARTS = [
	'passport-service',
	'identity-service',
	'personalization-service',
	'fridge-service',
	'measurement-pipeline',
	'brand-analytics-service'
] as const;

/** What a person knows the service's data as. */
export function partName(service: string): string {
	const known = PARTS.find((part) => part === service);
	return known === undefined ? t('part.other', { name: service }) : t(`part.${known}`);
}
