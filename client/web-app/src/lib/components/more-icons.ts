/** The outlines that the scan page can do without. Every other page imports this, with the rest of its words. */
import { icons } from './icons.ts';

const more = {
	back: 'M14.5 6l-6 6 6 6',
	share: 'M12 15V3.5M8 7l4-3.5L16 7M7 11H5.5v9h13v-9H17',
	flag: 'M6 21V4M6 5h12l-2.5 4L18 13H6',
	retry: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 3.5V8H15',
	calendar: 'M5 6h14v14H5zM5 10.5h14M9 3.5V8M15 3.5V8',
	check: 'M5 12.5l4.5 4.5L19 7.5',
	next: 'M9.5 6l6 6-6 6',
	sprout: 'M4 20h16M12 20v-9M12 13c0-3-2-5-6-5 0 3.5 2 5 6 5zM12 11c0-3 2-5 6-5 0 3.5-2 5-6 5z',
	factory: 'M4 20V10l5 3v-3l5 3V5h4l2 15zM8 17h.01M12 17h.01M16 17h.01',
	package: 'M5 8h14v12H5zM5 8l2-4h10l2 4M10 12h4',
	truck:
		'M3 6h11v10H3zM14 9.5h4l3 3.5v3h-7M7 19a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 7 19zM17 19a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 17 19z',
	store:
		'M4.5 10v10h15V10M3.5 8l2-4h13l2 4c0 2.5-4 2.5-4.25 0 0 2.5-4.25 2.5-4.25 0 0 2.5-4.25 2.5-4.25 0 0 2.5-4.25 2.5-4.25 0zM9.5 20v-5.5h5V20',
	bin: 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10 11v5.5M14 11v5.5',
	download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14',
	list: 'M9 6h11M9 12h11M9 18h11M4.5 6v.01M4.5 12v.01M4.5 18v.01',
	lock: 'M6 10.5h12V20H6zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5',
	clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
	shield: 'M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM9 12l2.2 2.2L15 10',
	plus: 'M12 5v14M5 12h14',
	bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10.5 18.5a1.5 1.5 0 0 0 3 0',
	more: 'M6 12v.01M12 12v.01M18 12v.01',
	snow: 'M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9M9.8 4.8L12 7l2.2-2.2M9.8 19.2L12 17l2.2 2.2M4.5 11l3-.8-.8-3M19.5 13l-3 .8.8 3M4.5 13l3 .8-.8 3M19.5 11l-3-.8.8-3',
	drop: 'M12 3.5c3.5 4 5.5 7 5.5 10a5.5 5.5 0 0 1-11 0c0-3 2-6 5.5-10z',
	gift: 'M4.5 11h15v9.5h-15zM3.5 7.5h17V11h-17zM12 7.5v13M12 7.5C10.5 3.5 6.5 3 6.5 5.3c0 1.7 2.5 2.2 5.5 2.2M12 7.5c1.5-4 5.5-4.5 5.5-2.2 0 1.7-2.5 2.2-5.5 2.2',
	pencil: 'M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM13.5 7.5l3 3',
	undo: 'M8.5 5L4.5 9l4 4M4.5 9h9a5 5 0 0 1 0 10H10',
	part: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 3v18M12 12h9',
	copy: 'M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4'
};

export type MoreIconName = keyof typeof more;

Object.assign(icons, more);
