import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generated } from './generated.ts';

const files = await generated();

it.each(files)('$path is what its source makes of it; else run `npm run generate`', ({ path, text }) => {
	expect(readFileSync(path, 'utf8') === text).toBe(true);
});
