import { Fault } from './fault.ts';

/** The year of two digits that lies nearest to today's: at most 49 back and 50 ahead. */
export function century(twoDigits: number, today: number): number {
	const base = today - (today % 100);
	const distance = twoDigits - (today % 100);
	if (distance >= 51) return base + twoDigits - 100;
	return distance <= -50 ? base + twoDigits + 100 : base + twoDigits;
}

/** `undefined` when there is no such month. */
export function daysInMonth(year: number, month: number): number | undefined {
	if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
	if (month < 1 || month > 12) return undefined;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Two digits of a date or a time. */
export function two(data: string, at: number): number {
	return (data.charCodeAt(at) - 48) * 10 + data.charCodeAt(at + 1) - 48;
}

function checkDate(year: number, month: number, day: number, dayZero: boolean, at: number): Fault | undefined {
	const last = daysInMonth(year, month);
	if (last === undefined) return new Fault('date_month', at);
	return day > last || (day === 0 && !dayZero) ? new Fault('date_day', at + 2) : undefined;
}

/** YYMMDD; `dayZero`: day 00 stands for the month's last day. */
export function shortDate(data: string, year: number, dayZero: boolean): Fault | undefined {
	return checkDate(century(two(data, 0), year), two(data, 2), two(data, 4), dayZero, 2);
}

/** YYYYMMDD. */
export function longDate(data: string): Fault | undefined {
	return checkDate(two(data, 0) * 100 + two(data, 2), two(data, 4), two(data, 6), false, 4);
}

export function hour(data: string): Fault | undefined {
	return two(data, 0) <= 23 ? undefined : new Fault('time_hour', 0);
}

export function minute(data: string, at: number): Fault | undefined {
	return two(data, at) <= 59 ? undefined : new Fault('time_minute', at);
}

export function second(data: string): Fault | undefined {
	return two(data, 0) <= 59 ? undefined : new Fault('time_second', 0);
}
