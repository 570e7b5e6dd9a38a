/** The pages of a brand by the last part of their address. One route for all: the app's own entry names every route, and everyone loads it. */
import type { Component } from 'svelte';

type Page = () => Promise<{ default: Component }>;

export const PAGES: Readonly<Record<string, Page>> = {
	'': () => import('#lib/components/brand/pages/Insights.svelte'),
	'over-time': () => import('#lib/components/brand/pages/OverTime.svelte'),
	'by-product': () => import('#lib/components/brand/pages/ByProduct.svelte'),
	regions: () => import('#lib/components/brand/pages/Regions.svelte'),
	compare: () => import('#lib/components/brand/pages/Compare.svelte'),
	months: () => import('#lib/components/brand/pages/Months.svelte'),
	products: () => import('#lib/components/brand/products/Products.svelte'),
	product: () => import('#lib/components/brand/pages/Product.svelte'),
	links: () => import('#lib/components/brand/pages/Links.svelte'),
	journeys: () => import('#lib/components/brand/journeys/Journeys.svelte'),
	import: () => import('#lib/components/brand/import/Import.svelte'),
	codes: () => import('#lib/components/brand/codes/Codes.svelte'),
	reports: () => import('#lib/components/brand/reports/Reports.svelte'),
	company: async () => {
		const [page] = await Promise.all([
			import('#lib/components/brand/company/Company.svelte'),
			import('#lib/i18n/company.svelte.ts').then(({ speakCompany }) => speakCompany())
		]);
		return page;
	}
};
