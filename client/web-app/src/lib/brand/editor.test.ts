import { describe, expect, it } from 'vitest';
import type { BrandProduct, ProductEdit } from '#lib/api/brand.ts';
import { ApiError } from '#lib/api/http.ts';
import { answersOf, noToTheRest, statedOf, unanswered } from './answers.ts';
import { counted, found } from './catalog.ts';
import { copiesIn, elementWords, isLot } from './codes.ts';
import { amountOf, draftOf, editOf, faultsOf } from './draft.ts';
import { ProductEditor } from './editor.svelte.ts';
import { formatOf, Importing } from './import.svelte.ts';
import { JourneyDraft } from './journey.svelte.ts';
import { linkOf, LinksDraft } from './links.svelte.ts';
import { refusalsAsCsv } from './refusals.ts';

const PRODUCT: BrandProduct = {
	gtin: '09521234500018',
	name: 'Mozzarella',
	quantity: '125 g',
	imageUrl: null,
	status: 'published',
	completeness: 73,
	faults: [{ pointer: '/label/nutrition/fat', code: 'missing', detail: 'x', severity: 'warning' }],
	updatedAt: '2026-11-20T10:00:00Z',
	version: 7,
	openReports: 0,
	categories: ['en:cheeses'],
	label: {
		ingredients: { status: 'known', language: 'it', text: 'latte, sale', items: [{ name: 'latte' }] },
		allergens: { status: 'known', contains: ['milk'], mayContain: [], freeFrom: ['lactose', 'gluten'] },
		nutrition: { status: 'known', per: '100g', protein: 14, salt: 0 }
	},
	eco: { labels: ['en:organic'] },
	sources: []
};
const refusal = (status: number, slug: string, errors?: { pointer: string; detail: string }[]) =>
	new ApiError({ type: `x/${slug}`, title: slug, status, ...(errors ? { errors } : {}) });

describe('the answers about allergens', () => {
	it('are one for each of the 14, and none while nothing is stated', () => {
		const answers = answersOf(PRODUCT.label.allergens);
		expect(Object.keys(answers)).toHaveLength(14);
		expect([answers.milk, answers.gluten, answers.fish]).toEqual(['contains', 'free', 'no']);
		expect(answersOf(null)).toEqual({});
		expect(answersOf({ status: 'unknown' })).toEqual({});
	});

	it('are all there or none: what is not answered is never sent as “no”', () => {
		expect(unanswered({})).toEqual([]);
		expect(unanswered({ milk: 'contains' })).toHaveLength(13);
		expect(statedOf({}, false)).toBeNull();
		expect(unanswered(noToTheRest({ milk: 'contains' }))).toEqual([]);
	});

	it('go back as they came, what is no allergen included', () => {
		const stated = statedOf(answersOf(PRODUCT.label.allergens), true);
		expect(stated).toEqual({ status: 'known', contains: ['milk'], mayContain: [], freeFrom: ['gluten', 'lactose'] });
	});
});

describe('a product as it is typed', () => {
	it('is sent as it was read when nothing was changed, parts that are not edited here included', () => {
		const edit = editOf(draftOf(PRODUCT), PRODUCT, 'draft');
		expect(edit.label?.nutrition).toEqual({ status: 'known', per: '100g', protein: 14, salt: 0 });
		expect(edit.label?.ingredients?.items).toEqual([{ name: 'latte' }]);
		expect(edit).toMatchObject({ name: 'Mozzarella', eco: PRODUCT.eco, categories: ['en:cheeses'], status: 'draft' });
	});

	it('keeps the brand’s own reading only with the text that it read', () => {
		const edit = editOf({ ...draftOf(PRODUCT), ingredients: 'latte' }, PRODUCT, 'draft');
		expect(edit.label?.ingredients).toEqual({ status: 'known', language: 'it', text: 'latte' });
	});

	it('states nothing that was not typed, and 0 where 0 was typed', () => {
		expect([amountOf(''), amountOf('0'), amountOf(' 0,5 '), amountOf('1.2.3'), amountOf('-1')]).toEqual([
			null,
			0,
			0.5,
			'wrong',
			'wrong'
		]);
		const draft = { ...draftOf(PRODUCT), nutrients: { ...draftOf(PRODUCT).nutrients, fat: 'many' } };
		expect(faultsOf(draft)).toEqual([{ pointer: '/label/nutrition/fat', why: 'number' }]);
	});
});

