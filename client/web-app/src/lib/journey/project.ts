/** Puts places on a small Mercator map and draws the line between them. Pure. */

export interface Spot {
	/** The step's number in the list, from 1. */
	number: number;
	name: string;
	latitude: number;
	longitude: number;
}

export interface Size {
	width: number;
	height: number;
}

/** A window on the map, in Mercator degrees: its left top corner and the picture's points per degree. */
export interface Frame {
	x: number;
	y: number;
	scale: number;
}

export interface Point {
	x: number;
	y: number;
}

/** The least that a map shows, so that one place still has its country around it. */
const LEAST_SPAN = 7;
const MARGIN = 44;

/** Degrees on a Mercator map; y grows to the south, as in a picture. */
export function mercator({ latitude, longitude }: Pick<Spot, 'latitude' | 'longitude'>): Point {
	const limited = Math.max(-80, Math.min(84, latitude));
	return { x: longitude, y: (-Math.log(Math.tan(Math.PI / 4 + (limited * Math.PI) / 360)) * 180) / Math.PI };
}

/** The window in which every spot is seen, with a margin. */
export function frameAround(spots: readonly Spot[], { width, height }: Size): Frame {
	const points = spots.map(mercator);
	const [west, east] = reach(points.map(({ x }) => x));
	const [north, south] = reach(points.map(({ y }) => y));
	const spanX = Math.max(east - west, LEAST_SPAN);
	const spanY = Math.max(south - north, (LEAST_SPAN * height) / width);
	const scale = Math.min((width - 2 * MARGIN) / spanX, (height - 2 * MARGIN) / spanY);
	return { x: (west + east - width / scale) / 2, y: (north + south - height / scale) / 2, scale };
}

function reach(values: number[]): [number, number] {
	return [Math.min(...values), Math.max(...values)];
}

/** Where a spot stands in the picture. */
export function place(spot: Spot, frame: Frame): Point {
	const { x, y } = mercator(spot);
	return { x: (x - frame.x) * frame.scale, y: (y - frame.y) * frame.scale };
}

/** Pushes discs apart that would cover each other; the order of the spots decides who moves. */
export function spread(points: readonly Point[], distance: number): Point[] {
	const placed: Point[] = [];
	for (const { x, y } of points) {
		let spot = { x, y };
		for (let turn = 1; placed.some((other) => near(other, spot, distance)) && turn < 24; turn++) {
			const angle = (turn * Math.PI) / 4;
			const away = distance * Math.ceil(turn / 8);
			spot = { x: x + Math.cos(angle) * away, y: y + Math.sin(angle) * away };
		}
		placed.push(spot);
	}
	return placed;
}

function near(a: Point, b: Point, distance: number): boolean {
	return Math.hypot(a.x - b.x, a.y - b.y) < distance - 0.5;
}

/** One bowed line through all points. */
export function trail(points: readonly Point[]): string {
	const [first, ...rest] = points;
	if (first === undefined) return '';
	let from = first;
	const arcs = rest.map((to) => {
		const middle = { x: (from.x + to.x) / 2 + (to.y - from.y) * 0.12, y: (from.y + to.y) / 2 - (to.x - from.x) * 0.12 };
		from = to;
		return `Q${round(middle.x)} ${round(middle.y)} ${round(to.x)} ${round(to.y)}`;
	});
	return `M${round(first.x)} ${round(first.y)}${arcs.join('')}`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
