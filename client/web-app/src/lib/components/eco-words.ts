import type { EcoPackagingPart, EcoPlace, EcoReason, EcoTerm } from '#lib/api/types.ts';
import { countryName, number } from '#lib/format.ts';
import { current, locale, t } from '#lib/i18n/index.svelte.ts';

/** A place with nearly all of the share is named without it. */
const ALL = 99;

/** Why a part of the eco score has its points, in the language that is shown. */
export function ecoWords(reason: EcoReason): string {
	switch (reason.kind) {
		case 'food':
			return food(reason);
		case 'labels':
			return reason.names.length === 0 ? t('eco.labels.none') : reason.names.join(', ');
		case 'origins':
			return origins(reason);
		case 'palm_oil':
			return t(`eco.oil.${reason.statement}`);
		case 'packaging':
			return packaging(reason.parts);
		case 'cap':
			return t(`eco.limit.${reason.limit}`);
	}
}

type Of<K extends EcoReason['kind']> = Extract<EcoReason, { kind: K }>;

function food({ footprint: size, heaviest, standIn }: Of<'food'>): string {
	const own = t(`eco.footprint.${size}`);
	const footprint = standIn ? t('eco.footprint.similar', { footprint: own }) : own;
	if (heaviest == null) return footprint;
	return t('eco.heaviest', { footprint, step: t(`eco.step.${heaviest.step}`), percent: percent(heaviest.percent) });
}

function origins({ places, soldIn }: Of<'origins'>): string {
	const from = places.length === 0 ? t('eco.origins.none') : places.map(place).join(', ');
	return soldIn == null ? from : t('eco.origins.sold', { from, country: countryName(soldIn, locale()) });
}

function place({ place, percent: share }: EcoPlace): string {
	return share > ALL ? term(place) : `${term(place)} ${percent(Math.round(share))}`;
}

function packaging(parts: EcoPackagingPart[]): string {
	const words = parts.map(part).filter((words) => words !== '');
	return words.length === 0 ? t('eco.packaging.none') : words.join(', ');
}

/** What it is, and in brackets what it is made of: so it needs no grammar. */
function part({ shape, material }: EcoPackagingPart): string {
	if (shape != null && material != null) return `${term(shape)} (${term(material)})`;
	const one = shape ?? material;
	return one == null ? '' : term(one);
}

/** Its name in this language, else in English, else its id without the language. */
function term({ id, names }: EcoTerm): string {
	const name = names?.[current()] ?? names?.en ?? id.slice(id.indexOf(':') + 1).replaceAll('-', ' ');
	return name.charAt(0).toLocaleUpperCase(current()) + name.slice(1);
}

const percent = (value: number) => `${number(value, locale())}\u00a0%`;
