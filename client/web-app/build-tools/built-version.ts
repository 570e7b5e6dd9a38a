import type { Plugin } from 'vite';

/**
 * Kit's client reads its version from what the page handed to its entry, and so has to load after it. Here both lie in one
 * file (see vite.config.ts) and it would read nothing: every error would look like an old version, and reload for ever.
 */
export default function builtVersion(): Plugin {
	return {
		name: 'packytrace-built-version',
		enforce: 'pre',
		apply: 'build',
		transform: {
			filter: { id: /runtime\/app\/env\/client\.js$/ },
			handler(code) {
				const handed = 'version = payload.version';
				if (!code.includes(handed)) this.error("kit's version has changed: look at build-tools/built-version.ts");
				return { code: code.replace(handed, 'version = __SVELTEKIT_APP_VERSION__'), map: null };
			}
		}
	};
}