describe('the editor', () => {
	let editors = 0;
	function open(save: (edit: ProductEdit, etag: string | null) => BrandProduct) {
		let version = 7;
		const saved: unknown[] = [];
		const editor = new ProductEditor(`product ${++editors}`, {
			read: () => Promise.resolve({ value: { ...PRODUCT, version }, etag: `"${version}"` }),
			save: (_, edit, etag) => {
				saved.push([edit.name, etag, edit.status]);
				try {
					const value = save(edit, etag);
					return Promise.resolve({ value, etag: `"${value.version}"` });
				} catch (error) {
					return Promise.reject(error as Error);
				}
			}
		});
		return { editor, saved, elsewhere: () => (version += 1) };
	}

	it('saves over the version that was read, and goes on from the one that was saved', async () => {
		const { editor, saved } = open((edit) => ({ ...PRODUCT, name: edit.name ?? null, version: 8 }));
		await editor.load();
		editor.edit('/name', { name: 'Mozzarella DOP' });
		expect(editor.changed).toBe(true);
		await editor.save('draft');
		expect(editor.outcome).toEqual({ kind: 'saved', status: 'draft', version: 8 });
		expect(editor.changed).toBe(false);
		await editor.save('published');
		expect(saved).toEqual([
			['Mozzarella DOP', '"7"', 'draft'],
			['Mozzarella DOP', '"8"', 'published']
		]);
	});

	it('loses nothing that was typed when somebody else has saved', async () => {
		let stale = true;
		const { editor, saved, elsewhere } = open((edit) => {
			if (stale) throw refusal(412, 'stale');
			return { ...PRODUCT, name: edit.name ?? null, version: 9 };
		});
		await editor.load();
		editor.edit('/name', { name: 'Mine' });
		elsewhere();
		await editor.save('draft');
		expect(editor.outcome).toMatchObject({ kind: 'stale', fresh: { value: { version: 8 } } });
		expect(editor.draft?.name).toBe('Mine');
		editor.keepMine();
		stale = false;
		await editor.save('draft');
		expect(saved.at(-1)).toEqual(['Mine', '"8"', 'draft']);
	});

	it('puts what the server refuses beside its field, until the field is changed', async () => {
		const { editor } = open(() => {
			throw refusal(400, 'invalid-product', [{ pointer: '/label/nutrition/sugars', detail: 'more than carbohydrate' }]);
		});
		await editor.load();
		editor.edit('/label/nutrition/salt', { nutrients: { ...editor.draft!.nutrients, salt: '1' } });
		await editor.save('published');
		expect(editor.outcome).toEqual({ kind: 'refused', details: [] });
		const pointers = () => editor.faults.map(({ pointer }) => pointer);
		expect(pointers()).toEqual(['/label/nutrition/sugars', '/label/nutrition/fat']);
		expect(editor.draft?.nutrients.salt).toBe('1');
		editor.edit('/label/nutrition/sugars', {});
		expect(pointers()).toEqual(['/label/nutrition/fat']);
	});

	it('sends nothing that cannot be meant', async () => {
		const { editor, saved } = open(() => PRODUCT);
		await editor.load();
		editor.edit('/label/allergens', { answers: { milk: 'contains' } });
		await editor.save('draft');
		expect(editor.outcome.kind).toBe('unsendable');
		expect(saved).toEqual([]);
	});

	it('keeps unsaved changes while other pages are looked at', async () => {
		const door = {
			read: () => Promise.resolve({ value: PRODUCT, etag: '"7"' }),
			save: () => Promise.reject(new Error('not asked'))
		};
		const first = new ProductEditor('kept', door);
		await first.load();
		first.edit('/quantity', { quantity: '250 g' });
		const second = new ProductEditor('kept', door);
		await second.load();
		expect(second.draft?.quantity).toBe('250 g');
		expect(second.changed).toBe(true);
	});
});

describe('a journey', () => {
	const step = { kind: 'origin' as const, place: { name: 'Paestum' }, date: '2026-11-17', source: 'brand' as const };
	const JOURNEY = { steps: [step], lots: [], fromEpcis: false, version: 1 };

	it('is saved whole, and its refusal keeps every step', async () => {
		const sent: unknown[] = [];
		const journey = new JourneyDraft('g', 'L1', {
			read: () => Promise.resolve({ value: JOURNEY, etag: '"1"' }),
			save: (_gtin, lot, steps, etag) => {
				sent.push([lot, steps.map(({ kind }) => kind), etag]);
				return Promise.reject(refusal(400, 'invalid-request', [{ pointer: '/steps/1/place/name', detail: 'x' }]));
			},
			upload: () => Promise.reject(new Error('not asked'))
		});
		await journey.load();
		journey.add();
		await journey.save();
		expect(sent).toEqual([['L1', ['origin', 'processing'], '"1"']]);
		expect(journey.outcome).toMatchObject({ kind: 'refused', faults: [{ pointer: '/steps/1/place/name' }] });
		expect(journey.steps).toHaveLength(2);
	});
});

