import { Fault } from './fault.ts';
import { trimmedRange, type Warning } from './options.ts';

const NOT_URI = /[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/;
/** What ends a host, or may not stand in it. */
const HOST_END = /[/_~?#@!$&'()*+,;=%]/;

/** A link's parts, as offsets into the raw text. */
export interface Frame {
	readonly start: number;
	/** The slash after the host. */
	readonly path: number;
	readonly pathEnd: number;
	readonly query: number;
	readonly queryEnd: number;
}

/** Whether the text starts like a link, in any case. */
export function hasScheme(text: string): boolean {
	return /^https?:\/\//i.test(text);
}

function host(text: string, start: number, lenient: boolean, warnings: Set<Warning>): number {
	if (text.startsWith('https://', start) || text.startsWith('HTTPS://', start)) return start + 8;
	if (text.startsWith('http://', start) || text.startsWith('HTTP://', start)) return start + 7;
	if (!lenient || !hasScheme(text.slice(start, start + 8))) return -1;
	warnings.add('scheme_case');
	return text.indexOf('//', start) + 2;
}

/** The path is decoded after it was split: `new URL()` would remove dots and change the host. */
export function split(raw: string, lenient: boolean, warnings: Set<Warning>): Frame | Fault {
	const [start, textEnd] = lenient ? trimmedRange(raw) : [0, raw.length];
	if (textEnd - start < raw.length) warnings.add('surrounding_whitespace');
	const from = host(raw, start, lenient, warnings);
	if (from < 0) return new Fault('uri_scheme', start);
	const text = textEnd < raw.length ? raw.slice(0, textEnd) : raw;
	const illegal = text.slice(from).search(NOT_URI);
	const hostLength = text.slice(from).search(HOST_END);
	const path = from + hostLength;
	if (illegal >= 0 && (hostLength < 0 || illegal < hostLength))
		return new Fault('uri_illegal_character', from + illegal);
	if (hostLength < 0 || text.startsWith('/', from)) return new Fault('uri_missing_domain_or_path', from);
	if (text.charAt(path) !== '/') return new Fault('uri_domain', path);
	if (illegal >= 0) return new Fault('uri_illegal_character', from + illegal);
	const hash = text.indexOf('#', path);
	const end = hash < 0 ? textEnd : hash;
	const mark = text.indexOf('?', path);
	let pathEnd = mark < 0 || mark > end ? end : mark;
	const query = Math.min(pathEnd + 1, end);
	if (lenient && pathEnd > path + 1 && text.charAt(pathEnd - 1) === '/') {
		pathEnd -= 1;
		warnings.add('trailing_slash');
	}
	return { start, path, pathEnd, query, queryEnd: end };
}
