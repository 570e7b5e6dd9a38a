import { readFileSync } from 'node:fs';
import { feature } from 'topojson-client';
import { presimplify, simplify } from 'topojson-simplify';
import type { GeometryCollection, Objects, Topology } from 'topojson-specification';

/** The two maps: Europe close up, the world when a journey leaves it. Natural Earth, public domain, through world-atlas. */
const MAPS = {
	europe: { file: 'countries-50m.json', unitsPerDegree: 40, tolerance: 0.004, box: [-26, 32, 52, 72] },
	world: { file: 'countries-110m.json', unitsPerDegree: 8, tolerance: 0.1, box: [-200, -60, 200, 84] }
} as const;

type Position = readonly number[];
type Box = readonly [west: number, south: number, east: number, north: number];

/** One map as JSON: its scale, and for each coast or country its box and its path, in Mercator units. */
export function outline(name: keyof typeof MAPS): string {
	const { file, unitsPerDegree, tolerance, box } = MAPS[name];
	const project = ([lon, lat]: Position): [number, number] => [
		Math.round(lon! * unitsPerDegree),
		Math.round(-mercator(lat!) * unitsPerDegree)
	];
	const shapes = ringsOf(file, tolerance)
		.map(unwrapped)
		.filter((ring) => touches(ring, box))
		.map((ring) => shape(clip(ring, box).map(project)))
		.filter((shape) => shape !== null);
	return `${JSON.stringify({ unitsPerDegree, shapes })}\n`;
}

/** Degrees of latitude as degrees of a Mercator map. */
function mercator(latitude: number): number {
	return (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI;
}

function ringsOf(file: string, tolerance: number): Position[][] {
	const atlas = JSON.parse(readFileSync(`node_modules/world-atlas/${file}`, 'utf8')) as Topology<Objects<object>>;
	const topology = simplify(presimplify(atlas), tolerance);
	const countries = feature(topology, topology.objects.countries as GeometryCollection);
	return countries.features.flatMap(({ geometry }) => {
		if (geometry.type === 'Polygon') return geometry.coordinates;
		return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : [];
	});
}

/** A coast that crosses 180° goes on beyond it, instead of running back across the whole map. */
function unwrapped(ring: Position[]): Position[] {
	let before = ring[0]![0]!;
	return ring.map(([lon, lat]) => {
		before = lon! + 360 * Math.round((before - lon!) / 360);
		return [before, lat!];
	});
}

function touches(ring: Position[], [west, south, east, north]: Box): boolean {
	return ring.some(([lon, lat]) => lon! > west && lon! < east && lat! > south && lat! < north);
}

/** Pulls what lies far outside to the box's edge: it is never in sight, and need not be exact. */
function clip(ring: Position[], [west, south, east, north]: Box): Position[] {
	return ring.map(([lon, lat]) => [Math.min(Math.max(lon!, west), east), Math.min(Math.max(lat!, south), north)]);
}

/** `[minX, minY, maxX, maxY, path]`, or nothing for an islet of a few units. */
function shape(points: [number, number][]): [number, number, number, number, string] | null {
	const steps = points.filter(([x, y], i) => i === 0 || x !== points[i - 1]![0] || y !== points[i - 1]![1]);
	const xs = steps.map(([x]) => x);
	const ys = steps.map(([, y]) => y);
	const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
	if (steps.length < 4 || box[2] - box[0] + box[3] - box[1] < 8) return null;
	return [...box, path(steps)];
}

function path(points: [number, number][]): string {
	const [first, ...rest] = points;
	let [x, y] = first!;
	const lines = rest.map(([nextX, nextY]) => {
		const step = `${nextX - x} ${nextY - y}`;
		[x, y] = [nextX, nextY];
		return step;
	});
	return `M${first![0]} ${first![1]}l${lines.join(' ').replaceAll(' -', '-')}z`;
}
