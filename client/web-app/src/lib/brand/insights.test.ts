import { describe, expect, it } from 'vitest';
import { csvHref, queryOf, type Cell, type Insights, type Metric } from '#lib/api/insights.ts';
import { carefulOf, inOrder, wasted } from './attention.ts';
import { labelFaults, mostAvoided } from './avoid.ts';
import { changeOf, pointsOf, previousOf, shareOf, sumOf, Table, valueOf, type Value } from './insights.ts';
import { rangeBefore, rangeOf, releaseDay, sameDaysOfLastMonth, withComing } from './range.ts';
import { byRegion, ranked } from './ranking.ts';
import { choiceIn, searchOf } from './scene.ts';

const THROUGH = '2026-11-19';
const RANGE = { from: '2026-11-13', to: THROUGH };

const cell = (metric: Metric, visitors: number | null, more: Partial<Cell> = {}): Cell => ({
	gtin: null,
	region: 'all',
	metric,
	visitors,
	suppressed: visitors === null,
	unit: 'visitors',
	...more
});
const insights = (items: Cell[]): Insights => ({
	policy: 'threshold',
	k: 5,
	releasedThrough: THROUGH,
	period: RANGE,
	definitions: {},
	items
});
const count = (n: number): Value => ({ kind: 'count', n, daysReleased: null, days: null });
const SUPPRESSED: Value = { kind: 'suppressed' };

describe('a released number', () => {
	it('is a number, withheld, or still to come; and never 0 for want of one', () => {
		expect(valueOf(cell('reports', 7), THROUGH, THROUGH)).toMatchObject({ kind: 'count', n: 7 });
		expect(valueOf(cell('reports', null), THROUGH, THROUGH)).toEqual(SUPPRESSED);
		expect(valueOf(undefined, THROUGH, THROUGH)).toEqual(SUPPRESSED);
		const coming = cell('reports', null, { suppressed: false });
		expect(valueOf(coming, '2026-11-20', THROUGH)).toEqual({ kind: 'awaited', on: '2026-11-23' });
		expect(valueOf(undefined, '2026-11-20', THROUGH)).toEqual({ kind: 'awaited', on: '2026-11-23' });
		expect(valueOf(undefined, '2026-11-01', null)).toMatchObject({ kind: 'awaited' });
	});

	it('is compared only with a number', () => {
		expect(changeOf(count(108), count(100))).toBeCloseTo(0.08);
		expect(changeOf(SUPPRESSED, count(100))).toBeNull();
		expect(changeOf(count(108), SUPPRESSED)).toBeNull();
		expect(changeOf(count(108), count(0))).toBeNull();
		expect(shareOf(count(5), count(50))).toBeCloseTo(0.1);
		expect(shareOf(SUPPRESSED, count(50))).toBeNull();
	});

	it('is summed without what is withheld; of nothing known there is no sum', () => {
		expect(sumOf([count(7), SUPPRESSED, count(5)])).toBe(12);
		expect(sumOf([SUPPRESSED, { kind: 'awaited', on: THROUGH }])).toBeNull();
	});
});

describe('a series', () => {
	it('has a point for every day, also where nothing was released', () => {
		const answer = insights([
			cell('reports', 9, { day: '2026-11-13' }),
			cell('scanning_visitors', 14, { day: '2026-11-13' }),
			cell('scanning_visitors', null, { day: '2026-11-14' }),
			cell('scanning_visitors', null, { day: '2026-11-20', suppressed: false })
		]);
		const range = withComing(RANGE, THROUGH, '2026-11-22');
		const points = pointsOf(answer, 'scanning_visitors', range, 'day');
		expect(points.map(({ value }) => value.kind).join(' ')).toBe(
			'count suppressed suppressed suppressed suppressed suppressed suppressed awaited awaited'
		);
		expect(points.at(-1)).toMatchObject({ from: '2026-11-21', value: { on: '2026-11-24' } });
	});

	it('knows weeks and months that begin before its first day', () => {
		const period = { from: '2026-11-09', to: '2026-11-15' };
		const answer = insights([cell('used_up', 31, { period, daysReleased: 3, days: 3 })]);
		const points = pointsOf(answer, 'used_up', RANGE, 'week');
		expect(points.map(({ from, to }) => `${from} ${to}`)).toEqual(['2026-11-13 2026-11-15', '2026-11-16 2026-11-19']);
		expect(points.map(({ value }) => value.kind)).toEqual(['count', 'suppressed']);
		expect(pointsOf(insights([]), 'used_up', { from: '2026-10-30', to: '2026-11-02' }, 'month')).toHaveLength(2);
	});
});

