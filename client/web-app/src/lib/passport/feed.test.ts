import { describe, expect, it } from 'vitest';
import { ApiError } from '#lib/api/client.ts';
import type { Passport } from '#lib/api/types.ts';
import { aPassport, GTIN } from '../testing/samples.ts';
import { PassportFeed, type Read, type Reading } from './feed.svelte.ts';
import { viewOf } from './view.ts';

const waiting = aPassport({ eco: { status: 'pending' }, version: 1 });
const failed = aPassport({ eco: { status: 'failed', reason: 'timeout' }, version: 2 });
const whole = aPassport({ version: 3 });
const quick = { giveUpAfter: 2_000, pause: 1 };

/** Answers in order, then "nothing new"; keeps the tags that it was asked with. */
function answering(...answers: (Passport | ApiError | null)[]): { read: Read; tags: (string | null)[] } {
	const tags: (string | null)[] = [];
	const read: Read = (etag) => {
		tags.push(etag);
		const next = answers.shift() ?? null;
		if (next instanceof ApiError) return Promise.reject(next);
		return Promise.resolve(next && reading(next));
	};
	return { read, tags };
}

const reading = (passport: Passport): Reading => ({ passport, scan: null, etag: `"${passport.version}"` });
const problem = (status: number) => new ApiError({ type: 'x', title: 'x', status });

describe('following a passport', () => {
	it('asks nothing when the page came with a whole passport', async () => {
		const { read, tags } = answering();
		await new PassportFeed(GTIN, read, viewOf(whole, null), quick).follow();
		expect(tags).toEqual([]);
	});

	it('waits on the tag of what it has, until every section has its end', async () => {
		const { read, tags } = answering(waiting, null, whole);
		const feed = new PassportFeed(GTIN, read, null, quick);
		await feed.follow();
		expect(feed.view).toEqual(viewOf(whole, null));
		expect(tags).toEqual([null, '"1"', '"1"']);
	});

	it('ends at a product that nobody knows', async () => {
		const { read } = answering(problem(404));
		const feed = new PassportFeed(GTIN, read, null, quick);
		await feed.follow();
		expect(feed.view).toEqual({ kind: 'nobody', gtin: GTIN, scanned: false });
	});

	it('keeps what is shown when a later answer is lost, and asks again', async () => {
		const { read } = answering(waiting, problem(0), problem(503), whole);
		const feed = new PassportFeed(GTIN, read, null, quick);
		await feed.follow();
		expect(feed.view).toEqual(viewOf(whole, null));
	});

	it('calls a section late when nothing comes for too long', async () => {
		const { read } = answering(waiting);
		const feed = new PassportFeed(GTIN, read, null, { giveUpAfter: 20, pause: 1 });
		await feed.follow();
		expect(feed.view).toMatchObject({ passport: { eco: { status: 'failed', reason: 'timeout' } } });
	});

	it('says that nothing could be read when the first answer is lost, and can start again', async () => {
		const { read } = answering(problem(0), whole);
		const feed = new PassportFeed(GTIN, read, null, quick);
		await feed.follow();
		expect(feed.view.kind).toBe('unread');
		await feed.restart();
		expect(feed.view).toEqual(viewOf(whole, null));
	});
});

describe('retrying a section', () => {
	it('asks without a tag and shows what came', async () => {
		const { read, tags } = answering(whole);
		const feed = new PassportFeed(GTIN, read, viewOf(failed, null), quick);
		const retried = feed.retry('eco');
		expect(feed.view).toMatchObject({ passport: { eco: { status: 'pending' } } });
		await retried;
		expect(feed.view).toEqual(viewOf(whole, null));
		expect(tags).toEqual([null]);
	});

	it('ends where it began when the source stays away', async () => {
		const { read } = answering(failed, null, null);
		const feed = new PassportFeed(GTIN, read, viewOf(failed, null), quick);
		await feed.retry('eco');
		expect(feed.view).toEqual(viewOf(failed, null));
	});
});
