import { endsHost, isOfUri } from './chars.ts';
import { Fault } from './fault.ts';
import { trimmedRange, type Warning } from './options.ts';

const SLASH = 47;
const QUESTION_MARK = 63;
const HASH = 35;

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

/** The slash after the host. */
function findPath(raw: string, from: number, end: number): number | Fault {
	for (let at = from; at < end; at += 1) {
		const code = raw.charCodeAt(at);
		if (code === SLASH) return at > from ? at : new Fault('uri_missing_domain_or_path', from);
		if (endsHost(code)) return new Fault('uri_domain', at);
		if (!isOfUri(code)) return new Fault('uri_illegal_character', at);
	}
	return new Fault('uri_missing_domain_or_path', from);
}

/** The path is decoded after it was split: `new URL()` would remove dots and change the host. */
export function split(raw: string, lenient: boolean, warnings: Set<Warning>): Frame | Fault {
	const { start, end: textEnd } = lenient ? trimmedRange(raw) : { start: 0, end: raw.length };
	if (textEnd - start < raw.length) warnings.add('surrounding_whitespace');
	const from = host(raw, start, lenient, warnings);
	if (from < 0) return new Fault('uri_scheme', start);
	const path = findPath(raw, from, textEnd);
	if (path instanceof Fault) return path;
	let pathEnd = textEnd;
	let end = textEnd;
	for (let at = path; at < textEnd; at += 1) {
		const code = raw.charCodeAt(at);
		if (!isOfUri(code)) return new Fault('uri_illegal_character', at);
		if (end < textEnd) continue;
		if (code === HASH) end = at;
		if ((code === HASH || code === QUESTION_MARK) && pathEnd === textEnd) pathEnd = at;
	}
	const query = Math.min(pathEnd + 1, end);
	if (lenient && pathEnd > path + 1 && raw.charCodeAt(pathEnd - 1) === SLASH) {
		pathEnd -= 1;
		warnings.add('trailing_slash');
	}
	return { start, path, pathEnd, query, queryEnd: end };
}
