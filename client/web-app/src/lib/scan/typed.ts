import { today } from '#lib/format.ts';

/** Where and how a code is wrong; `at` counts characters (code points) of what was typed. */
export interface Fault {
	raw: string;
	reason: string;
	at: number | null;
}

/** What was typed: a product's code, words to search for, or a code with a fault. */
export type Typed =
	| { kind: 'empty' }
	| { kind: 'code'; raw: string; gtin: string }
	| { kind: 'words'; query: string }
	| { kind: 'fault'; fault: Fault };

/** Reads on the phone what was typed or pasted, before anything is sent. */
export async function readTyped(input: string): Promise<Typed> {
	const raw = input.trim();
	if (raw === '') return { kind: 'empty' };
	if (looksLikeWords(raw)) return { kind: 'words', query: raw };
	const { parseCode } = await import('#lib/gs1/index.ts');
	const parsed = parseCode(raw, { lenient: true, today: today() });
	if (!parsed.ok) return { kind: 'fault', fault: { raw, reason: parsed.error.reason, at: parsed.error.at } };
	if (parsed.gtin === null) return { kind: 'fault', fault: { raw, reason: 'not_a_gs1_code', at: null } };
	return { kind: 'code', raw, gtin: parsed.gtin };
}

/** Letters, and none of the signs by which links and element strings are told. */
export function looksLikeWords(raw: string): boolean {
	if (/^(https?:|\]|\(\d|\^)/i.test(raw) || raw.includes('://') || raw.includes('\u001d')) return false;
	if (/\/(01|8006|8010|414|00)\//.test(raw)) return false;
	const letters = raw.match(/\p{L}/gu)?.length ?? 0;
	const digits = raw.match(/\d/g)?.length ?? 0;
	return letters >= 2 && (digits < 8 || /\p{L}{3,}\s|\s\p{L}{3,}/u.test(raw));
}
