/** What every insight page starts from: how far numbers are released, and the brand's products. */
import { listProducts, type ProductRow } from '#lib/api/brand.ts';
import { readInsights, type Insights } from '#lib/api/insights.ts';
import { Loaded } from './loaded.svelte.ts';

export interface Start {
	released: Insights;
	products: ProductRow[];
}

async function start(): Promise<Start> {
	// Numbers are worth showing without names, too.
	const [released, products] = await Promise.all([readInsights('summary', {}), listProducts().catch(() => [])]);
	return { released, products };
}

export class Released extends Loaded<Start> {
	load(): Promise<void> {
		return this.ask(start);
	}
}
