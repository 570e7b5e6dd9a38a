import type { Ai, Span } from './ai.ts';
import { Fault, type ErrorCode } from './fault.ts';
import type { Place } from './percent.ts';

/** An AI and its value: text, never a number. */
export interface Element {
	readonly ai: string;
	readonly value: string;
	/** Where it stood in a link. */
	readonly in?: Place;
}

/** The elements of a code, with what is known of each at the same index. */
export class Elements {
	readonly all: Element[] = [];
	readonly ais: Ai[] = [];
	/** Where each value starts: an error is reported there. */
	readonly starts: number[] = [];

	push(ai: Ai, element: Element, start: number): void {
		this.all.push(element);
		this.ais.push(ai);
		this.starts.push(start);
	}

	fault(code: ErrorCode, index: number): Fault {
		return new Fault(code, this.starts[index] ?? 0, this.ais[index]?.code);
	}
}

/** An AI is no companion of itself. */
function holds(ais: readonly Ai[], [low, high]: Span, but: number): boolean {
	for (const { id } of ais) {
		if (id >= low && id <= high && id !== but) return true;
	}
	return false;
}

function clashes(ais: readonly Ai[], ai: Ai): boolean {
	for (const span of ai.excludes) {
		if (holds(ais, span, ai.id)) return true;
	}
	return false;
}

function isWhole(ais: readonly Ai[], group: readonly Span[], but: number): boolean {
	for (const span of group) {
		if (!holds(ais, span, but)) return false;
	}
	return true;
}

function meets(ais: readonly Ai[], groups: readonly (readonly Span[])[], but: number): boolean {
	for (const group of groups) {
		if (isWhole(ais, group, but)) return true;
	}
	return false;
}

function lacks(ais: readonly Ai[], { id, requires }: Ai): boolean {
	for (const groups of requires) {
		if (!meets(ais, groups, id)) return true;
	}
	return false;
}

/** A digital signature (8030) needs the serial component of a GDTI, GCN or GRAI. */
function unserialised({ all, ais }: Elements): number {
	if (!ais.some(({ code }) => code === '8030')) return -1;
	const serialised = ['253', '255', '8003'];
	return all.findIndex(({ ai, value }, index) => serialised.includes(ai) && value.length === ais[index]?.min);
}

/** The rules in GS1's order; `requisites`: whether a missing companion is a fault. */
export function checkPairing(elements: Elements, requisites: boolean): Fault | undefined {
	const { ais } = elements;
	for (let index = 0; index < ais.length; index += 1) {
		const ai = ais[index];
		if (ai && clashes(ais, ai)) return elements.fault('ai_exclusive', index);
	}
	for (let index = 0; requisites && index < ais.length; index += 1) {
		const ai = ais[index];
		if (ai && lacks(ais, ai)) return elements.fault('ai_requires', index);
	}
	const unsigned = unserialised(elements);
	return unsigned < 0 ? undefined : elements.fault('serial_component_required', unsigned);
}

/** Labels read one after another repeat an AI, but never with another value. */
export function checkRepeated(elements: Elements): Fault | undefined {
	const { all } = elements;
	const repeated = all.findIndex(({ ai, value }, index) =>
		all.slice(0, index).some((other) => other.ai === ai && other.value !== value)
	);
	return repeated < 0 ? undefined : elements.fault('ai_repeat_conflict', repeated);
}
