import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

import announcer from './build-tools/announcer.ts';
import builtVersion from './build-tools/built-version.ts';
import firstWords, { reached } from './build-tools/first-words.ts';
import plainData from './build-tools/plain-data.ts';
import shell from './build-tools/shell.ts';
import version from './build-tools/version.ts';

/** What every page needs, in one file: a dozen small ones compress worse. Kit's entry stays apart, it loads the rest. */
const shared = reached(['src/routes/+layout.svelte']);
const isShared = (id: string) =>
	shared.has(id) ||
	(/\/node_modules\/(svelte|@sveltejs|esm-env|devalue|clsx)\//.test(id) && !/client\/(client-)?entry\.js$/.test(id));

export default defineConfig({
	plugins: [
		announcer(),
		builtVersion(),
		firstWords(),
		plainData(),
		sveltekit({
			adapter: shell({ pages: 'build', fallback: 'shell.html', route: '/product/[gtin]' }),
			// Absolute addresses: the shell answers at paths of any depth.
			paths: { relative: false },
			version: { name: version(), pollInterval: 0 }
		})
	],
	build: { rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'app', test: isShared }] } } } },
	test: { include: ['src/**/*.test.ts', 'build-tools/**/*.test.ts'] }
});
