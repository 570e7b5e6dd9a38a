/** Numbers, days and names as people write them. Pure: the locale is always an argument. */

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' };

/** `2026-11-29` → "29 November 2026". */
export function day(iso: string, locale: string): string {
	return format(iso, locale, DAY);
}

/** As `day`, without the year when it is this one. */
export function dayThisYear(iso: string, today: string, locale: string): string {
	if (iso.slice(0, 4) !== today.slice(0, 4)) return day(iso, locale);
	return format(iso, locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
}

function format(iso: string, locale: string, options: Intl.DateTimeFormatOptions): string {
	const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
	return Number.isNaN(date.getTime()) ? iso : new Intl.DateTimeFormat(locale, options).format(date);
}

/** The calendar day here and now. */
export function today(now = new Date()): string {
	const pad = (n: number) => String(n).padStart(2, '0');
	return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** "14:32". */
export function clock(instant: string, locale: string): string {
	return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

/** "3 November 2026 at 19:40", here and now. */
export function moment(instant: string, locale: string): string {
	return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(instant));
}

/** "212 kB". */
export function fileSize(bytes: number, locale: string): string {
	const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB'];
	return `${new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)}\u00a0${unit}`;
}

/** "2 min ago", "yesterday", then the day. */
export function ago(instant: string, now: Date, locale: string): string {
	const then = new Date(instant);
	const minutes = Math.round((now.getTime() - then.getTime()) / 60_000);
	const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
	if (minutes < 60) return minutes < 1 ? words.format(0, 'second') : words.format(-minutes, 'minute');
	const days = Math.round((Date.parse(today(now)) - Date.parse(today(then))) / 86_400_000);
	if (days === 0) return words.format(-Math.round(minutes / 60), 'hour');
	if (days < 7) return words.format(-days, 'day');
	return dayThisYear(today(then), today(now), locale);
}

/** "1,024", "0.5": as exact as the label. */
export function number(value: number, locale: string): string {
	return new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(value);
}

/** A number with its unit, not parted at a line's end. */
export function amount(value: number, unit: string, locale: string): string {
	return `${number(value, locale)}\u00a0${unit}`;
}

/** "+17", "−9", "0". */
export function signed(value: number, locale: string): string {
	const text = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }).format(value);
	return text.replace('-', '−');
}

/** A list in words: "sugars, salt". */
export function list(items: readonly string[], locale: string): string {
	return new Intl.ListFormat(locale, { type: 'unit' }).format(items);
}

/** A language's name; its code when nobody knows it. */
export function languageName(code: string, locale: string): string {
	return name(code, 'language', locale);
}

/** A country's name; its code when nobody knows it. */
export function countryName(code: string, locale: string): string {
	return name(code, 'region', locale);
}

function name(code: string, type: 'language' | 'region', locale: string): string {
	try {
		return new Intl.DisplayNames(locale, { type }).of(code) ?? code;
	} catch {
		return code;
	}
}

/** `a_plus` → "A+". */
export function grade(code: string): string {
	return code === 'a_plus' ? 'A+' : code.toUpperCase();
}
