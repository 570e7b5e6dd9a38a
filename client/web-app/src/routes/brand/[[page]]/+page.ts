import { error } from '@sveltejs/kit';
import { PAGES } from '#lib/brand/pages.ts';

export const prerender = true;

export function entries(): { page?: string }[] {
	return Object.keys(PAGES).map((page) => (page === '' ? {} : { page }));
}

export async function load({ params }) {
	const open = Object.hasOwn(PAGES, params.page ?? '') ? PAGES[params.page ?? ''] : undefined;
	if (open === undefined) error(404);
	return { Page: (await open()).default };
}
