import { expect, it } from 'vitest';
import type { Recall } from '#lib/api/types.ts';
import { readable } from './from-brand.ts';

const recall = (of: Recall['of'], language?: string): Recall => ({
	of,
	href: `https://b.example/${of}-${language ?? 'any'}`,
	...(language && { language })
});
const seen = (all: readonly Recall[], reader: string) =>
	readable(all, reader, ({ of }) => of).map(({ href }) => href.slice(18));

it('shows a notice in the reader’s language instead of its translations', () => {
	const all = [recall('lot', 'it'), recall('lot', 'de-AT'), recall('lot')];
	expect(seen(all, 'de')).toEqual(['lot-de-AT', 'lot-any']);
});

it('shows a notice in any language before it shows none', () => {
	const all = [recall('lot', 'it'), recall('product', 'de')];
	expect(seen(all, 'de')).toEqual(['lot-it', 'product-de']);
	expect(seen(all, 'en')).toEqual(['lot-it', 'product-de']);
});
