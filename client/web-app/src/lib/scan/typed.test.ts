import { describe, expect, it } from 'vitest';
import { faultPlace } from '../components/fault-words.ts';
import { readTyped } from './typed.ts';

describe('what was typed', () => {
	it.each([
		['4006381333931', '04006381333931'],
		[' 4006 3813 3393-1 ', '04006381333931'],
		['96385074', '00000096385074'],
		['https://id.gs1.org/01/09506000134352/10/ABC?17=261231', '09506000134352'],
		['(01)09506000134352(17)261231', '09506000134352'],
		[']d201095060001343521726123110ABC', '09506000134352']
	])('%s is a code', async (input, gtin) => {
		expect(await readTyped(input)).toEqual({ kind: 'code', raw: input.trim(), gtin });
	});

	it.each(['tofu', 'pain de campagne', 'Ritter Sport 100 g', 'müsli', '7up'])('%s is a name', async (input) => {
		expect(await readTyped(input)).toEqual({ kind: 'words', query: input });
	});

	it('is nothing when it is only space', async () => {
		expect(await readTyped('  ')).toEqual({ kind: 'empty' });
	});

	it('says that the last digit does not fit, and where it stands', async () => {
		const typed = await readTyped('8002710335147');
		expect(typed).toEqual({ kind: 'fault', fault: { raw: '8002710335147', reason: 'check_digit', at: 12 } });
	});

	it('finds a letter among the digits', async () => {
		const typed = await readTyped('400638133393O');
		expect(typed).toMatchObject({ kind: 'fault', fault: { reason: 'characters', at: 12 } });
	});

	it('calls a link that is no product’s a fault, not a name', async () => {
		expect(await readTyped('https://example.com/about')).toMatchObject({ kind: 'fault' });
	});
});

describe('the marked place', () => {
	it('is the character that is wrong, with what stands around it', () => {
		expect(faultPlace({ raw: '8002710335147', reason: 'check_digit', at: 12 })).toEqual({
			cut: false,
			before: '800271033514',
			mark: '7',
			after: ''
		});
	});

	it('counts characters, not code units', () => {
		expect(faultPlace({ raw: '🍞12x4', reason: 'characters', at: 3 })).toMatchObject({ before: '🍞12', mark: 'x' });
	});

	it('is cut to what a phone shows', () => {
		const place = faultPlace({ raw: 'x'.repeat(100), reason: 'characters', at: 90 });
		expect(place).toMatchObject({ cut: true, before: 'x'.repeat(24) });
	});

	it('is the end when something is missing there', () => {
		expect(faultPlace({ raw: '1234567', reason: 'length', at: 7 })).toMatchObject({ mark: '' });
	});

	it('is not marked when the whole is no code', () => {
		expect(faultPlace({ raw: '?', reason: 'not_a_gs1_code', at: 0 })).toBeNull();
	});
});
