import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LabelFact, Level, Reason, Verdict } from '#lib/api/health.ts';
import { ApiError } from '#lib/api/http.ts';
import { headline, leftUnknown, MARKS, sourceOf, valueOf, worstFirst } from './card.ts';
import { VerdictFeed, withoutVerdict } from './verdict.svelte.ts';

const problem = (status: number, slug = 'x') => new ApiError({ type: `https://x/${slug}`, title: slug, status });
const stated = (value: unknown, source: LabelFact['source'] = 'open_food_facts'): LabelFact => ({
	path: '/label',
	source,
	value
});
const reason = (rule: string, level: Level): Reason => ({ rule, level, fact: stated(null), text: rule });
const verdict = (level: Level, parts: Partial<Verdict> = {}): Verdict => ({
	verdictId: 'v',
	gtin: '0',
	verdict: level,
	policyVersion: '2026-11',
	computedAt: '2026-11-22T10:00:00Z',
	labelVersion: 1,
	profileVersion: 1,
	checks: [],
	reasons: [],
	unknowns: [],
	...parts
});
const unknown = (rule: string) => ({ rule, path: '/label' });

describe('a verdict’s card', () => {
	it('puts the worst first, and leaves the rest in its order', () => {
		const reasons = [reason('a', 'be_careful'), reason('b', 'avoid'), reason('c', 'be_careful'), reason('d', 'avoid')];
		expect(worstFirst(reasons).map(({ rule }) => rule)).toEqual(['b', 'd', 'a', 'c']);
	});

	it('says what is not stated once', () => {
		const unknowns = [unknown('a'), unknown('b'), unknown('b')];
		expect(leftUnknown({ reasons: [reason('a', 'be_careful')], unknowns })).toEqual(['b']);
	});

	it('counts the reasons of its own level, and what is not stated', () => {
		const reasons = [reason('a', 'avoid'), reason('b', 'be_careful')];
		expect(headline(verdict('avoid', { reasons, unknowns: [unknown('c')] }))).toEqual({
			kind: 'counted',
			level: 'avoid',
			reasons: 1,
			unstated: 1
		});
	});

	it('says that too little is known when nothing else speaks against it', () => {
		const reasons = [reason('a', 'be_careful')];
		expect(headline(verdict('be_careful', { reasons, unknowns: [unknown('a')] })).kind).toBe('too_little');
		expect(headline(verdict('be_careful', { unknowns: [unknown('a')] })).kind).toBe('too_little');
		expect(headline(verdict('be_careful', { reasons })).kind).toBe('counted');
	});

	it('tells how many rules were checked when all is well', () => {
		const checks = [{ rule: 'a' }, { rule: 'b' }];
		expect(headline(verdict('good_for_you', { checks }))).toEqual({ kind: 'checked', rules: 2 });
	});

	it('quotes words and numbers, and never takes unknown for a statement', () => {
		const value = (words: unknown) => valueOf(stated(words));
		expect([value('caglio'), value(0), value(['a', 'b'])]).toEqual(['caglio', 0, 'a, b']);
		expect([value(null), value(undefined), value('unknown'), value({}), value([])]).toEqual(Array(5).fill(null));
	});

	it('names no source where nobody states anything', () => {
		expect(sourceOf(stated(null, 'unstated'))).toBeNull();
		expect(sourceOf(stated('x', 'brand'))?.verification).toBe('brand_verified');
	});
});

describe('the three verdicts', () => {
	const source = readFileSync('src/lib/components/VerdictMark.svelte', 'utf8');

	it('have a silhouette each, so that no colour is needed', () => {
		const shapes = [...source.matchAll(/class="shape"([^/]*)\/>/g)].map(([, drawn]) => drawn);
		expect(new Set(shapes).size).toBe(Object.keys(MARKS).length);
	});

	it.each(['en', 'it', 'de'])('have a word each in %s', (language) => {
		const words = JSON.parse(readFileSync(`src/lib/i18n/messages/${language}.json`, 'utf8')) as Record<string, string>;
		expect(new Set(Object.keys(MARKS).map((level) => words[`verdict.${level}`])).size).toBe(3);
	});
});

describe('asking for a verdict', () => {
	it('ends with one', async () => {
		const feed = new VerdictFeed('0', () => Promise.resolve(verdict('avoid')));
		await feed.ask('en');
		expect([feed.state.kind, feed.busy]).toEqual(['shown', false]);
	});

	it('counts the newest question only', async () => {
		const release: (() => void)[] = [];
		const feed = new VerdictFeed('0', (_, language) =>
			new Promise<void>((done) => release.push(done)).then(() => ({ ...verdict('avoid'), verdictId: language }))
		);
		const both = [feed.ask('en'), feed.ask('de')];
		release[1]!();
		release[0]!();
		await Promise.all(both);
		expect(feed.state).toMatchObject({ kind: 'shown', verdict: { verdictId: 'de' } });
	});

	it.each([
		[403, 'consent-required', { kind: 'none', why: 'consent' }],
		[409, 'no-health-profile', { kind: 'none', why: 'profile' }],
		[503, 'label-unavailable', { kind: 'failed', why: 'label' }],
		[503, 'consent-unknown', { kind: 'failed', why: 'unconfirmed' }],
		[404, 'unknown-product', { kind: 'absent' }],
		[0, 'offline', { kind: 'failed', why: 'connection' }],
		[429, 'too-many-requests', { kind: 'failed', why: 'busy' }],
		[500, 'internal', { kind: 'failed', why: 'other' }]
	])('says why there is none: %i %s', (status, slug, state) => {
		expect(withoutVerdict(problem(status, slug))).toEqual(state);
	});
});
