import { describe, expect, it } from 'vitest';
import europe from './outline/europe.json' with { type: 'json' };
import world from './outline/world.json' with { type: 'json' };
import { labelsFor, shortName } from './labels.ts';
import { pathIn, type Outline } from './outlines.ts';
import { frameAround, place, spread, trail, type Spot } from './project.ts';

const size = { width: 360, height: 220 };
const spot = (name: string, latitude: number, longitude: number, number = 1): Spot => ({
	number,
	name,
	latitude,
	longitude
});
const milano = spot('Milano', 45.46, 9.19);
const paestum = spot('Paestum', 40.42, 15, 2);

describe('the window of the map', () => {
	it.each([[[milano]], [[milano, paestum]], [[spot('China', 35, 103), spot('Chile', -33, -70)]], [[milano, milano]]])(
		'holds every spot with room around it',
		(spots) => {
			const frame = frameAround(spots, size);
			for (const { x, y } of spots.map((each) => place(each, frame))) {
				expect(x).toBeGreaterThanOrEqual(40);
				expect(x).toBeLessThanOrEqual(size.width - 40);
				expect(y).toBeGreaterThanOrEqual(40);
				expect(y).toBeLessThanOrEqual(size.height - 40);
			}
		}
	);

	it('has north above and east to the right', () => {
		const frame = frameAround([milano, paestum], size);
		const [north, south] = [place(milano, frame), place(paestum, frame)];
		expect(north.y).toBeLessThan(south.y);
		expect(north.x).toBeLessThan(south.x);
	});

	it('draws only the land in sight', () => {
		const frame = frameAround([milano], size);
		const path = pathIn(europe as unknown as Outline, frame, size);
		expect(path).toMatch(/^M/);
		expect(path.length).toBeLessThan(JSON.stringify(europe).length / 2);
	});
});

describe('the outlines', () => {
	it.each([europe, world])('never run across the whole map', ({ unitsPerDegree, shapes }) => {
		const steps = (shapes as Outline['shapes']).flatMap(([, , , , path]) =>
			[...path.slice(path.indexOf('l') + 1).matchAll(/(-?\d+)[ ]?(-?\d+)/g)].map(([, dx]) => Math.abs(Number(dx)))
		);
		expect(Math.max(...steps) / unitsPerDegree).toBeLessThan(90);
	});
});

describe('discs', () => {
	it('in one place are pushed apart', () => {
		const points = spread(
			[
				{ x: 10, y: 10 },
				{ x: 10, y: 10 },
				{ x: 12, y: 10 }
			],
			25
		);
		for (const [i, a] of points.entries()) {
			for (const b of points.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(24);
		}
	});

	it('are joined by one line in their order', () => {
		expect(
			trail([
				{ x: 0, y: 0 },
				{ x: 10, y: 0 },
				{ x: 20, y: 0 }
			])
		).toBe('M0 0Q5 -1.2 10 0Q15 -1.2 20 0');
	});
});

describe('names on the map', () => {
	it('are towns, without who works there', () => {
		expect(shortName('Dairy, Capua (Caserta)')).toBe('Capua');
		expect(shortName('Milano')).toBe('Milano');
	});

	it('never cover a disc or each other, and stand once', () => {
		const spots = [milano, { ...milano, number: 2 }, spot('Monza', 45.58, 9.27, 3)];
		const points = spread(
			[
				{ x: 100, y: 100 },
				{ x: 100, y: 100 },
				{ x: 104, y: 96 }
			],
			25
		);
		const labels = labelsFor(spots, points, size);
		expect(labels.map(({ text }) => text)).toEqual(['Milano', 'Monza']);
	});

	it('are left out where there is no room', () => {
		expect(
			labelsFor([spot('A name that is longer than the whole map is wide', 0, 0)], [{ x: 180, y: 100 }], size)
		).toEqual([]);
	});
});
