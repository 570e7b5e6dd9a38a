import { describe, expect, it } from 'vitest';
import { addDays, dayIn, daysBetween, monthsBefore, nearness, weekStart } from './days.ts';

describe('days', () => {
	it.each([
		['2026-11-22', '2026-11-22', 0],
		['2026-11-22', '2026-12-04', 12],
		['2026-10-24', '2026-10-26', 2], // the clock goes back between them
		['2026-03-28', '2026-03-30', 2],
		['2028-02-28', '2028-03-01', 2],
		['2026-11-22', '2026-11-21', -1]
	])('from %s to %s are %i', (from, to, days) => expect(daysBetween(from, to)).toBe(days));

	it('are added over months and years', () => {
		expect(addDays('2026-12-30', 3)).toBe('2027-01-02');
		expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
	});

	it('are those of the place where the person is', () => {
		const instant = '2026-11-21T23:30:00Z';
		expect(
			['UTC', 'Europe/Rome', 'America/New_York', 'Pacific/Kiritimati'].map((zone) => dayIn(instant, zone))
		).toEqual(['2026-11-21', '2026-11-22', '2026-11-21', '2026-11-22']);
	});

	it('of a zone that this browser does not know are those of UTC', () => {
		expect(dayIn('2026-11-21T23:30:00Z', 'Mars/Olympus')).toBe('2026-11-21');
	});

	it('belong to the week of their Monday', () => {
		expect(['2026-11-22', '2026-11-23', '2026-11-29'].map(weekStart)).toEqual([
			'2026-11-16',
			'2026-11-23',
			'2026-11-23'
		]);
	});

	it('belong to months, counted back', () => {
		expect(monthsBefore('2026-11-22', 11)).toBe('2025-12-01');
		expect(monthsBefore('2026-11-22', 0)).toBe('2026-11-01');
	});

	it.each([
		['2026-11-22', 'today'],
		['2026-11-21', 'yesterday'],
		['2026-11-23', 'tomorrow'],
		['2026-11-16', 'weekday'],
		['2026-11-15', 'date'],
		['2026-11-24', 'date']
	])('near ones have names: %s is %s', (day, name) => expect(nearness(day, '2026-11-22')).toBe(name));
});
