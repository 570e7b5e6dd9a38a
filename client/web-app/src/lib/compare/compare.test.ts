import { describe, expect, it } from 'vitest';
import { aProduct } from '#lib/testing/samples.ts';
import { compareHref, gtinsIn, shortNames } from './choice.ts';
import { meets } from '#lib/health/goals.ts';
import { amountRows, between, wordRow, type Column } from './rows.ts';

const search = (gtins: string) => new URLSearchParams({ gtins });
const label = aProduct().label;
const nutrition = (per: '100g' | '100ml', protein?: number) => ({
	status: 'known' as const,
	per,
	...(protein === undefined ? {} : { protein })
});
const column = (parts: Partial<typeof label>): Column => ({
	product: aProduct({ label: { ...label, ...parts } }),
	eco: null
});
const unread: Column = { product: null, eco: null };

describe('what is compared', () => {
	it('stands in the address as GTINs alone, each once, three at most', () => {
		const gtins = ['05034467000216', '09521234500018'];
		expect(gtinsIn(search('5034467000216,09521234500018,5034467000216'))).toEqual(gtins);
		expect(compareHref(gtins)).toBe('/compare?gtins=05034467000216,09521234500018');
		expect(gtinsIn(search('12345678,12345679,12345670,12345671'))).toHaveLength(3);
	});

	it('is nothing that is no number', () => {
		expect(gtinsIn(search('milk,<script>,1234567,123456789'))).toEqual([]);
		expect(gtinsIn(new URLSearchParams())).toEqual([]);
	});

	it('has names that tell the products apart', () => {
		expect(shortNames(['Tofoo Naked', 'Mozzarella di Bufala'])).toEqual(['Tofoo', 'Mozzarella']);
		expect(shortNames(['Yogurt bianco', 'Yogurt magro'])).toEqual(['Yogurt bianco', 'Yogurt magro']);
	});
});

describe('amounts', () => {
	it('differ by what the first has more or less of', () => {
		expect(between([16.5, 14])).toEqual({ kind: 'more', by: 2.5 });
		expect(between([0.1, 0.3])).toEqual({ kind: 'less', by: 0.2 });
		expect(between([1, 1])).toEqual({ kind: 'same' });
	});

	it('of three name the one with most, if there is one', () => {
		expect(between([1, 3, 2])).toEqual({ kind: 'most', column: 1 });
		expect(between([3, 3, 2])).toEqual({ kind: 'differs' });
	});

	it('that nobody states are not comparable, never zero', () => {
		expect(between([0, null])).toEqual({ kind: 'not_comparable' });
		const [row] = amountRows(
			[column({ nutrition: nutrition('100g', 0) }), column({ nutrition: nutrition('100g') })],
			[]
		);
		expect(row).toMatchObject({ nutrient: 'protein', values: [0, null], difference: { kind: 'not_comparable' } });
	});

	it('per 100 g and per 100 ml are not comparable', () => {
		const [row] = amountRows(
			[column({ nutrition: nutrition('100g', 3) }), column({ nutrition: nutrition('100ml', 3) })],
			[]
		);
		expect(row!.difference).toEqual({ kind: 'not_comparable' });
	});

	it('keep to a goal or not; unknown does neither', () => {
		const goal = { nutrient: 'protein', atLeast: 10 } as const;
		expect([meets(10, goal), meets(9.9, goal), meets(null, goal), meets(5, null)]).toEqual([true, false, null, null]);
	});

	it('are compared among the products that are read', () => {
		const two = [column({ nutrition: nutrition('100g', 3) }), column({ nutrition: nutrition('100g', 3) })];
		expect(amountRows([...two, unread], [])[0]!.difference).toEqual({ kind: 'same' });
	});
});

describe('words', () => {
	const allergens = (contains: ('milk' | 'nuts')[]) => ({
		status: 'known' as const,
		contains,
		mayContain: [],
		freeFrom: []
	});

	it('differ whatever their order', () => {
		const [one, other] = [
			column({ allergens: allergens(['milk', 'nuts']) }),
			column({ allergens: allergens(['nuts', 'milk']) })
		];
		expect(wordRow('contains', [one, other]).difference).toEqual({ kind: 'same' });
		expect(wordRow('contains', [one, column({ allergens: allergens(['milk']) })]).difference).toEqual({
			kind: 'differs'
		});
	});

	it('that nobody states are not the same as none', () => {
		const row = wordRow('contains', [
			column({ allergens: allergens([]) }),
			column({ allergens: { status: 'unknown' } })
		]);
		expect(row.cells).toEqual([{ kind: 'allergens', names: [] }, null]);
		expect(row.difference).toEqual({ kind: 'not_comparable' });
	});
});
