/** Where bars stand and how far scales go. Pure. */
import { nice, ticks } from 'd3-array';
import { scaleBand, type ScaleBand } from 'd3-scale';
import { countOf, type Point } from './insights.ts';

export const HEIGHT = 190;
/** Room for numbers left, and for a value above the highest bar. */
export const MARGIN = { left: 34, right: 4, top: 22, bottom: 40 } as const;

export interface Axes {
	x: ScaleBand<string>;
	y: (value: number) => number;
	ticks: number[];
	bottom: number;
	/** Every how many periods are named. */
	every: number;
}

/** Scales for these series; a hatched box has to fit, too. */
export function axesFor(series: readonly (readonly Point[])[], width: number, k: number): Axes {
	const days = series[0]?.map(({ from }) => from) ?? [];
	const most = Math.max(k, ...series.flat().map(({ value }) => countOf(value) ?? 0));
	const bottom = MARGIN.top + HEIGHT;
	// A linear scale of d3 brings colours and number formats with it: this is all that bars need.
	const [, top] = nice(0, most, 4);
	const y = (value: number) => bottom - (value / top) * HEIGHT;
	const x = scaleBand(days, [MARGIN.left, width - MARGIN.right])
		.paddingInner(0.28)
		.paddingOuter(0.14);
	const whole = ticks(0, top, 4).filter(Number.isInteger);
	return { x, y, ticks: whole, bottom, every: Math.max(1, Math.ceil(20 / Math.max(x.step(), 1))) };
}

/** Runs of neighbours that are alike, as first and last index. */
export function runsOf(points: readonly Point[], kind: Point['value']['kind']): [number, number][] {
	const runs: [number, number][] = [];
	points.forEach(({ value }, n) => {
		if (value.kind !== kind) return;
		const last = runs.at(-1);
		if (last?.[1] === n - 1) last[1] = n;
		else runs.push([n, n]);
	});
	return runs;
}
