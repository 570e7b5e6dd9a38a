import type { Scan } from '#lib/api/types.ts';

let waiting: Scan | null = null;

/** Leaves a fresh scan for the page that opens next, which then need not fetch it. */
export function leave(scan: Scan): void {
	waiting = scan;
}

/** Takes the scan that was left under this id, once. */
export function take(scanId: string | null): Scan | null {
	const scan = waiting?.scanId === scanId ? waiting : null;
	waiting = null;
	return scan;
}
