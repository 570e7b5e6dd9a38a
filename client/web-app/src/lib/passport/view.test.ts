import { describe, expect, it } from 'vitest';
import type { Passport, Section } from '#lib/api/types.ts';
import { aPassport, aScan } from '../testing/samples.ts';
import { isSettled, settledBetween, viewOf, viewOfEmbedded, withPending, withoutPending } from './view.ts';

const pending = { status: 'pending' } as const;
const with_ = (parts: Partial<Passport>): Passport => ({ ...aPassport(), ...parts });

describe('the view of a passport', () => {
	it('is the passport while the product is there or on its way', () => {
		expect(viewOf(aPassport(), null).kind).toBe('passport');
		expect(viewOf(with_({ product: pending }), null).kind).toBe('passport');
	});

	it('tells nobody knows it from nobody could be asked', () => {
		expect(viewOf(with_({ product: { status: 'not_available' } }), null).kind).toBe('nobody');
		expect(viewOf(with_({ product: { status: 'failed', reason: 'timeout' } }), null).kind).toBe('unasked');
	});

	it('says that the scan is kept only when there was one', () => {
		const unknown = with_({ product: { status: 'not_available' } });
		expect(viewOf(unknown, null)).toMatchObject({ scanned: false });
		expect(viewOf(unknown, aScan())).toMatchObject({ scanned: true });
	});

	it('comes from the server’s block as from the API', () => {
		const passport = aPassport();
		expect(viewOfEmbedded({ kind: 'passport', passport, scan: null })).toEqual(viewOf(passport, null));
		expect(viewOfEmbedded({ kind: 'unknown_product', gtin: '1', scanId: null })).toMatchObject({ kind: 'nobody' });
		expect(viewOfEmbedded({ kind: 'unknown_product', gtin: '1', scanId: '2' })).toBeNull();
		expect(viewOfEmbedded({ kind: 'invalid_code', raw: 'x', reason: 'length', at: 0, detail: '' })).toBeNull();
		expect(viewOfEmbedded(null)).toBeNull();
	});
});

describe('being settled', () => {
	it('means that no section is pending', () => {
		expect(isSettled(viewOf(aPassport(), null))).toBe(true);
		for (const name of ['product', 'journey', 'eco'] as const) {
			expect(isSettled(viewOf(with_({ [name]: pending }), null))).toBe(false);
		}
	});

	it('is reached by giving up, and nothing that had arrived is touched', () => {
		const late = withoutPending(with_({ eco: pending }));
		expect(late.eco).toEqual({ status: 'failed', reason: 'timeout' } satisfies Section<never>);
		expect(late.product).toEqual(aPassport().product);
	});
});

describe('what is announced', () => {
	it('is each section that has come, once', () => {
		const before = viewOf(withPending(aPassport(), 'eco'), null);
		const after = viewOf(aPassport(), null);
		expect(settledBetween(before, after)).toEqual([{ name: 'eco', arrived: true }]);
		expect(settledBetween(after, after)).toEqual([]);
	});

	it('includes a section that stays away', () => {
		const before = viewOf(withPending(aPassport(), 'journey'), null);
		const after = viewOf(with_({ journey: { status: 'failed', reason: 'timeout' } }), null);
		expect(settledBetween(before, after)).toEqual([{ name: 'journey', arrived: false }]);
	});
});
