import { describe, expect, it } from 'vitest';
import type { Fact } from '#lib/api/types.ts';
import { aProduct, anEco } from '../testing/samples.ts';
import { biggest } from './eco.ts';
import { drawingFor } from './drawing.ts';
import { expiryOf } from './expiry.ts';
import { factsBehind, factsByPart } from './facts.ts';

const fact = (path: string, asOf: string, source: Fact['source'] = 'brand'): Fact => ({
	path,
	source,
	asOf,
	verification: 'brand_verified'
});

describe('the facts behind a block', () => {
	it('are those below its path, each statement once, newest first', () => {
		const facts = [
			fact('/label/nutrition/fat', '2026-01-01'),
			fact('/label/nutrition/salt', '2026-01-01'),
			fact('/label/nutrition/fibre', '2026-02-02', 'open_food_facts'),
			fact('/labels', '2027-01-01')
		];
		expect(factsBehind(facts, '/label/nutrition').map((found) => found.asOf)).toEqual(['2026-02-02', '2026-01-01']);
	});

	it('are the wider statement where there is no closer one', () => {
		expect(factsBehind([fact('/label', '2026-01-01')], '/label/allergens')).toHaveLength(1);
	});

	it('are grouped by the part of the label that they are about', () => {
		const facts = [fact('/name', '2026-01-01'), fact('/label/nutrition/fat', '2026-01-01')];
		expect(factsByPart(facts).map(([part]) => part)).toEqual(['/name', '/label/nutrition']);
	});
});

describe('a date on the pack', () => {
	const item = (expiryKind: 'use_by' | 'best_before') => ({ expiry: '2026-11-22', expiryKind });

	it('means today by its kind', () => {
		expect(expiryOf(item('use_by'), '2026-11-21')).toMatchObject({ state: 'ahead' });
		expect(expiryOf(item('use_by'), '2026-11-22')).toMatchObject({ state: 'last_day' });
		expect(expiryOf(item('use_by'), '2026-11-23')).toMatchObject({ state: 'past', kind: 'use_by' });
		expect(expiryOf(item('best_before'), '2026-11-22')).toMatchObject({ state: 'ahead' });
		expect(expiryOf(item('best_before'), '2026-11-23')).toMatchObject({ state: 'past', kind: 'best_before' });
	});

	it('is not made up where the code has none', () => {
		expect(expiryOf({ expiry: null, expiryKind: null }, '2026-11-22')).toBeNull();
	});
});

describe('the eco score in words', () => {
	it('names production, the largest help and the largest cost', () => {
		expect(biggest(anEco())).toMatchObject({
			production: { points: 59 },
			helps: { name: 'origins' },
			costs: { name: 'packaging' }
		});
	});

	it('names no help and no cost where there is none', () => {
		const parts = [{ name: 'production', points: 60 } as const, { name: 'labels', points: 0 } as const];
		expect(biggest(anEco({ parts }))).toMatchObject({ helps: null, costs: null });
	});
});

describe('the drawing of a product without a picture', () => {
	it('follows its most specific category', () => {
		expect(drawingFor(['en:dairies', 'en:breads'])).toBe('bread');
		expect(drawingFor(aProduct().categories)).toBe('cheese');
		expect(drawingFor([])).toBe('box');
	});
});