describe('links', () => {
	it('state only what was typed', async () => {
		const links = new LinksDraft('g', {
			read: () => Promise.resolve({ value: { items: [], version: 0 }, etag: null }),
			save: (_gtin, items) => Promise.resolve({ value: { items, version: 1 }, etag: '"1"' })
		});
		await links.load();
		links.add();
		links.edit(links.items[0]!.key, { href: ' https://valdoro.example/ ', language: 'it' });
		await links.save();
		expect(links.outcome.kind).toBe('saved');
		expect(links.items.map(linkOf)).toEqual([
			{ linkType: 'gs1:pip', href: 'https://valdoro.example/', language: 'it' }
		]);
	});

	it('keep what the page does not edit', async () => {
		const link = { linkType: 'gs1:pip', href: 'https://valdoro.example/', mediaType: 'text/html', context: ['pro'] };
		const links = new LinksDraft('g', {
			read: () => Promise.resolve({ value: { items: [link], version: 1 }, etag: '"1"' }),
			save: (_gtin, items) => Promise.resolve({ value: { items, version: 2 }, etag: '"2"' })
		});
		await links.load();
		links.edit(links.items[0]!.key, { title: 'Pasta' });
		expect(links.items.map(linkOf)).toEqual([{ ...link, title: 'Pasta' }]);
	});
});

describe('an import', () => {
	const report = (status: 'running' | 'completed', taken: number) => ({
		importId: 'i',
		allOrNothing: false,
		createdAt: '2026-11-22T12:00:00Z',
		status,
		rows: null,
		taken,
		refusedRows: 0,
		refused: []
	});
	const file = (name: string) => new File(['x'], name);

	it('is followed until it ends, over a lost answer', async () => {
		const answers = [report('running', 1), null, report('completed', 3)];
		const importing = new Importing({
			start: () => Promise.resolve('i'),
			read: () => {
				const next = answers.shift();
				return next ? Promise.resolve(next) : Promise.reject(refusal(0, 'offline'));
			},
			pause: () => Promise.resolve()
		});
		await importing.send(file('products.csv'), false);
		expect(importing.state).toMatchObject({ kind: 'ended', report: { taken: 3 } });
	});

	it('says when the file was not taken, and what it may be', async () => {
		const start = () => Promise.reject(refusal(413, 'too-large'));
		const importing = new Importing({ start });
		await importing.send(file('products.jsonl'), true);
		expect(importing.state).toEqual({ kind: 'refused', detail: 'too-large' });
		await importing.send(file('products.xlsx'), true);
		expect(importing.state).toEqual({ kind: 'unfit' });
		expect([formatOf('A.CSV'), formatOf('a.ndjson'), formatOf('a.json')]).toEqual([
			'text/csv',
			'application/jsonl',
			null
		]);
	});

	it('hands its refusals out as a file in which nothing is computed', () => {
		const rows = [
			{ line: 4, column: 'name', detail: 'has a "quote", and more' },
			{ line: 5, column: '', detail: '=1+1' }
		];
		expect(refusalsAsCsv(rows)).toBe('line,column,detail\r\n4,name,"has a ""quote"", and more"\r\n5,,\'=1+1\r\n');
	});
});

describe('the catalog', () => {
	const rows = [
		{ ...PRODUCT, gtin: '1', completeness: 100, faults: [], name: 'Ricotta' },
		{ ...PRODUCT, gtin: '2', status: 'draft' as const }
	];

	it('shows where work is first', () => {
		expect(found(rows, 'all', '').map(({ gtin }) => gtin)).toEqual(['2', '1']);
		expect(found(rows, 'draft', '')).toHaveLength(1);
		expect(found(rows, 'all', ' RIC')).toHaveLength(1);
	});

	it('counts what is missing apart from what is wrong', () => {
		const faults = [
			...PRODUCT.faults,
			{ pointer: '/x', code: 'energy_mismatch' as const, detail: '', severity: 'error' as const }
		];
		expect(counted({ faults })).toEqual({ errors: 1, doubts: 0, missing: 1 });
	});
});

describe('a printed code', () => {
	it('says beneath what stands in it', () => {
		expect(elementWords('09521234500018', { lot: 'L2611A', expiry: '2026-11-29' })).toBe(
			'(01) 09521234500018 (10) L2611A (17) 261129'
		);
	});

	it('carries only lots that GS1 codes can carry, and sheets have an end', () => {
		expect(['L-1/a', 'L 1', 'é', 'x'.repeat(21), ''].map(isLot)).toEqual([true, false, false, false, false]);
		expect([copiesIn('3'), copiesIn('-2'), copiesIn('x'), copiesIn('9999')]).toEqual([3, 1, 1, 200]);
	});
});
