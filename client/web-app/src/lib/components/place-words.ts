import type { JourneyStep } from '#lib/api/types.ts';
import { countryName } from '#lib/format.ts';
import { locale } from '#lib/i18n/index.svelte.ts';

type Place = JourneyStep['place'];

/** A place in the person's language as far as it is a country, and with its country where it is not. */
export function placeWords(place: Place): string {
	const name = mapWords(place);
	if (!place.countryCode) return name;
	const country = countryName(place.countryCode, locale());
	return name.includes(country) ? name : `${name}, ${country}`;
}

/** As on the map, where the country is seen: a country in the person's language, else the place as stated. */
export function mapWords({ name, countryCode }: Place): string {
	if (!countryCode) return name;
	const isCountry = [countryName(countryCode, 'en'), countryCode].includes(name);
	return isCountry ? countryName(countryCode, locale()) : name;
}
