import type { Ai } from './ai.ts';
import { Fault, type ErrorCode } from './fault.ts';

/** Of one AI in a code: what pairing has to know. */
export interface Present {
	readonly ai: Ai;
	readonly value: string;
	/** Where an error is reported. */
	readonly at: number;
}

/** `pattern`: digits, then perhaps `n` for any digit. An AI is no companion of itself. */
function holds(all: readonly Present[], pattern: string, but: string): boolean {
	const open = pattern.indexOf('n');
	return all.some(({ ai: { code } }) => {
		if (code === but || code.length !== pattern.length) return false;
		return open < 0 ? code === pattern : code.startsWith(pattern.slice(0, open));
	});
}

function clashes(all: readonly Present[], { code, excludes }: Ai): boolean {
	return excludes.some((pattern) => holds(all, pattern, code));
}

function lacks(all: readonly Present[], { code, requires }: Ai): boolean {
	const whole = (group: readonly string[]): boolean => group.every((pattern) => holds(all, pattern, code));
	return requires.some((groups) => !groups.some(whole));
}

/** Labels read one after another repeat an AI, but never with another value. */
function differs(all: readonly Present[], one: Present, index: number): boolean {
	return all.slice(0, index).some((other) => other.ai === one.ai && other.value !== one.value);
}

/** A digital signature (8030) needs the serial component of a GDTI, GCN or GRAI. */
function isUnserialised({ ai, value }: Present): boolean {
	return (ai.code === '253' || ai.code === '255' || ai.code === '8003') && value.length === ai.min;
}

function fault({ ai, at }: Present, code: ErrorCode): Fault {
	return new Fault(code, at, ai.code);
}

/** The rules in GS1's order; `requisites`: whether a missing companion is a fault. */
export function checkPairing(all: readonly Present[], requisites: boolean): Fault | undefined {
	const exclusive = all.find(({ ai }) => clashes(all, ai));
	if (exclusive) return fault(exclusive, 'ai_exclusive');
	const lacking = requisites ? all.find(({ ai }) => lacks(all, ai)) : undefined;
	if (lacking) return fault(lacking, 'ai_requires');
	const unsigned = all.some(({ ai }) => ai.code === '8030') ? all.find(isUnserialised) : undefined;
	if (unsigned) return fault(unsigned, 'serial_component_required');
	const repeated = all.find((one, index) => differs(all, one, index));
	return repeated && fault(repeated, 'ai_repeat_conflict');
}
