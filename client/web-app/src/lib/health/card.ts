/** What a verdict's card says, apart from the words. Pure. */
import type { LabelFact, Level, Reason, Verdict } from '#lib/api/health.ts';
import type { Fact } from '#lib/api/types.ts';

const ORDER: readonly Level[] = ['avoid', 'be_careful', 'good_for_you'];
export const MARKS = { good_for_you: 'good', be_careful: 'careful', avoid: 'avoid' } as const;

/** Worst first; of one level as they came. */
export function worstFirst(reasons: readonly Reason[]): Reason[] {
	return reasons.toSorted((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level));
}

/** Rules whose fact nobody states and that no reason speaks of already. */
export function leftUnknown({ unknowns, reasons }: Pick<Verdict, 'unknowns' | 'reasons'>): string[] {
	const told = new Set(reasons.map(({ rule }) => rule));
	return [...new Set(unknowns.map(({ rule }) => rule))].filter((rule) => !told.has(rule));
}

/** The one line under the verdict's word. */
export type Headline =
	/** Every rule was checked and found nothing; 0 = how many is not said. */
	| { kind: 'checked'; rules: number }
	/** All that speaks against it is that too little is stated. */
	| { kind: 'too_little' }
	| { kind: 'counted'; level: 'avoid' | 'be_careful'; reasons: number; unstated: number };

export function headline(verdict: Verdict): Headline {
	const { verdict: level, reasons, unknowns, checks } = verdict;
	const unstated = new Set(unknowns.map(({ rule }) => rule));
	if (level === 'good_for_you') {
		const told = reasons.filter((reason) => reason.level === level).map(({ rule }) => rule);
		return { kind: 'checked', rules: new Set([...checks.map(({ rule }) => rule), ...told]).size };
	}
	const against = reasons.filter((reason) => reason.level === level);
	const found = against.filter(({ rule }) => !unstated.has(rule));
	if (level === 'be_careful' && found.length === 0) return { kind: 'too_little' };
	return { kind: 'counted', level, reasons: found.length || against.length, unstated: unstated.size };
}

/** A label's fact as the source line shows it; `null` when nobody states it. */
export function sourceOf({ path, source, asOf }: LabelFact): Fact | null {
	if (source === 'brand') return { path, source, asOf: asOf ?? null, verification: 'brand_verified' };
	if (source === 'open_food_facts') return { path, source, asOf: asOf ?? null, verification: 'community' };
	if (source === 'agribalyse') return { path, source, asOf: asOf ?? null, verification: 'computed' };
	return null;
}

/** The stated words or number, if any: lists are joined, objects are none. */
export function valueOf({ value }: LabelFact): string | number | null {
	if (typeof value === 'number') return value;
	if (typeof value === 'string') return value === '' || value === 'unknown' ? null : value;
	if (!Array.isArray(value)) return null;
	const words = value.filter((item) => typeof item === 'string');
	return words.length === 0 ? null : words.join(', ');
}

/** Whether a goal of the person was checked. */
export function hasGoals({ reasons, unknowns, checks }: Verdict): boolean {
	return [...reasons, ...unknowns, ...checks].some(({ rule }) => rule.startsWith('goal.'));
}
