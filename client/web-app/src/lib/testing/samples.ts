/** Sample answers of the API for tests. The brand and its product are invented. */
import type { Eco, Passport, Product, Scan } from '#lib/api/types.ts';

export const GTIN = '09521234500018';

export function aProduct(parts: Partial<Product> = {}): Product {
	return {
		name: 'Mozzarella di Bufala Campana DOP',
		brand: { brandId: null, name: 'Valdoro' },
		quantity: '125 g',
		categories: ['en:cheeses'],
		label: {
			ingredients: { status: 'unknown' },
			allergens: { status: 'known', contains: ['milk'], mayContain: [], freeFrom: [] },
			nutrition: { status: 'unknown' },
			diets: { vegan: 'no', vegetarian: 'maybe' },
			warnings: []
		},
		nutriScore: { status: 'unknown', missing: ['salt'] },
		facts: [],
		...parts
	};
}

export function anEco(parts: Partial<Eco> = {}): Eco {
	return {
		score: 67,
		grade: 'b',
		explanation: 'Most of it is the farm.',
		parts: [
			{ name: 'production', points: 59 },
			{ name: 'origins', points: 17 },
			{ name: 'packaging', points: -9 }
		],
		source: 'Agribalyse 3.1.1',
		...parts
	};
}

export function aPassport(parts: Partial<Passport> = {}): Passport {
	return {
		gtin: GTIN,
		version: 1,
		product: { status: 'loaded', data: aProduct() },
		journey: { status: 'not_available' },
		eco: { status: 'loaded', data: anEco() },
		...parts
	};
}

export function aScan(passport = aPassport()): Scan {
	return {
		scanId: '01900000-0000-7000-8000-000000000001',
		scannedAt: '2026-11-22T12:00:00Z',
		entry: 'typed',
		item: { gtin: passport.gtin, lot: null, serial: null, expiry: null, expiryKind: null, raw: passport.gtin },
		complete: true,
		passport
	};
}
