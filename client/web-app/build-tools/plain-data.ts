import type { Plugin } from 'vite';

/**
 * Kit reads what its own server sends by a library for rich values (dates, maps, cycles). This app is static and has no
 * such server: in the browser plain JSON does, and the library stays out of the first view.
 */
export default function plainData(): Plugin {
	return {
		name: 'packytrace-plain-data',
		enforce: 'pre',
		applyToEnvironment: ({ name }) => name === 'client',
		resolveId: { filter: { id: /^devalue$/ }, handler: () => PLAIN },
		load: { filter: { id: /^\0packytrace-plain-data$/ }, handler: () => ({ code: CODE, moduleType: 'js' }) }
	};
}

const PLAIN = '\0packytrace-plain-data';
const CODE = `
const none = () => { throw new Error('this app has no server of kit’s: see build-tools/plain-data.ts'); };
export const stringify = (value) => JSON.stringify(value);
export const parse = (text) => JSON.parse(text);
export const unflatten = none;
export const stringifyAsync = none;
export const uneval = none;
export class DevalueError extends Error {}
`;
