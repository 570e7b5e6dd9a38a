import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
	{
		ignores: [
			'.svelte-kit/',
			'build/',
			'src/lib/i18n/keys.ts',
			'src/lib/i18n/brand-keys.ts',
			'src/lib/api/generated*.ts'
		]
	},
	js.configs.recommended,
	...ts.configs.strict,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			// TypeScript knows which names exist.
			'no-undef': 'off',
			'@typescript-eslint/no-non-null-assertion': 'off',
			// Links of our own are plain paths; the app has no base path.
			'svelte/no-navigation-without-resolve': 'off',
			'max-lines': ['error', 400],
			complexity: ['error', 12]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser } }
	},
	// Built from a table that a test compares with the library in Rust.
	{ files: ['src/lib/gs1/**'], rules: { complexity: 'off', 'max-lines': 'off' } }
);
