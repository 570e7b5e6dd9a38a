import type { Embedded } from '#lib/api/types.ts';
import { readTyped, type Fault } from './typed.ts';

/** A code that was opened as an address and could not be read. */
export interface RefusedCode {
	raw: string;
	fault: Fault | null;
}

/** What the server said about it, else what we find ourselves. */
export async function refusedCode(block: Embedded | null, raw: string): Promise<RefusedCode> {
	if (block?.kind === 'invalid_code')
		return { raw: block.raw, fault: { raw: block.raw, reason: block.reason, at: block.at } };
	const typed = await readTyped(raw);
	return { raw, fault: typed.kind === 'fault' ? typed.fault : null };
}
