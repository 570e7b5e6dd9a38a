import { describe, expect, it } from 'vitest';
import { ago, amount, countryName, day, dayThisYear, grade, languageName, number, signed, today } from './format.ts';

describe('days', () => {
	it('are written with the name of the month in every language', () => {
		expect(day('2026-11-29', 'en-GB')).toBe('29 November 2026');
		expect(day('2026-11-29', 'it')).toBe('29 novembre 2026');
		expect(day('2026-11-29', 'de')).toBe('29. November 2026');
	});

	it('leave the year out only when it is this one', () => {
		expect(dayThisYear('2026-11-29', '2026-01-01', 'en-GB')).toBe('29 November');
		expect(dayThisYear('2027-01-02', '2026-12-31', 'en-GB')).toBe('2 January 2027');
	});

	it('stay as the source wrote them when they are no days', () => {
		expect(day('soon', 'en-GB')).toBe('soon');
	});

	it('are counted where the person is, not in UTC', () => {
		expect(today(new Date(2026, 10, 2, 0, 30))).toBe('2026-11-02');
	});
});

describe('how long ago', () => {
	const now = new Date(2026, 10, 22, 12, 0);
	const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();

	it('is said in minutes, then hours, then days, then as a day', () => {
		expect(ago(before(2), now, 'en-GB')).toBe('2 min ago');
		expect(ago(before(3 * 60), now, 'en-GB')).toBe('3 hr ago');
		expect(ago(before(24 * 60), now, 'en-GB')).toBe('yesterday');
		expect(ago(before(30 * 24 * 60), now, 'en-GB')).toBe('23 October');
	});
});

describe('numbers', () => {
	it('follow the language and keep what the label says', () => {
		expect(number(1024, 'en-GB')).toBe('1,024');
		expect(number(0.05, 'de')).toBe('0,05');
		expect(amount(0, 'g', 'en-GB')).toBe('0\u00a0g');
	});

	it('carry their sign as a true minus', () => {
		expect([17, -9, 0].map((points) => signed(points, 'en-GB'))).toEqual(['+17', '−9', '0']);
	});
});

describe('names', () => {
	it('of languages and countries are in the person’s language', () => {
		expect(languageName('it', 'de')).toBe('Italienisch');
		expect(countryName('IT', 'en-GB')).toBe('Italy');
	});

	it('that nobody knows stay as codes', () => {
		expect(countryName('not a code', 'en-GB')).toBe('not a code');
	});

	it('of grades are letters', () => {
		expect(['a_plus', 'b'].map(grade)).toEqual(['A+', 'B']);
	});
});
