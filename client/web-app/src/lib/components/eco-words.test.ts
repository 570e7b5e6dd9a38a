import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EcoReason } from '#lib/api/types.ts';
import { addEnglish, speak } from '#lib/i18n/index.svelte.ts';
import { LANGUAGES, readMessages } from '../../../build-tools/message-keys.ts';
import { ecoWords } from './eco-words.ts';

interface Document {
	components: { schemas: Record<string, { enum?: string[]; oneOf?: { enum?: string[]; properties: Kind }[] }> };
}
interface Kind {
	kind: { enum: string[] };
}

const { schemas } = (JSON.parse(readFileSync('../../services/passport-service/openapi.json', 'utf8')) as Document)
	.components;
const codes = (name: string) => schemas[name]!.enum ?? schemas[name]!.oneOf!.flatMap((one) => one.enum ?? []);

const FAMILIES: Record<string, string> = {
	EcoPartName: 'eco',
	FootprintSize: 'eco.footprint',
	LifeCycleStep: 'eco.step',
	PalmOil: 'eco.oil',
	EcoLimit: 'eco.limit'
};

describe('every code of the API', () => {
	it.each(Object.keys(FAMILIES))('of %s has words in every language', (name) => {
		expect(codes(name).length).toBeGreaterThan(1);
		for (const language of LANGUAGES) {
			const messages = readMessages(language);
			expect(codes(name).filter((code) => !(`${FAMILIES[name]}.${code}` in messages))).toEqual([]);
		}
	});
});

const tray = {
	shape: { id: 'en:tray', names: { en: 'Tray', it: 'Vaschetta', de: 'Schale' } },
	material: { id: 'en:plastic', names: { en: 'Plastic', it: 'Plastica', de: 'Kunststoff' } }
};
const italy = { id: 'en:italy', names: { en: 'Italy', it: 'Italia', de: 'Italien' } };
const REASONS: EcoReason[] = [
	{ kind: 'food', footprint: 'large', standIn: true, heaviest: { step: 'farming', percent: 62 } },
	{ kind: 'labels', names: [] },
	{ kind: 'origins', places: [{ place: italy, percent: 100 }], soldIn: 'DE' },
	{ kind: 'palm_oil', statement: 'absent' },
	{ kind: 'packaging', parts: [tray, { material: { id: 'en:clear-glass' } }] },
	{ kind: 'cap', limit: 'bonus' }
];
const nbsp = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a reason', () => {
	beforeEach(() => {
		vi.stubGlobal('document', { documentElement: { lang: '' } });
		addEnglish(readMessages('en') as never);
	});
	afterEach(() => vi.unstubAllGlobals());

	it('of every kind of the API is among these', () => {
		const kinds = schemas.EcoReason!.oneOf!.flatMap((one) => one.properties.kind.enum);
		expect(REASONS.map((reason) => reason.kind).sort()).toEqual(kinds.sort());
	});

	it('is said in Italian', async () => {
		await speak('it', { remember: false });
		expect(REASONS.map((reason) => nbsp(ecoWords(reason)))).toEqual([
			'Impronta grande di un alimento simile; parte maggiore: agricoltura, 62 %',
			'Nessun marchio che dia punti',
			'Italia; in vendita in: Germania',
			'Assente negli ingredienti',
			'Vaschetta (Plastica), Clear glass',
			'I bonus contano al massimo 25 punti in tutto'
		]);
	});

	it('is said in German, shares and gaps included', async () => {
		await speak('de', { remember: false });
		const spain = { id: 'en:spain', names: { en: 'Spain' } };
		const mixed: EcoReason = {
			kind: 'origins',
			places: [
				{ place: italy, percent: 66.6 },
				{ place: spain, percent: 33.4 }
			]
		};
		expect(nbsp(ecoWords(mixed))).toBe('Italien 67 %, Spain 33 %');
		expect(ecoWords({ kind: 'origins', places: [] })).toBe('Herkunft nicht angegeben');
		expect(ecoWords({ kind: 'packaging', parts: [{}] })).toBe('Verpackung nicht angegeben');
		expect(ecoWords({ kind: 'labels', names: ['Fairtrade', 'Bio'] })).toBe('Fairtrade, Bio');
	});

	it('is said in English', async () => {
		await speak('en', { remember: false });
		expect(nbsp(ecoWords(REASONS[0]!))).toBe('Large footprint of a similar food; largest part: farming, 62 %');
	});
});
