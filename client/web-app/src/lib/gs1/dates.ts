import { lookup, type Ai } from './ai.ts';
import { century, daysInMonth, two } from './calendar.ts';
import { Fault } from './fault.ts';
import { yearOf } from './options.ts';
import { checkValue } from './value.ts';

const DATE_RULES = ['yymmd0', 'yymmdd', 'yyyymmdd'];

/** What a value with a date means; dates are written `2026-12-31`. */
export type DateValue =
	| { readonly date: string; readonly daySpecified: boolean }
	| { readonly date: string; readonly time: string; readonly precision: 'hour' | 'minute' | 'second' }
	| { readonly start: string; readonly end: string };

function dateRule(rules: readonly string[] | undefined): string | undefined {
	return rules?.find((rule) => DATE_RULES.includes(rule));
}

/** Whether the AI's value is a date, a date and time, or a span of dates. */
export function isDate(ai: Ai): boolean {
	return dateRule(ai.parts[0]?.rules) !== undefined;
}

/** The date that a value means. */
export function readDate(code: string, value: string, today: string): DateValue | Fault {
	const ai = lookup(code);
	if (!ai || !isDate(ai)) return new Fault('not_a_date', 0, code);
	const bad = value.search(/[^0-9]/);
	if (bad >= 0 || value === '') return new Fault('non_digit', Math.max(bad, 0), code);
	if (!mayEndAt(ai, value.length)) return new Fault('length', Math.min(value.length, ai.max), code);
	return checkValue(ai, value, yearOf(today))?.of(code) ?? assemble(ai, value, today);
}

function mayEndAt(ai: Ai, length: number): boolean {
	let end = 0;
	return ai.parts.some((part) => {
		end += part.max;
		return end === length && end >= ai.min;
	});
}

/** `value` was checked. */
function assemble(ai: Ai, value: string, today: string): DateValue {
	const days: { date: string; daySpecified: boolean }[] = [];
	let clock = '';
	let at = 0;
	for (const part of ai.parts) {
		const data = value.slice(at, at + part.max);
		at += data.length;
		const rule = dateRule(part.rules);
		if (data === '') break;
		else if (rule === undefined) clock += data;
		else days.push(readDay(rule, data, today));
	}
	const [first = { date: today, daySpecified: true }, last = first] = days;
	if (clock !== '') return { date: first.date, ...readTime(clock) };
	const isSpan = ai.parts.filter((part) => dateRule(part.rules)).length === 2;
	return isSpan ? { start: first.date, end: last.date } : first;
}

function readTime(clock: string): { time: string; precision: 'hour' | 'minute' | 'second' } {
	const precision = clock.length === 2 ? 'hour' : clock.length === 4 ? 'minute' : 'second';
	const parts = [clock.slice(0, 2), clock.slice(2, 4) || '00', clock.slice(4)];
	return { time: parts.filter((part) => part !== '').join(':'), precision };
}

function readDay(rule: string, data: string, today: string): { date: string; daySpecified: boolean } {
	const long = rule === 'yyyymmdd';
	const year = long ? two(data, 0) * 100 + two(data, 2) : century(two(data, 0), yearOf(today));
	const month = two(data, long ? 4 : 2);
	const given = two(data, long ? 6 : 4);
	const day = given === 0 ? (daysInMonth(year, month) ?? 0) : given;
	const write = (part: number, length: number): string => String(part).padStart(length, '0');
	return { date: `${write(year, 4)}-${write(month, 2)}-${write(day, 2)}`, daySpecified: given !== 0 };
}
