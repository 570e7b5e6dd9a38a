import { readWaste, type Period, type Waste } from '#lib/api/fridge.ts';
import { hindranceOf, type Hindrance } from './outcome.ts';
import { rangeOf, type Range, type Span } from './waste.ts';

export type WasteState =
	{ kind: 'loading' } | { kind: 'failed'; why: Hindrance } | { kind: 'shown'; waste: Waste; range: Range };

type Read = (from: string, to: string, by: Period) => Promise<Waste>;

/** The ledger of a span; the newest question counts, and the last answer stays until the next. */
export class WasteView {
	state = $state.raw<WasteState>({ kind: 'loading' });
	busy = $state(false);
	readonly #read: Read;
	#asked = 0;

	constructor(read: Read = readWaste) {
		this.#read = read;
	}

	async ask(span: Span, today: string): Promise<void> {
		const mine = ++this.#asked;
		const range = rangeOf(span, today);
		this.busy = true;
		if (this.state.kind === 'failed') this.state = { kind: 'loading' };
		const next = await this.#answer(range);
		if (mine !== this.#asked) return;
		this.state = next;
		this.busy = false;
	}

	async #answer(range: Range): Promise<WasteState> {
		try {
			return { kind: 'shown', waste: await this.#read(range.from, range.to, range.by), range };
		} catch (error) {
			return { kind: 'failed', why: hindranceOf(error) };
		}
	}
}
