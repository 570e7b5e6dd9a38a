import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it, test } from 'vitest';

import {
	canonical,
	checkDigit,
	elementString,
	Fault,
	hri,
	parseCode,
	parseGtin,
	readDate,
	verifyCheckDigit,
	type Code,
	type Options
} from './index.ts';

/** The crate's own vectors, and its answers: nothing is copied. */
const folder = new URL('../../../../../libs/gs1/vectors/', import.meta.url);
const today = '2026-11-22';
const strict: Options = { today };
const lenient: Options = { today, lenient: true };

interface Vector<Input = string, Expected = Record<string, unknown>> {
	id: string;
	group: string;
	input: Input;
	ok: boolean;
	expected?: Expected;
	error?: { code: string; expected_check_digit?: string };
	disputed?: string;
	strict_ok?: boolean;
	ok_if_requisites_off?: boolean;
}

function read(name: string): string {
	return readFileSync(fileURLToPath(new URL(name, folder)), 'utf8');
}

function vectors<Input = string, Expected = Record<string, unknown>>(name: string): Vector<Input, Expected>[] {
	const all = JSON.parse(read(`vectors-${name}.json`)) as Vector<Input, Expected>[];
	return all.filter((vector) => vector.disputed === undefined);
}

function expectFault(found: unknown, error: Vector['error']): void {
	expect(found).toBeInstanceOf(Fault);
	if (!(found instanceof Fault)) return;
	expect(found.code).toBe(error?.code);
	expect(found.expected).toBe(error?.expected_check_digit);
}

function expectCode(code: Code, expected: Record<string, unknown>): void {
	const ignored = code.other.map(([key, value]) => (value === null ? key : `${key}=${value}`));
	const forms: Record<string, unknown> = {
		elements: code.elements,
		element_string: elementString(code.elements),
		canonical: canonical(code.elements),
		hri: hri(code.elements),
		ignored_query: ignored,
		stem: code.stem,
		warnings: code.warnings
	};
	for (const [form, value] of Object.entries(expected)) expect(forms[form], form).toEqual(value);
}

describe('vectors', () => {
	test.each(vectors('dl-parse'))('$id', ({ input, ok, expected, error, ok_if_requisites_off: relaxed }) => {
		const code = parseCode(input, strict);
		expect(code.ok).toBe(ok);
		expect(parseCode(input, { today, requisites: false }).ok).toBe(ok || relaxed === true);
		// The vector's code is about links; white space alone is no code of any kind.
		if (!code.ok) expect(code.error.code).toBe(input.trim() === '' ? 'empty_data' : error?.code);
		else {
			expectCode(code, expected ?? {});
			expect(parseCode(input, lenient)).toEqual(code);
		}
	});

	test.each(vectors('dl-lenient'))('$id', ({ input, ok, expected, error, strict_ok: strictOk }) => {
		const code = parseCode(input, lenient);
		expect(code.ok).toBe(ok);
		expect(parseCode(input, strict).ok).toBe(strictOk);
		if (code.ok) expectCode(code, expected ?? {});
		else expect(code.error.code).toBe(error?.code);
	});

	test.each(vectors('gtin'))('$id', ({ input, ok, expected, error }) => {
		const gtin = parseGtin(input);
		if (!ok) expectFault(gtin, error);
		else expect(gtin).toEqual({ gtin14: expected?.['gtin14'], format: expected?.['input_format'] });
	});

	test.each(vectors('check-digit'))('$id', ({ input, group, ok, expected, error }) => {
		const found = group === 'check-digit-compute' ? checkDigit(input) : (verifyCheckDigit(input) ?? input.slice(-1));
		if (ok) expect(found).toBe(expected?.['check_digit']);
		else expectFault(found, error);
	});

	test.each(vectors<{ ai: string; value: string; today: string }>('dates'))('$id', (vector) => {
		const { ai, value, today: day } = vector.input;
		const found = readDate(ai, value, day);
		if (!vector.ok) expectFault(found, vector.error);
		else {
			const { status, day_specified: daySpecified, ...rest } = vector.expected ?? {};
			expect(found).toEqual(daySpecified === undefined ? rest : { ...rest, daySpecified });
			if (status !== undefined) expect('date' in found && found.date < day ? 'expired' : 'valid').toBe(status);
		}
	});
});

