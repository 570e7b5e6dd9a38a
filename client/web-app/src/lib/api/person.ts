/** The signed-in person, consent, and everybody's rights: gateway's session and identity-service. */

import type { Account, Consent, ConsentEntry, Erasure, Purpose, Visitor } from './generated-identity.ts';
import { done, once, read, refusal, send } from './http.ts';

export interface SessionAnswer {
	signedIn: boolean;
	/** A session is there, but sign-in cannot confirm it right now. */
	pending?: boolean;
	account?: { accountId: string | null; displayName: string | null };
	roles?: string[];
	brand?: { brandId: string; name: string } | null;
}

export type { Account, Consent, ConsentEntry, Erasure, Purpose } from './generated-identity.ts';
export type { Visitor as VisitorChoices } from './generated-identity.ts';

export interface PageOf<T> {
	items: T[];
	next?: string | null;
}

export async function readSession(): Promise<SessionAnswer> {
	return read<SessionAnswer>(await send('/session'));
}

/** Ends the session here and at the sign-in service. */
export async function signOut(): Promise<void> {
	const response = await fetch('/auth/logout', {
		method: 'POST',
		headers: { 'x-packytrace': '1' },
		redirect: 'manual'
	});
	// The 303 to `/` is not followed: an opaque redirect is success.
	if (response.type !== 'opaqueredirect') await done(response);
}

export async function readAccount(): Promise<Account> {
	return read<Account>(await send('/account'));
}

/** Wants the mail that confirms the address once more. */
export async function askToVerify(language: string): Promise<void> {
	const headers = { 'accept-language': language };
	await done(await once('POST', '/account/verification-mail', undefined, headers));
}

export async function listConsents(language: string): Promise<Consent[]> {
	const response = await send('/consents', { headers: { 'accept-language': language } });
	return (await read<PageOf<Consent>>(response)).items;
}

/** Says yes or no to the text that was shown, in the language in which it was. */
export async function decide(
	purpose: Purpose,
	granted: boolean,
	textVersion: string,
	language: string
): Promise<Consent> {
	const headers = { 'accept-language': language };
	return read<Consent>(await once('PUT', `/consents/${purpose}`, { granted, textVersion }, headers));
}

/** The ledger, oldest first. */
export async function consentHistory(cursor: string | null): Promise<PageOf<ConsentEntry>> {
	const search = new URLSearchParams({ limit: '100', ...(cursor === null ? {} : { cursor }) });
	return read<PageOf<ConsentEntry>>(await send(`/consents/history?${search}`));
}

export async function readVisitor(): Promise<Visitor> {
	return read<Visitor>(await send('/visitor'));
}

export async function allowMeasurement(allowed: boolean): Promise<void> {
	await done(await once('PUT', '/visitor/measurement', { allowed }));
}

export async function chooseRegion(region: string | null): Promise<void> {
	await done(await once('PUT', '/visitor/region', { region }));
}

export async function startExport(): Promise<string> {
	return (await read<{ exportId: string }>(await once('POST', '/account/exports'))).exportId;
}

/** The document, or `null` while it is gathered. */
export async function readExport(exportId: string, signal: AbortSignal): Promise<Blob | null> {
	const response = await send(`/account/exports/${encodeURIComponent(exportId)}`, { signal });
	if (!response.ok) throw await refusal(response);
	return response.status === 202 ? null : await response.blob();
}

export async function eraseAccount(): Promise<string> {
	return (await read<{ erasureId: string }>(await once('DELETE', '/account'))).erasureId;
}

export async function eraseVisitor(): Promise<string> {
	return (await read<{ erasureId: string }>(await once('DELETE', '/visitor'))).erasureId;
}

export async function readErasure(erasureId: string, signal: AbortSignal): Promise<Erasure> {
	return read<Erasure>(await send(`/erasures/${encodeURIComponent(erasureId)}`, { signal }));
}
