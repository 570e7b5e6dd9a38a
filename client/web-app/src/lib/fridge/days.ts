/** Calendar days as `YYYY-MM-DD`. No clock but `instant`: today is always an argument. */

const DAY_MS = 86_400_000;
const noon = (day: string) => Date.parse(`${day.slice(0, 10)}T12:00:00Z`);
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** How many days `to` lies after `from`. */
export function daysBetween(from: string, to: string): number {
	return Math.round((noon(to) - noon(from)) / DAY_MS);
}

export function addDays(day: string, days: number): string {
	return iso(noon(day) + days * DAY_MS);
}

/** The calendar day of an instant, where the person lives. */
export function dayIn(instant: string, timeZone: string): string {
	try {
		return inZone(instant, timeZone);
	} catch {
		return inZone(instant, 'UTC'); // a zone that this browser does not know yet
	}
}

function inZone(instant: string, timeZone: string): string {
	const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
	const of = Object.fromEntries(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
	return `${of.year}-${of.month}-${of.day}`;
}

/** This instant, as the API writes it: the one place of these modules that reads a clock. */
export const instant = () => new Date().toISOString();

/** The Monday of a day's week. */
export function weekStart(day: string): string {
	const sinceMonday = (new Date(noon(day)).getUTCDay() + 6) % 7;
	return addDays(day, -sinceMonday);
}

export function monthStart(day: string): string {
	return `${day.slice(0, 7)}-01`;
}

/** The first day of the month that lies so many months before. */
export function monthsBefore(day: string, months: number): string {
	const date = new Date(noon(monthStart(day)));
	date.setUTCMonth(date.getUTCMonth() - months);
	return iso(date.getTime());
}

/** A day as people place it: near ones by name. */
export type Nearness = 'yesterday' | 'today' | 'tomorrow' | 'weekday' | 'date';

/** A weekday's name is clear only for the six days before today. */
export function nearness(day: string, today: string): Nearness {
	const ahead = daysBetween(today, day);
	if (ahead === 0) return 'today';
	if (ahead === 1) return 'tomorrow';
	if (ahead === -1) return 'yesterday';
	return ahead < 0 && ahead > -7 ? 'weekday' : 'date';
}
