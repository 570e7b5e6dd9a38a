import type { Frame, Size } from './project.ts';

/** A map as build-tools/outline.ts writes it. */
export interface Outline {
	unitsPerDegree: number;
	shapes: [minX: number, minY: number, maxX: number, maxY: number, path: string][];
}

/** What Europe's close-up covers, in Mercator degrees. */
const EUROPE = { west: -26, east: 52, north: -105, south: -34 };

/** The map that shows this window best; fetched only when there is something to show on it. */
export async function outlineFor(frame: Frame, size: Size): Promise<Outline> {
	const east = frame.x + size.width / frame.scale;
	const south = frame.y + size.height / frame.scale;
	const inEurope = frame.x > EUROPE.west && east < EUROPE.east && frame.y > EUROPE.north && south < EUROPE.south;
	const file = inEurope ? await import('./outline/europe.json') : await import('./outline/world.json');
	return file.default as unknown as Outline;
}

/** One path of every shape that reaches into the window. */
export function pathIn(outline: Outline, frame: Frame, { width, height }: Size): string {
	const units = outline.unitsPerDegree;
	const [west, north] = [frame.x * units, frame.y * units];
	const [east, south] = [west + (width / frame.scale) * units, north + (height / frame.scale) * units];
	return outline.shapes
		.filter(([minX, minY, maxX, maxY]) => maxX > west && minX < east && maxY > north && minY < south)
		.map(([, , , , path]) => path)
		.join('');
}
