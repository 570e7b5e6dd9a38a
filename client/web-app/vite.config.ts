import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

import announcer from './build-tools/announcer.ts';
import version from './build-tools/version.ts';

export default defineConfig({
	plugins: [
		announcer(),
		sveltekit({
			adapter: adapter({ fallback: 'shell.html', precompress: true }),
			// Absolute addresses: the shell answers at paths of any depth.
			paths: { relative: false },
			version: { name: version(), pollInterval: 0 }
		})
	],
	test: { include: ['src/**/*.test.ts', 'build-tools/**/*.test.ts'] }
});
