import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

import announcer from './build-tools/announcer.ts';
import firstWords from './build-tools/first-words.ts';
import shell from './build-tools/shell.ts';
import version from './build-tools/version.ts';

export default defineConfig({
	plugins: [
		announcer(),
		firstWords(),
		sveltekit({
			adapter: shell({ pages: 'build', fallback: 'shell.html', route: '/product/[gtin]' }),
			// Absolute addresses: the shell answers at paths of any depth.
			paths: { relative: false },
			version: { name: version(), pollInterval: 0 }
		})
	],
	test: { include: ['src/**/*.test.ts', 'build-tools/**/*.test.ts'] }
});
