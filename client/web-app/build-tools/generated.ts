import { apiTypes } from './api-types.ts';
import { messageKeys } from './message-keys.ts';
import { outline } from './outline.ts';

/** Every committed file that is made from another one; a test fails when one lags. */
export async function generated(): Promise<{ path: string; text: string }[]> {
	return [
		{ path: 'src/lib/api/generated.ts', text: await apiTypes('passport-service') },
		{ path: 'src/lib/api/generated-identity.ts', text: await apiTypes('identity-service') },
		{ path: 'src/lib/api/generated-personalization.ts', text: await apiTypes('personalization-service') },
		{ path: 'src/lib/api/generated-fridge.ts', text: await apiTypes('fridge-service') },
		{ path: 'src/lib/api/generated-brand-analytics.ts', text: await apiTypes('brand-analytics-service') },
		{ path: 'src/lib/i18n/keys.ts', text: messageKeys() },
		{ path: 'src/lib/i18n/brand-keys.ts', text: messageKeys('brand') },
		{ path: 'src/lib/i18n/company-keys.ts', text: messageKeys('company') },
		{ path: 'src/lib/journey/outline/europe.json', text: outline('europe') },
		{ path: 'src/lib/journey/outline/world.json', text: outline('world') }
	];
}
