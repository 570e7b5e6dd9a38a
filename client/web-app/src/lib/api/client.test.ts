import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, findProducts, readScan, recordScan, report } from './client.ts';

type Answer = () => Response | Promise<Response>;

/** A network that answers in order and remembers what it was asked. */
function network(...answers: Answer[]) {
	const asked: Request[] = [];
	vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
		asked.push(new Request(new URL(path, 'http://localhost'), init));
		const answer = answers.shift();
		if (answer === undefined) throw new Error('nobody expected this request');
		return Promise.resolve().then(answer);
	});
	return asked;
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => {
	return () =>
		new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
};
const lost: Answer = () => Promise.reject(new TypeError('network'));
const signal = new AbortController().signal;

afterEach(() => vi.unstubAllGlobals());

describe('recording a scan', () => {
	it('sends what was typed, with a key of its own and the header that other sites cannot send', async () => {
		const asked = network(json(201, { scanId: '1' }), json(201, { scanId: '2' }));
		await recordScan('96385074', 'typed');
		await recordScan('96385074', 'typed');
		expect(await asked[0]!.json()).toEqual({ raw: '96385074', entry: 'typed' });
		expect(asked[0]!.headers.get('x-packytrace')).toBe('1');
		expect(asked[0]!.headers.get('idempotency-key')).not.toBe(asked[1]!.headers.get('idempotency-key'));
	});

	it('is sent again under the same key when the answer is lost', async () => {
		const asked = network(lost, json(201, { scanId: '1' }));
		await expect(recordScan('96385074', 'typed')).resolves.toEqual({ scanId: '1' });
		expect(asked[1]!.headers.get('idempotency-key')).toBe(asked[0]!.headers.get('idempotency-key'));
	});

	it('is sent again when the browser was erased: the refusal brought another visitor', async () => {
		const erased = { type: 'https://packytrace.example/problems/visitor-erased', title: 'x', status: 410 };
		const asked = network(json(410, erased), json(201, { scanId: '1' }));
		await expect(recordScan('96385074', 'typed')).resolves.toEqual({ scanId: '1' });
		expect(await asked[1]!.json()).toEqual({ raw: '96385074', entry: 'typed' });
		network(json(410, erased), json(410, erased));
		await expect(recordScan('96385074', 'typed')).rejects.toMatchObject({ status: 410, slug: 'visitor-erased' });
		network(json(410, { ...erased, type: 'https://packytrace.example/problems/account-erased' }));
		await expect(recordScan('96385074', 'typed')).rejects.toMatchObject({ slug: 'account-erased' });
	});

	it('hands the problem on when the code is refused', async () => {
		network(json(400, { type: 'https://packytrace.example/problems/invalid-code', title: 'x', status: 400, at: 7 }));
		const refusal = await recordScan('1', 'typed').catch((error: unknown) => error);
		expect(refusal).toBeInstanceOf(ApiError);
		expect(refusal).toMatchObject({ status: 400, slug: 'invalid-code', problem: { at: 7 } });
	});
});

describe('reading a scan', () => {
	it('waits only when it has something to compare with', async () => {
		const asked = network(json(200, { scanId: '1' }, { etag: '"1"' }), () => new Response(null, { status: 304 }));
		const first = await readScan('1', null, signal);
		expect(first).toEqual({ value: { scanId: '1' }, etag: '"1"' });
		expect(await readScan('1', '"1"', signal)).toBeNull();
		expect(asked.map(({ headers }) => [headers.get('prefer'), headers.get('if-none-match')])).toEqual([
			[null, null],
			['wait=10', '"1"']
		]);
	});

	it('keeps an odd id inside its segment of the path', async () => {
		const asked = network(json(200, {}));
		await readScan('../x', null, signal);
		expect(new URL(asked[0]!.url).pathname).toBe('/api/v1/scans/..%2Fx');
	});
});

describe('whatever is asked', () => {
	it('a network that does not answer is a problem with status 0', async () => {
		network(lost);
		await expect(findProducts('tofu', 5)).rejects.toMatchObject({ status: 0 });
	});

	it('an answer that is no problem document keeps its status', async () => {
		network(() => new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } }));
		await expect(findProducts('tofu', 5)).rejects.toMatchObject({ status: 502 });
	});

	it('a report without a comment sends none', async () => {
		const asked = network(() => new Response(null, { status: 202 }));
		await report('09521234500018', 'unknown_product', '');
		expect(await asked[0]!.json()).toEqual({ reason: 'unknown_product' });
	});
});
