import { hour, longDate, minute, second, shortDate } from './calendar.ts';
import { checkPair, lastChecks } from './check.ts';
import { couponCode, couponOffer } from './coupon.ts';
import { Fault, type ErrorCode } from './fault.ts';
import { checkIban, hasCountryLetters, isCountry, isCurrency, isPackageType } from './lists.ts';

/** Checks a component's content; `year` is today's, for years of two digits. */
export type Rule = (data: string, year: number) => Fault | undefined;

function ensure(holds: boolean, code: ErrorCode, at = 0): Fault | undefined {
	return holds ? undefined : new Fault(code, at);
}

function matching(pattern: RegExp, code: ErrorCode): Rule {
	return (data) => ensure(pattern.test(data), code);
}

/** GS1's shortest company prefix has four digits. */
function companyPrefix(data: string, skipped: number): Fault | undefined {
	const prefix = data.slice(skipped, skipped + 4);
	if (prefix.length < 4) return new Fault('lint_too_short_for_gcp', 0);
	const bad = prefix.search(/[^0-9]/);
	return bad < 0 ? undefined : new Fault('lint_invalid_gcp_prefix', skipped + bad);
}

function pieceOfTotal(data: string): Fault | undefined {
	const half = data.length >> 1;
	const [piece, total] = [data.slice(0, half), data.slice(half)];
	if (half === 0 || piece.length !== total.length) return new Fault('lint_invalid_length_for_piece_of_total', 0);
	if (/^0+$/.test(piece)) return new Fault('lint_zero_piece_number', 0);
	if (/^0+$/.test(total)) return new Fault('lint_zero_total_pieces', half);
	return ensure(piece <= total, 'lint_piece_number_exceeds_total');
}

function positionInSequence(data: string): Fault | undefined {
	const [, position, end] = /^(\d+)\/(\d+)$/.exec(data) ?? [];
	if (position === undefined || end === undefined) return new Fault('lint_position_in_sequence_malformed', 0);
	if (position.startsWith('0')) return new Fault('lint_illegal_zero_prefix', 0);
	if (end.startsWith('0')) return new Fault('lint_illegal_zero_prefix', position.length + 1);
	const within = position.length === end.length ? position <= end : position.length < end.length;
	return ensure(within, 'lint_position_exceeds_end');
}

function percentSequences(data: string): Fault | undefined {
	const bad = data.search(/%(?![0-9A-Fa-f]{2})/);
	return bad < 0 ? undefined : new Fault('lint_invalid_percent_sequence', bad);
}

/** The linters of GS1's syntax dictionary, by their names there. */
export const rules: Readonly<Record<string, Rule>> = {
	couponcode: couponCode,
	couponposoffer: couponOffer,
	csum: lastChecks,
	csumalpha: checkPair,
	gcppos1: (data) => companyPrefix(data, 0),
	gcppos2: (data) => companyPrefix(data, 1),
	hasnondigit: matching(/[^0-9]/, 'lint_requires_non_digit_character'),
	hh: hour,
	hhmi: (data) => hour(data) ?? minute(data, 2),
	hyphen: matching(/^-+$/, 'lint_not_hyphen'),
	iban: checkIban,
	importeridx: matching(/^[\w-]$/, 'lint_invalid_import_idx_character'),
	iso3166: (data) => ensure(isCountry(data), 'lint_not_iso3166'),
	iso3166999: (data) => ensure(data === '999' || isCountry(data), 'lint_not_iso3166_or_999'),
	iso3166alpha2: (data) => ensure(hasCountryLetters(data), 'lint_not_iso3166_alpha2'),
	iso4217: (data) => ensure(isCurrency(data), 'lint_not_iso4217'),
	iso5218: matching(/^[0129]$/, 'lint_invalid_biological_sex_code'),
	latitude: (data) => ensure(data <= '1800000000', 'lint_invalid_latitude'),
	longitude: (data) => ensure(data <= '3600000000', 'lint_invalid_longitude'),
	mediatype: matching(/^(?:0[1-9]|10|[89]\d)$/, 'lint_invalid_media_type'),
	mi: (data) => minute(data, 0),
	nonzero: matching(/[^0]/, 'lint_illegal_zero_value'),
	nozeroprefix: matching(/^(?!0)/, 'lint_illegal_zero_prefix'),
	packagetype: (data) => ensure(isPackageType(data), 'lint_invalid_package_type'),
	pcenc: percentSequences,
	pieceoftotal: pieceOfTotal,
	posinseqslash: positionInSequence,
	ss: second,
	winding: matching(/^[019]$/, 'lint_invalid_winding_direction'),
	yesno: matching(/^[01]$/, 'lint_not_zero_or_one'),
	yymmd0: (data, year) => shortDate(data, year, true),
	yymmdd: (data, year) => shortDate(data, year, false),
	yyyymmdd: longDate,
	zero: matching(/^0+$/, 'lint_not_zero')
};
