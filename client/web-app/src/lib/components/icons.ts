import type { BrandIconName } from './brand/brand-icons.ts';
import type { MoreIconName } from './more-icons.ts';

/** Outlines on a 24 × 24 grid, one weight, round ends: those of the first view. `more-icons.ts` adds the others. */
const first = {
	scan: 'M4 8V6a2 2 0 0 1 2-2h2M16 4h2a2 2 0 0 1 2 2v2M20 16v2a2 2 0 0 1-2 2h-2M8 20H6a2 2 0 0 1-2-2v-2M4 12h16',
	fridge: 'M7 3.5h10v17H7zM7 10h10M9.5 6v1.5M9.5 12.5V15',
	compare: 'M4 5h6.5v14H4zM13.5 5H20v14h-6.5zM6 9h2.5M6 12.5h2.5M15.5 9H18M15.5 12.5H18',
	person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6',
	chart: 'M4 20.5h16M7 20.5V13M12 20.5V4M17 20.5V9',
	box: 'M12 3.5l8 4v9l-8 4-8-4v-9zM4 7.5l8 4 8-4M12 11.5v9',
	bread:
		'M4 18v-5c-1-1-1-2-1-2.5A4.5 4.5 0 0 1 7.5 6h9A4.5 4.5 0 0 1 21 10.5c0 .5 0 1.5-1 2.5v5zM8 10l1.5 2.5M12 9.5l1.5 2.5M16 9.5l1 2',
	cheese: 'M3.5 12L14 5.5a6 6 0 0 1 6.5 6V19h-17zM3.5 12h17M8.5 15.5v.01M14.5 16v.01',
	bottle: 'M10 3h4M10.5 3v4.5L8 11v9.5h8V11l-2.5-3.5V3M8 14.5h8',
	fruit:
		'M12 8c-2-2-7-1.5-7 4 0 5 3.5 8.5 5.5 8.5.7 0 1-.5 1.5-.5s.8.5 1.5.5c2 0 5.5-3.5 5.5-8.5 0-5.5-5-6-7-4zM12 8c0-2 1-4 3-4.5',
	info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 7.5v.01',
	logo: 'M7.5 12.5l3.2 3.2 6-7',
	close: 'M6 6l12 12M18 6L6 18'
};

export type IconName = keyof typeof first | MoreIconName | BrandIconName;

export const icons: Partial<Record<IconName, string>> = first;
