/** What a brand may know: brand-analytics-service. */
import { read, send } from './http.ts';
import type { Insights } from './insights-shapes.ts';

export type * from './insights-shapes.ts';

export const VIEWS = ['summary', 'products', 'regions', 'series'] as const;
export type View = (typeof VIEWS)[number];
export type Step = 'day' | 'week' | 'month';

/** What is asked for; without days the service takes the last 28 released ones. */
export interface Question {
	from?: string | undefined;
	to?: string | undefined;
	gtin?: string | null | undefined;
	by?: Step | undefined;
}

/** The question as a query, in one order, so that the file and the screen ask the same. */
export function queryOf({ from, to, gtin, by }: Question): string {
	const stated = Object.entries({ from, to, gtin, by }).filter((entry): entry is [string, string] => !!entry[1]);
	return stated.length === 0 ? '' : `?${new URLSearchParams(stated)}`;
}

export async function readInsights(view: View, question: Question): Promise<Insights> {
	return read<Insights>(await send(`/brand/insights/${view}${queryOf(question)}`));
}

/** The same columns as a file. */
export function csvHref(view: View, question: Question): string {
	const query = queryOf(question);
	return `/api/v1/brand/insights.csv${query === '' ? '?' : `${query}&`}view=${view}`;
}
