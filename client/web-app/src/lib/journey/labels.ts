import type { Point, Size, Spot } from './project.ts';

/** A name beside a disc; `anchor` as in SVG. */
export interface Label {
	number: number;
	text: string;
	x: number;
	y: number;
	anchor: 'start' | 'end' | 'middle';
}

interface Box {
	left: number;
	right: number;
	top: number;
	bottom: number;
}

const DISC = 14;
const GAP = 17;
/** A wide guess: fonts differ, and a name cut off is worse than one left out. */
const CHARACTER = 8.2;

/** The town of a place, without who works there and its province: "Dairy, Capua (Caserta)" → "Capua". */
export function shortName(name: string): string {
	return name
		.replace(/\s*\([^)]*\)/g, '')
		.split(',')
		.at(-1)!
		.trim();
}

/** Names where there is room for them, each once; the list beside the map has them all. */
export function labelsFor(spots: readonly Spot[], points: readonly Point[], size: Size): Label[] {
	const taken: Box[] = points.map(({ x, y }) => ({ left: x - DISC, right: x + DISC, top: y - DISC, bottom: y + DISC }));
	const named = new Set<string>();
	return spots.flatMap(({ name, number }, i) => {
		const text = shortName(name);
		if (named.has(text)) return [];
		const free = candidates(text, number, points[i]!).find(([, box]) => inside(box, size) && !taken.some(hits(box)));
		if (free === undefined) return [];
		named.add(text);
		taken.push(free[1]);
		return [free[0]];
	});
}

/** Right of the disc, left of it, above, below. */
function candidates(text: string, number: number, { x, y }: Point): [Label, Box][] {
	const width = text.length * CHARACTER;
	const at = (anchor: Label['anchor'], x: number, y: number): [Label, Box] => {
		const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
		return [
			{ number, text, x, y, anchor },
			{ left, right: left + width, top: y - 13, bottom: y + 4 }
		];
	};
	return [
		at('start', x + GAP, y + 5),
		at('end', x - GAP, y + 5),
		at('middle', x, y - GAP),
		at('middle', x, y + GAP + 11)
	];
}

function inside({ left, right, top, bottom }: Box, { width, height }: Size): boolean {
	return left > 2 && right < width - 2 && top > 2 && bottom < height - 2;
}

function hits(a: Box): (b: Box) => boolean {
	return (b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}
