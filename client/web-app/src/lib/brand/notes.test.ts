import { describe, expect, it } from 'vitest';
import type { ChangeKind } from '#lib/api/brand.ts';
import { marksOf, notesIn } from './notes.ts';

const RANGE = { from: '2026-11-01', to: '2026-11-20' };
const change = (changedAt: string, ...changes: ChangeKind[]) => ({ changedAt, changes, version: 1, labelVersion: 1 });

describe('notes', () => {
	it('are the changes of these days, in order and numbered', () => {
		const changes = [
			change('2026-11-21T00:00:00Z', 'name'),
			change('2026-11-20T23:59:59Z', 'label', 'allergens'),
			change('2026-11-01T00:00:00Z', 'name'),
			change('2026-10-31T23:59:59Z', 'created')
		];
		expect(notesIn(changes, RANGE)).toEqual([
			{ number: 1, day: '2026-11-01', changes: [['name']] },
			{ number: 2, day: '2026-11-20', changes: [['label', 'allergens']] }
		]);
	});

	it('tell of every change of a day, the first one first', () => {
		const changes = [change('2026-11-14T18:00:00Z', 'label'), change('2026-11-14T09:00:00Z', 'name')];
		expect(notesIn(changes, RANGE)).toEqual([{ number: 1, day: '2026-11-14', changes: [['name'], ['label']] }]);
	});
});

describe('marks', () => {
	const placed = (...xs: number[]) => xs.map((x, n) => ({ number: n + 1, x }));
	const labels = (...xs: number[]) => marksOf(placed(...xs)).map(({ label, x }) => [label, x]);

	it('stand where their notes are', () => {
		expect(labels(100, 140)).toEqual([
			['1', 100],
			['2', 140]
		]);
	});

	it('of neighbours that would cover each other are one', () => {
		expect(labels(100, 106, 300)).toEqual([
			['1–2', 103],
			['3', 300]
		]);
		expect(labels(100, 120, 126)).toEqual([['1–3', 113]]);
	});

	it('never cover each other, and leave no note out', () => {
		for (let step = 0; step < 40; step += 3) {
			const notes = placed(...Array.from({ length: 30 }, (_, n) => n * step + (n % 4) * 5).sort((a, b) => a - b));
			const marks = marksOf(notes);
			expect(marks.flatMap((mark) => mark.notes)).toEqual(notes);
			marks.slice(1).forEach((mark, n) => {
				const before = marks[n]!;
				expect(mark.x - mark.width / 2).toBeGreaterThan(before.x + before.width / 2);
			});
		}
	});
});
