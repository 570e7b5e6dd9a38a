import { describe, expect, it } from 'vitest';
import type { BrandPrefix } from '#lib/api/company.ts';
import { ApiError } from '#lib/api/http.ts';
import { claimFaultOf, isAddress, isShort, peopleFaultOf, prefixIn, stepsDone } from './company.ts';

const refused = (status: number, slug: string, pointer?: string) =>
	new ApiError({
		type: `https://packytrace.example/problems/${slug}`,
		title: slug,
		status,
		...(pointer === undefined ? {} : { errors: [{ pointer, detail: 'x' }] })
	});
const prefix = (status: BrandPrefix['status']): BrandPrefix => ({
	prefix: '9521234',
	status,
	claimedAt: '2026-11-20T10:00:00Z'
});

describe('the first steps', () => {
	const begun = { prefixes: [], products: { any: false, published: false }, printed: false, people: 1 };

	it('are all open for a new brand', () => {
		expect(Object.values(stepsDone(begun))).toEqual([false, false, false, false, false]);
	});

	it('count a prefix once it is proven, and colleagues, not oneself', () => {
		expect(stepsDone({ ...begun, prefixes: [prefix('waiting'), prefix('refused')] }).prefix).toBe(false);
		expect(stepsDone({ ...begun, prefixes: [prefix('waiting'), prefix('proven')] }).prefix).toBe(true);
		expect(stepsDone({ ...begun, people: 2 }).people).toBe(true);
	});
});

describe('what is typed', () => {
	it('is a prefix with or without spaces and dashes', () => {
		expect(prefixIn(' 80 01505 ')).toBe('8001505');
		expect(prefixIn('952-1234')).toBe('9521234');
		expect(['952', '9521234567890', '95212a', ''].map(prefixIn)).toEqual([null, null, null, null]);
	});

	it('is short, and an address', () => {
		expect(['GS1 Italy', ' ', 'x'.repeat(100), 'x'.repeat(101)].map(isShort)).toEqual([true, false, true, false]);
		expect(['eva@valdoro.example', 'eva', 'eva@', '@valdoro.example', 'e va@x.example'].map(isAddress)).toEqual([
			true,
			false,
			false,
			false,
			false
		]);
	});
});

describe('a refusal', () => {
	it('says what can be done about it', () => {
		expect(claimFaultOf(refused(409, 'prefix-taken'))).toBe('taken');
		expect(claimFaultOf(refused(409, 'prefix-held'))).toBe('held');
		expect(claimFaultOf(refused(400, 'invalid-request', '/prefix'))).toBe('reserved');
		expect(claimFaultOf(refused(400, 'invalid-request', '/licence/reference'))).toBe('reference');
		expect(peopleFaultOf(refused(409, 'acts-for-another-brand'))).toBe('elsewhere');
		expect(peopleFaultOf(refused(503, 'sign-in-unavailable'))).toBe('signin');
	});

	it('that is nobody’s fault is told as every other', () => {
		expect(claimFaultOf(refused(503, 'unavailable'))).toBeNull();
		expect(claimFaultOf(new Error('x'))).toBeNull();
		expect(peopleFaultOf(refused(500, 'internal'))).toBeNull();
	});
});
