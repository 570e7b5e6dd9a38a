import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';

/** The same sources give the same version, so that builds can be compared. */
export default function version(): string {
	const sources = readdirSync('src', { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => `${entry.parentPath}/${entry.name}`);
	const hash = createHash('sha256');
	for (const file of ['package-lock.json', ...sources.sort()]) hash.update(readFileSync(file));
	return hash.digest('hex').slice(0, 12);
}
