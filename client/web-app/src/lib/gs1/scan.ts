import { GROUP_SEPARATOR, readFnc1 } from './elements.ts';
import { Fault, shifted } from './fault.ts';
import { parseGtin } from './gtin.ts';
import type { Options } from './options.ts';
import type { Element, Elements } from './pairing.ts';

/** Separates an EAN or UPC symbol from the composite symbol over it. */
const COMPOSITE = '|]e0';
const IDENTIFIER = 3;

/** What a symbol holds. */
export type Scan =
	| { readonly kind: 'elements'; readonly elements: readonly Element[] }
	| { readonly kind: 'item'; readonly gtin: string; readonly elements: readonly Element[] }
	| { readonly kind: 'plain'; readonly text: string };

/** What a scanner sends: a symbology identifier of three characters, then the data. */
export function readScan(raw: string, options: Options): Scan | Fault {
	if (raw.length < IDENTIFIER) return new Fault('symbology_identifier_missing', 0);
	const data = raw.slice(IDENTIFIER);
	switch (raw.slice(0, IDENTIFIER)) {
		case ']C1':
		case ']e0':
		case ']d2':
		case ']Q3':
		case ']J1': {
			const elements = shifted(readMessage(data, options), IDENTIFIER);
			return elements instanceof Fault ? elements : { kind: 'elements', elements: elements.all };
		}
		case ']E0':
			return shifted(readItem(data, 13, options), IDENTIFIER);
		case ']E4':
			return shifted(readItem(data, 8, options), IDENTIFIER);
		case ']d1':
		case ']Q1':
		case ']J0':
			return { kind: 'plain', text: data };
		default:
			return new Fault('symbology_identifier_unsupported', 0);
	}
}

function readMessage(data: string, options: Options): Elements | Fault {
	const caret = data.indexOf('^');
	return caret < 0 ? readFnc1(data, GROUP_SEPARATOR, options) : new Fault('illegal_caret', caret);
}

/** The symbol itself is the companion of whatever is over it. */
function readItem(data: string, length: number, options: Options): Scan | Fault {
	const bar = data.indexOf(COMPOSITE);
	const digits = bar < 0 ? data : data.slice(0, bar);
	if (digits.length < length) return new Fault('value_too_short', digits.length);
	if (digits.length > length) return new Fault('value_too_long', length);
	const gtin = parseGtin(digits);
	if (gtin instanceof Fault) return gtin;
	if (bar < 0) return { kind: 'item', gtin: gtin.gtin14, elements: [] };
	const from = bar + COMPOSITE.length;
	const elements = shifted(readMessage(data.slice(from), { ...options, requisites: false }), from);
	return elements instanceof Fault ? elements : { kind: 'item', gtin: gtin.gtin14, elements: elements.all };
}