describe('the crate and its twin agree', () => {
	const answer = (raw: string, options: Options): unknown => {
		const code = parseCode(raw, options);
		if (!code.ok) return [code.error.code, code.error.at];
		const { kind, elements, other, warnings, expiry } = code;
		const until = expiry && `${expiry.kind} ${expiry.date}`;
		return [kind, canonical(elements), elementString(elements), other.length, warnings, until];
	};

	test.each(Object.entries(JSON.parse(read('answers.json')) as Record<string, unknown>))('on %j', (raw, both) => {
		expect([answer(raw, strict), answer(raw, lenient)]).toEqual(both);
	});

	it('on disputed links', () => {
		const answers = JSON.parse(read('disputed-answers.json')) as Record<string, Record<string, unknown>>;
		const all = JSON.parse(read('vectors-dl-parse.json')) as Vector[];
		for (const { id, input } of all.filter(({ disputed }) => disputed !== undefined)) {
			const code = parseCode(input, strict);
			const found = code.ok
				? { ok: true, canonical: canonical(code.elements) }
				: { ok: false, code: code.error.code, at: code.error.at };
			expect(found, id).toEqual(answers[id]);
		}
	});

	it('on every rule of the dictionary', () => {
		const differing = read('answers-rules.tsv')
			.trimEnd()
			.split('\n')
			.map((line) => line.split('\t') as [string, string])
			.filter(([raw, verdict]) => {
				const code = parseCode(raw, { today, requisites: false });
				return verdict !== (code.ok ? 'ok' : `${code.error.code} ${String(code.error.at)}`);
			});
		expect(differing).toEqual([]);
	});

	it('on every code list', () => {
		const lists = JSON.parse(read('answers-lists.json')) as Record<string, string>;
		const numbers = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'));
		const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
		const pairs = alphabet.flatMap((first) => alphabet.map((second) => first + second));
		const all: Record<string, [string[], string]> = {
			'422': [numbers, ''],
			'3910': [numbers, '1'],
			'4307': [pairs, ''],
			'7041': [pairs, ''],
			'7241': [numbers.slice(0, 100).map((number) => number.slice(1)), '']
		};
		for (const [ai, [codes, after]] of Object.entries(all)) {
			const accepted = codes.filter((code) => parseCode(`(${ai})${code}${after}`, { today, requisites: false }).ok);
			expect(accepted.join(' '), ai).toBe(lists[ai]);
		}
	});
});

describe('parseCode', () => {
	it('says what is wrong, where, and what would be right', () => {
		expect(parseCode('950-6000-13435-3', lenient)).toEqual({
			ok: false,
			error: {
				code: 'check_digit',
				reason: 'check_digit',
				at: 15,
				detail: 'the check digit does not match the other digits; 2 would',
				expectedCheckDigit: '2'
			}
		});
	});

	it('gives the item of any form of code', () => {
		for (const raw of [
			'https://example.com/01/09506000134352/10/A1?17=261231',
			'(01) 09506000134352 (10) A1 (17) 261231',
			']d2010950600013435210A1\u001d17261231',
			']Q1https://example.com/01/09506000134352/10/A1?17=261231'
		]) {
			expect(parseCode(raw, lenient)).toMatchObject({
				gtin: '09506000134352',
				lot: 'A1',
				serial: null,
				expiry: { date: '2026-12-31', kind: 'use_by' }
			});
		}
	});

	it('never throws, whatever it is given', () => {
		const pieces = ['https://a', '/01/', '09506000134352', '%', '%E9', '?17=', '261231', ';', ']d2', '\u001d', '(01)'];
		pieces.push('\ud800', '😀', '\0', '(', '\\', '^', 'gtin', '/', ' ', '8110', '|]e0', ']E0', '=', '&', '-');
		let state = 7;
		const next = (below: number): number => (state = (state * 48271) % 2147483647) % below;
		for (let round = 0; round < 20_000; round += 1) {
			const raw = Array.from({ length: next(9) }, () => pieces[next(pieces.length)]).join('');
			for (const options of [strict, lenient]) {
				const code = parseCode(raw, options);
				if (!code.ok) expect(code.error.at).toBeLessThanOrEqual(raw.length);
			}
		}
	});
});
