import { readHealthProfile, readVerdicts, type Goal, type VerdictOrProblem } from '#lib/api/health.ts';
import { ApiError } from '#lib/api/http.ts';
import type { Eco, Product } from '#lib/api/types.ts';
import { withoutVerdict, type VerdictState } from '#lib/health/verdict.svelte.ts';
import { PassportFeed, readerOf } from '#lib/passport/feed.svelte.ts';

/** A product that is compared, and how far it is read. */
export interface Compared {
	gtin: string;
	feed: PassportFeed;
}

export function productOf({ feed: { view } }: Compared): Product | null {
	return view.kind === 'passport' && view.passport.product.status === 'loaded' ? view.passport.product.data : null;
}

export function ecoOf({ feed: { view } }: Compared): Eco | null {
	return view.kind === 'passport' && view.passport.eco.status === 'loaded' ? view.passport.eco.data : null;
}

export interface CompareDoor {
	feed(gtin: string): PassportFeed;
	verdicts(gtins: readonly string[], language: string): Promise<VerdictOrProblem[]>;
	goals(): Promise<readonly Goal[]>;
}

const DOOR: CompareDoor = {
	feed: (gtin) => new PassportFeed(gtin, readerOf(gtin, null), null),
	verdicts: readVerdicts,
	goals: async () => (await readHealthProfile())?.profile.goals ?? []
};

/** Two or three products side by side; for somebody with a profile also what they mean to them. */
export class Comparison {
	compared = $state.raw<readonly Compared[]>([]);
	verdicts = $state.raw<Readonly<Record<string, VerdictState>>>({});
	goals = $state.raw<readonly Goal[]>([]);
	readonly #door: CompareDoor;
	#question = 0;

	constructor(door = DOOR) {
		this.#door = door;
	}

	/** Follows these products; those that were compared before are not read anew. */
	choose(gtins: readonly string[]): void {
		const before = this.compared;
		const next = gtins.map((gtin) => before.find((one) => one.gtin === gtin) ?? this.#followed(gtin));
		before.filter((one) => !next.includes(one)).forEach(({ feed }) => feed.stop());
		this.compared = next;
	}

	stop(): void {
		this.choose([]);
	}

	#followed(gtin: string): Compared {
		const feed = this.#door.feed(gtin);
		void feed.follow();
		return { gtin, feed };
	}

	/** Asks what all of them mean for the person; the newest question counts. */
	async judge(language: string): Promise<void> {
		const gtins = this.compared.map(({ gtin }) => gtin);
		const question = ++this.#question;
		if (gtins.length === 0) return;
		const verdicts = await this.#verdicts(gtins, language);
		if (question === this.#question) this.verdicts = verdicts;
	}

	/** Goals are marked where they can be read; without them the comparison stands as it is. */
	async mark(): Promise<void> {
		try {
			this.goals = await this.#door.goals();
		} catch {
			this.goals = [];
		}
	}

	async #verdicts(gtins: readonly string[], language: string): Promise<Record<string, VerdictState>> {
		try {
			const items = await this.#door.verdicts(gtins, language);
			return Object.fromEntries(items.map((item) => [item.gtin, stateOf(item)]));
		} catch (error) {
			return Object.fromEntries(gtins.map((gtin) => [gtin, withoutVerdict(error)]));
		}
	}
}

function stateOf(item: VerdictOrProblem): VerdictState {
	return 'verdictId' in item ? { kind: 'shown', verdict: item } : withoutVerdict(new ApiError(item));
}
