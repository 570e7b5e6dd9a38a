/** The outlines that only the pages of brands show. */
import { icons } from '../icons.ts';

const brand = {
	pin: 'M12 21s-6.5-6.2-6.5-11a6.5 6.5 0 0 1 13 0c0 4.8-6.5 11-6.5 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
	upload: 'M12 16V4.5M7.5 9L12 4.5 16.5 9M5 20h14',
	code: 'M4.5 4.5h5.5v5.5H4.5zM14 4.5h5.5v5.5H14zM4.5 14h5.5v5.5H4.5zM14 14h2v2h-2zM18 18h1.5v1.5H18zM14 19.5h1M19.5 14v1',
	print: 'M7 9V4h10v5M7 17H4.5V9.5h15V17H17M7 14h10v6H7z',
	link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.2 1.2M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2'
};

export type BrandIconName = keyof typeof brand;

Object.assign(icons, brand);
