import {
	deleteHealthProfile,
	readHealthProfile,
	saveHealthProfile,
	type HealthProfile,
	type Kept
} from '#lib/api/health.ts';
import { ApiError } from '#lib/api/http.ts';
import { draftOf, emptyDraft, faultyBounds, profileOf, sameDraft, withWordAdded, type Draft } from './draft.ts';

/** What there is to edit. */
export type EditorState =
	| { kind: 'loading' }
	/** The person has not agreed, or no longer does. */
	| { kind: 'refused' }
	/** Agreed, and nothing saved yet. */
	| { kind: 'none' }
	| { kind: 'failed' }
	| { kind: 'ready' };

/** What came of saving; whatever it is, what was entered stays. */
export type Saving =
	| { kind: 'quiet' }
	| { kind: 'saving' }
	| { kind: 'saved' }
	/** Saved elsewhere meanwhile: the fresh one is shown, one's own can be put back. */
	| { kind: 'stale' }
	| { kind: 'faulty'; details: readonly string[] }
	| { kind: 'refused' }
	| { kind: 'failed' };

export interface ProfileDoor {
	read(): Promise<Kept | null>;
	save(profile: HealthProfile, etag: string | null): Promise<Kept>;
	remove(etag: string | null): Promise<void>;
}

const DOOR: ProfileDoor = { read: readHealthProfile, save: saveHealthProfile, remove: deleteHealthProfile };
const isStale = (error: unknown) => error instanceof ApiError && [412, 428].includes(error.status);

/** One person's profile while it is edited; in memory only. */
export class ProfileEditor {
	state = $state.raw<EditorState>({ kind: 'loading' });
	draft = $state.raw<Draft>(emptyDraft());
	saving = $state.raw<Saving>({ kind: 'quiet' });
	readonly #door: ProfileDoor;
	#kept = $state.raw<Draft>(emptyDraft());
	#etag: string | null = null;
	#isNew = true;
	#mine: Draft | null = null;

	constructor(door = DOOR) {
		this.#door = door;
	}

	/** Whether something would be lost. */
	get changed(): boolean {
		return !sameDraft(this.draft, this.#kept);
	}

	/** Nothing has been saved yet. */
	get isNew(): boolean {
		return this.#isNew;
	}

	/** Reads what is kept; a draft with changes is not touched. */
	async load(): Promise<void> {
		if (this.state.kind === 'ready' && this.changed) return;
		if (this.state.kind === 'failed') this.state = { kind: 'loading' };
		try {
			this.#take(await this.#door.read());
		} catch (error) {
			this.state = { kind: isRefusal(error) ? 'refused' : 'failed' };
		}
	}

	/** Begins with nothing ticked. */
	begin(): void {
		if (this.state.kind !== 'ready') this.state = { kind: 'ready' };
	}

	edit(draft: Draft): void {
		this.draft = draft;
		if (this.saving.kind !== 'saving') this.saving = { kind: 'quiet' };
	}

	/** Saves; says whether it is kept now. */
	async save(): Promise<boolean> {
		if (this.saving.kind === 'saving') return false;
		this.draft = withWordAdded(this.draft);
		if (this.draft.word !== '' || faultyBounds(this.draft).length > 0) {
			this.saving = { kind: 'faulty', details: [] };
			return false;
		}
		this.saving = { kind: 'saving' };
		try {
			this.#take(await this.#door.save(profileOf(this.draft), this.#etag));
			this.saving = { kind: 'saved' };
			return true;
		} catch (error) {
			await this.#notSaved(error);
			return false;
		}
	}

	/** One's own changes again, over what was saved elsewhere. */
	putBack(): void {
		if (this.#mine !== null) this.edit(this.#mine);
		this.#mine = null;
	}

	/** Deletes the profile; one that was changed elsewhere, too. */
	async remove(): Promise<boolean> {
		try {
			await this.#removed();
			this.draft = this.#kept = emptyDraft();
			this.#etag = null;
			this.#isNew = true;
			this.state = { kind: 'none' };
			return true;
		} catch {
			return false;
		}
	}

	async #removed(): Promise<void> {
		try {
			await this.#door.remove(this.#etag);
		} catch (error) {
			if (!isStale(error)) throw error;
			await this.#door.remove((await this.#door.read())?.etag ?? null);
		}
	}

	async #notSaved(error: unknown): Promise<void> {
		if (isStale(error)) return this.#refresh();
		if (isRefusal(error)) this.saving = { kind: 'refused' };
		else if (error instanceof ApiError && error.status === 400)
			this.saving = { kind: 'faulty', details: details(error) };
		else this.saving = { kind: 'failed' };
	}

	async #refresh(): Promise<void> {
		const mine = this.draft;
		try {
			this.#take(await this.#door.read());
			this.#mine = mine;
			this.saving = { kind: 'stale' };
		} catch {
			this.saving = { kind: 'failed' };
		}
	}

	#take(kept: Kept | null): void {
		this.draft = this.#kept = kept === null ? emptyDraft() : draftOf(kept.profile);
		this.#etag = kept?.etag ?? null;
		this.#isNew = kept === null;
		this.state = kept === null ? { kind: 'none' } : { kind: 'ready' };
	}
}

function isRefusal(error: unknown): boolean {
	return error instanceof ApiError && error.slug === 'consent-required';
}

function details({ problem }: ApiError): string[] {
	return (problem.errors ?? []).map((fault) => fault.detail);
}

let last: { accountId: string; editor: ProfileEditor } | null = null;

/** The person's editor: with unsaved changes it waits in memory while other pages are looked at. */
export function editorOf(accountId: string): ProfileEditor {
	if (last?.accountId !== accountId || !last.editor.changed) last = { accountId, editor: new ProfileEditor() };
	return last.editor;
}