describe('days', () => {
	it('are released 48 hours after their end', () => {
		expect(releaseDay('2026-11-20')).toBe('2026-11-23');
	});

	it('of a span end with the last released one', () => {
		expect(rangeOf('28d', THROUGH)).toEqual({ from: '2026-10-23', to: THROUGH });
		expect(rangeOf('month', THROUGH)).toEqual({ from: '2026-11-01', to: THROUGH });
		expect(rangeOf('last_month', THROUGH)).toEqual({ from: '2026-10-01', to: '2026-10-31' });
		expect(rangeBefore(RANGE)).toEqual({ from: '2026-11-06', to: '2026-11-12' });
	});

	it('of the month before are the same, as far as it has them', () => {
		const october = { from: '2026-10-01', to: '2026-10-19' };
		expect(sameDaysOfLastMonth({ from: '2026-11-01', to: '2026-11-19' })).toEqual(october);
		const march = { from: '2026-03-01', to: '2026-03-31' };
		expect(sameDaysOfLastMonth(march)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
	});

	it('that are still to come are shown only beside the newest', () => {
		expect(withComing(RANGE, THROUGH, '2026-11-22').to).toBe('2026-11-21');
		const before = { from: '2026-10-01', to: '2026-10-31' };
		expect(withComing(before, THROUGH, '2026-11-22')).toBe(before);
	});
});

describe('rows', () => {
	const regions = insights([
		cell('scanning_visitors', 271, { region: 'other' }),
		cell('scanning_visitors', null, { region: 'IT-52' }),
		cell('scanning_visitors', 96, { region: 'DE-BY' }),
		cell('scanning_visitors', 204, { region: 'IT-25' }),
		cell('thrown_away', 17, { region: 'IT-25' })
	]);
	const table = new Table(regions, RANGE, 'region');

	it('stand by what they come to, what is withheld last', () => {
		expect(ranked(table, 'scanning_visitors')).toEqual(['other', 'IT-25', 'DE-BY', 'IT-52']);
		expect(byRegion(table, 'scanning_visitors')).toEqual(['IT-25', 'DE-BY', 'IT-52', 'other']);
		expect(table.at('IT-25', 'thrown_away')).toMatchObject({ n: 17 });
		expect(table.at('DE-BY', 'thrown_away')).toEqual(SUPPRESSED);
	});

	it('of a sum wait only while none of its days is released', () => {
		const empty = insights([]);
		const at = (range: typeof RANGE) => new Table(empty, range, 'none').at('', 'reports').kind;
		expect(at({ from: '2026-11-18', to: '2026-11-21' })).toBe('suppressed');
		expect(at({ from: '2026-11-20', to: '2026-11-21' })).toBe('awaited');
	});

	it('of the days before come with the summary', () => {
		const previous = { visitors: 40, suppressed: false, daysReleased: 7, days: 7, period: rangeBefore(RANGE) };
		const summary = insights([cell('saved_to_fridge', 44, { previous }), cell('reports', null)]);
		const before = new Table(summary, rangeBefore(RANGE), 'none', previousOf(summary));
		expect(before.at('', 'saved_to_fridge')).toMatchObject({ kind: 'count', n: 40 });
	});
});

describe('the products most often told Avoid', () => {
	const verdicts = (gtin: string, good: number | null, careful: number | null, avoid: number | null) => [
		cell('verdict_good', good, { gtin }),
		cell('verdict_careful', careful, { gtin }),
		cell('verdict_avoid', avoid, { gtin })
	];

	it('come first; a share is told only of three known numbers', () => {
		const table = new Table(
			insights([
				...verdicts('a', 45, 61, null),
				...verdicts('b', 71, 22, 28),
				...verdicts('c', null, null, null),
				...verdicts('d', null, 9, 41)
			]),
			RANGE,
			'gtin'
		);
		const mixes = mostAvoided(table);
		expect(mixes.map(({ gtin }) => gtin)).toEqual(['d', 'b', 'a']);
		expect(mixes.map(({ share }) => share?.toFixed(2) ?? null)).toEqual([null, '0.23', null]);
	});

	it('may be so because of their label: errors before doubts, other faults never', () => {
		const fault = (pointer: string, severity: 'error' | 'warning') => ({ pointer, severity, code: 'x', detail: 'x' });
		const faults = [
			fault('/journey', 'error'),
			fault('/label/allergens', 'warning'),
			fault('/label/nutrition/fat', 'error')
		];
		const product = { faults } as Parameters<typeof labelFaults>[0];
		expect(labelFaults(product).map(({ pointer }) => pointer)).toEqual(['/label/nutrition/fat', '/label/allergens']);
		expect(labelFaults(undefined)).toEqual([]);
	});
});

describe('what needs attention', () => {
	const use = (gtin: string, used: number | null, thrown: number | null) => [
		cell('used_up', used, { gtin }),
		cell('thrown_away', thrown, { gtin })
	];
	const table = new Table(insights([...use('a', 52, 18), ...use('b', 339, 46), ...use('c', null, 30)]), RANGE, 'gtin');

	it('is also what is thrown away clearly more often than the rest; what is withheld proves nothing', () => {
		expect(wasted(table)).toEqual([{ kind: 'waste', gtin: 'a', thrown: 18, used: 52, allThrown: 64, allUsed: 391 }]);
		expect(wasted(new Table(insights(use('a', 1, 99)), RANGE, 'gtin'))).toEqual([]);
	});

	it('has its numbers only where all of them are known', () => {
		const verdicts = [cell('verdict_good', 45, { gtin: 'a' }), cell('verdict_careful', 61, { gtin: 'a' })];
		const avoid = cell('verdict_avoid', 12, { gtin: 'a' });
		expect(carefulOf(new Table(insights([...verdicts, avoid]), RANGE, 'gtin'), 'a')).toEqual({ n: 61, all: 118 });
		expect(carefulOf(new Table(insights(verdicts), RANGE, 'gtin'), 'a')).toBeNull();
		expect(carefulOf(null, 'a')).toBeNull();
	});

	it('stands most pressing first', () => {
		const item = (kind: 'report' | 'contradiction', count: number) => ({
			kind,
			count,
			gtin: 'a',
			name: null,
			pointers: []
		});
		const kinds = inOrder([item('report', 9), ...wasted(table), item('contradiction', 1)]).map(({ kind }) => kind);
		expect(kinds).toEqual(['contradiction', 'waste', 'report']);
	});
});

describe('what is asked', () => {
	it('is the same for the screen and for the file', () => {
		const question = { from: '2026-11-01', to: THROUGH, gtin: '09521234500018', by: 'day' as const };
		expect(csvHref('series', question)).toBe(`/api/v1/brand/insights.csv${queryOf(question)}&view=series`);
		expect(csvHref('summary', {})).toBe('/api/v1/brand/insights.csv?view=summary');
	});

	it('stands in the address, without what goes without saying', () => {
		const choice = choiceIn(new URLSearchParams('span=month&gtin=09521234500018&metric=verdict_avoid&by=hour&other=1'));
		expect(choice).toMatchObject({ span: 'month', metric: 'verdict_avoid', by: 'day', other: null });
		expect(searchOf(choice)).toBe('?span=month&gtin=09521234500018&metric=verdict_avoid');
		expect(searchOf(choiceIn(new URLSearchParams('span=decade')))).toBe('');
	});
});
