/** What an insight page is about: its days, its product, and what is known of the releases. Pure. */
import type { ProductRow } from '#lib/api/brand.ts';
import type { Days, Insights, Metric, Step } from '#lib/api/insights.ts';
import { isMetric } from './insights.ts';
import { isSpan, rangeOf, type Span } from './range.ts';

export interface Choice {
	span: Span;
	gtin: string | null;
	/** A second product, where two are compared. */
	other: string | null;
	metric: Metric | null;
	by: Step;
}

const STEPS: readonly Step[] = ['day', 'week', 'month'];
const gtinIn = (value: string | null) => (value !== null && /^\d{14}$/.test(value) ? value : null);

/** What stands in the address; what makes no sense there is as if it were not. */
export function choiceIn(search: Pick<URLSearchParams, 'get'>): Choice {
	const [span, metric, by] = [search.get('span'), search.get('metric'), search.get('by')];
	return {
		span: isSpan(span) ? span : '28d',
		gtin: gtinIn(search.get('gtin')),
		other: gtinIn(search.get('other')),
		metric: isMetric(metric) ? metric : null,
		by: STEPS.find((step) => step === by) ?? 'day'
	};
}

/** The address of a choice: what goes without saying is left out. */
export function searchOf({ span, gtin, other, metric, by }: Choice): string {
	const parts = Object.entries({
		span: span === '28d' ? null : span,
		gtin,
		other,
		metric,
		by: by === 'day' ? null : by
	}).filter((entry): entry is [string, string] => entry[1] !== null);
	return parts.length === 0 ? '' : `?${new URLSearchParams(parts)}`;
}

export interface Scene {
	choice: Choice;
	range: Days;
	through: string;
	k: number;
	products: readonly ProductRow[];
}

/** Nothing before the first release. */
export function sceneOf(choice: Choice, released: Insights, products: readonly ProductRow[]): Scene | null {
	const { releasedThrough: through, k } = released;
	return through === null || k === null ? null : { choice, range: rangeOf(choice.span, through), through, k, products };
}

/** What a product is called; its number when nobody has named it. */
export function nameOf(products: readonly ProductRow[], gtin: string): string {
	return products.find((product) => product.gtin === gtin)?.name ?? gtin;
}
