/** The signed-in person's health profile, and what a product means for them: personalization-service. */

import { ApiError, done, once, read, send } from './http.ts';
import type { Allergen, Problem } from './types.ts';

export type Traces = 'avoid' | 'careful' | 'ignore';
export type Intolerance = 'lactose' | 'gluten' | 'fructose' | 'sorbitol' | 'histamine';
export type Diet = 'vegan' | 'vegetarian' | 'pescatarian' | 'halal' | 'kosher_style';
export type GoalNutrient =
	'energy_kj' | 'energy_kcal' | 'fat' | 'saturated_fat' | 'carbohydrates' | 'sugars' | 'fibre' | 'protein' | 'salt';

/** Per 100 g or 100 ml; at least one bound. */
export interface Goal {
	nutrient: GoalNutrient;
	atLeast?: number;
	atMost?: number;
}

export interface HealthProfile {
	/** Without `traces` the published rules decide what they mean. */
	allergies: { allergen: Allergen; traces?: Traces }[];
	intolerances: Intolerance[];
	diets: Diet[];
	avoidIngredients: string[];
	goals: Goal[];
}

export type Level = 'good_for_you' | 'be_careful' | 'avoid';
export type FactSource = 'brand' | 'open_food_facts' | 'agribalyse' | 'unstated';

/** What stands on the label; its path is a JSON pointer into the product. */
export interface LabelFact {
	path: string;
	value?: unknown;
	source?: FactSource | null;
	asOf?: string | null;
}

export interface Reason {
	/** Such as `allergy.milk`. */
	rule: string;
	level: Level;
	fact: LabelFact;
	/** In the language that was asked for. */
	text: string;
}

export interface Verdict {
	verdictId: string;
	gtin: string;
	verdict: Level;
	policyVersion: string;
	computedAt: string;
	labelVersion: number;
	reasons: Reason[];
	/** What no source states. */
	unknowns: { rule: string; path: string }[];
	/** Rules that found nothing against the product. */
	checks?: { rule: string }[];
	/** The label is an older one, because the newest could not be asked for. */
	stale?: { labelAsOf?: string | null } | null;
}

/** An answer for one of several products: its verdict, or why there is none. */
export type VerdictOrProblem = Verdict | (Problem & { gtin: string });

export interface Kept {
	profile: HealthProfile;
	etag: string | null;
}

async function kept(response: Response): Promise<Kept> {
	return { profile: await read<HealthProfile>(response), etag: response.headers.get('etag') };
}

/** `null` before the first one is saved. */
export async function readHealthProfile(): Promise<Kept | null> {
	try {
		return await kept(await send('/health-profile'));
	} catch (error) {
		if (error instanceof ApiError && error.slug === 'no-health-profile') return null;
		throw error;
	}
}

/** Saves over the version that was read; the first one has none. */
export async function saveHealthProfile(profile: HealthProfile, etag: string | null): Promise<Kept> {
	const headers: Record<string, string> = etag === null ? {} : { 'if-match': etag };
	return kept(await once('PUT', '/health-profile', profile, headers));
}

/** A profile that is gone already is as good as deleted. */
export async function deleteHealthProfile(etag: string | null): Promise<void> {
	const headers: Record<string, string> = etag === null ? {} : { 'if-match': etag };
	const response = await once('DELETE', '/health-profile', undefined, headers);
	if (response.status !== 404) await done(response);
}

export async function readVerdict(gtin: string, language: string, signal?: AbortSignal): Promise<Verdict> {
	const init: RequestInit = { headers: { 'accept-language': language }, ...(signal ? { signal } : {}) };
	return read<Verdict>(await send(`/products/${encodeURIComponent(gtin)}/verdict`, init));
}

/** In the order in which they were asked for. */
export async function readVerdicts(gtins: readonly string[], language: string): Promise<VerdictOrProblem[]> {
	const response = await once('POST', '/verdicts', { gtins }, { 'accept-language': language });
	return (await read<{ items: VerdictOrProblem[] }>(response)).items;
}
