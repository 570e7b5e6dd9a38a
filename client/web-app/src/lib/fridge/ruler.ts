/** The freshness ruler: two weeks, a tick a day, a tall one each week. */
export const TICKS = 14;

/** How many days of the ruler are left; `null` for what is not within it. */
export function ticksLeft(daysLeft: number): number | null {
	return daysLeft >= 0 && daysLeft <= TICKS ? daysLeft : null;
}

export interface Tick {
	full: boolean;
	tall: boolean;
}

export function ticks(left: number): Tick[] {
	return Array.from({ length: TICKS }, (_, i) => ({ full: i < left, tall: i % 7 === 0 }));
}
