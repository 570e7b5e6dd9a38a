import type { Fact } from '#lib/api/types.ts';

/** The statements behind a part of the product, each once, newest first: those at the path, below it, or else above it. */
export function factsBehind(facts: readonly Fact[], path: string): Fact[] {
	const inside = facts.filter((fact) => fact.path === path || fact.path.startsWith(`${path}/`));
	const chosen = inside.length > 0 ? inside : facts.filter((fact) => path.startsWith(`${fact.path}/`));
	return unique(chosen).sort((a, b) => (b.asOf ?? '').localeCompare(a.asOf ?? ''));
}

function unique(facts: readonly Fact[]): Fact[] {
	const seen = new Map(facts.map((fact) => [`${fact.source} ${fact.verification} ${fact.asOf ?? ''}`, fact]));
	return [...seen.values()];
}

/** Facts by the part of the product that they are about, in order of first mention. */
export function factsByPart(facts: readonly Fact[]): [part: string, facts: Fact[]][] {
	const parts = new Set(facts.map((fact) => partOf(fact.path)));
	return [...parts].map((part) => [part, factsBehind(facts, part)]);
}

/** `/label/nutrition/fibre` → `/label/nutrition`; `/name` stays. */
function partOf(path: string): string {
	const steps = path.split('/').slice(1);
	return `/${steps.slice(0, steps[0] === 'label' ? 2 : 1).join('/')}`;
}
