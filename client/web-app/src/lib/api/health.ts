/** The signed-in person's health profile, and what a product means for them: personalization-service. */

import type {
	FactView,
	HealthProfile as Published,
	ReasonView,
	Verdict as Answer
} from './generated-personalization.ts';
import { ApiError, done, once, read, send } from './http.ts';
import type { Problem } from './types.ts';

export type { Diet, Goal, Intolerance, Level, Nutrient as GoalNutrient, Traces } from './generated-personalization.ts';

/** Every list is there when it is read, and sent; without `traces` the published rules decide what they mean. */
export type HealthProfile = Required<Published>;

/** What stands on the label: words or a number; `null` when nobody states it. */
export type LabelFact = Omit<FactView, 'value'> & { value: unknown };
export type Reason = Omit<ReasonView, 'fact'> & { fact: LabelFact };
export type Verdict = Omit<Answer, 'reasons'> & { reasons: Reason[] };

const EMPTY: HealthProfile = { allergies: [], intolerances: [], diets: [], avoidIngredients: [], goals: [] };

/** An answer for one of several products: its verdict, or why there is none. */
export type VerdictOrProblem = Verdict | (Problem & { gtin: string });

export interface Kept {
	profile: HealthProfile;
	etag: string | null;
}

async function kept(response: Response): Promise<Kept> {
	return { profile: { ...EMPTY, ...(await read<Published>(response)) }, etag: response.headers.get('etag') };
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
