import { ApiError } from '#lib/api/http.ts';
import { decide, listConsents, type Consent, type Purpose } from '#lib/api/person.ts';

/** What the person allows; a switch is never ahead of the server. */
export type ConsentsState = { kind: 'loading' } | { kind: 'failed' } | { kind: 'shown'; consents: readonly Consent[] };

/** What came of a decision. */
export type Decision = 'done' | 'outdated' | 'failed';

export interface ConsentsDoor {
	list(language: string): Promise<Consent[]>;
	decide(purpose: Purpose, granted: boolean, textVersion: string, language: string): Promise<Consent>;
}

const DOOR: ConsentsDoor = { list: listConsents, decide };

export class Consents {
	state = $state.raw<ConsentsState>({ kind: 'loading' });
	/** The purpose whose decision is under way. */
	busy = $state.raw<Purpose | null>(null);
	/** Counts decisions: each is a new entry of the history. */
	decided = $state(0);
	readonly #door: ConsentsDoor;

	constructor(door = DOOR) {
		this.#door = door;
	}

	async load(language: string): Promise<void> {
		try {
			this.state = { kind: 'shown', consents: await this.#door.list(language) };
		} catch {
			if (this.state.kind !== 'shown') this.state = { kind: 'failed' };
		}
	}

	of(purpose: Purpose): Consent | null {
		if (this.state.kind !== 'shown') return null;
		return this.state.consents.find((consent) => consent.purpose === purpose) ?? null;
	}

	/** Says yes to the text that was shown; when there is a newer one, that one has to be read first. */
	async grant(purpose: Purpose, language: string): Promise<Decision> {
		return this.#decide(purpose, true, language);
	}

	/** Says no. Nobody has to read a newer text for that. */
	async withdraw(purpose: Purpose, language: string): Promise<Decision> {
		const first = await this.#decide(purpose, false, language);
		return first === 'outdated' ? this.#decide(purpose, false, language) : first;
	}

	async #decide(purpose: Purpose, granted: boolean, language: string): Promise<Decision> {
		const version = this.of(purpose)?.current.version;
		if (version === undefined || this.busy !== null) return 'failed';
		this.busy = purpose;
		try {
			this.#put(await this.#door.decide(purpose, granted, version, language));
			this.decided += 1;
			return 'done';
		} catch (error) {
			return await this.#refused(error, purpose, language);
		} finally {
			this.busy = null;
		}
	}

	/** The refusal brings the words that are to be read; without them the list is asked again. */
	async #refused(error: unknown, purpose: Purpose, language: string): Promise<Decision> {
		if (!(error instanceof ApiError) || error.slug !== 'consent-text-outdated') return 'failed';
		const [consent, current] = [this.of(purpose), textOf(error.problem)];
		if (consent !== null && current !== null) this.#put({ ...consent, current });
		else await this.load(language);
		return 'outdated';
	}

	#put(consent: Consent): void {
		if (this.state.kind !== 'shown') return;
		const consents = this.state.consents.map((old) => (old.purpose === consent.purpose ? consent : old));
		this.state = { kind: 'shown', consents };
	}
}

function textOf(problem: { [member: string]: unknown }): Consent['current'] | null {
	const { version, text } = (problem.current ?? {}) as Partial<Consent['current']>;
	return typeof version === 'string' && typeof text === 'string' ? { version, text } : null;
}
