/** Onboarding: what a new brand has still to do, and what is typed there. Pure. */
import type { BrandPrefix } from '#lib/api/company.ts';
import { ApiError } from '#lib/api/http.ts';

export const STEPS = ['prefix', 'product', 'published', 'printed', 'people'] as const;
export type Step = (typeof STEPS)[number];

/** Where each step is taken. */
export const HREFS: Readonly<Record<Step, string>> = {
	prefix: '#prefixes',
	product: '/brand/products',
	published: '/brand/products',
	printed: '/brand/codes',
	people: '#people'
};

export interface Begun {
	prefixes: readonly BrandPrefix[];
	products: { any: boolean; published: boolean };
	printed: boolean;
	people: number;
}

/** Which steps are done. */
export function stepsDone({ prefixes, products, printed, people }: Begun): Record<Step, boolean> {
	return {
		prefix: prefixes.some(({ status }) => status === 'proven'),
		product: products.any,
		published: products.published,
		printed,
		people: people > 1
	};
}

/** The digits of a prefix as somebody typed or pasted it; `null` when it cannot be one. */
export function prefixIn(typed: string): string | null {
	const digits = typed.replace(/[\s.\-\u2013]/g, '');
	return /^[0-9]{4,12}$/.test(digits) ? digits : null;
}

/** 1 to 100 characters, as the service wants a name or a number. */
export const isShort = (typed: string): boolean => /^.{1,100}$/u.test(typed.trim());

export type ClaimFault = 'reserved' | 'organisation' | 'reference' | 'held' | 'taken' | 'many' | 'decided';

const CONFLICTS: Readonly<Record<string, ClaimFault>> = {
	'prefix-held': 'held',
	'prefix-taken': 'taken',
	'too-many-claims': 'many',
	'claim-decided': 'decided',
	'unknown-claim': 'decided'
};
const POINTERS: Readonly<Record<string, ClaimFault>> = {
	'/prefix': 'reserved',
	'/licence/memberOrganisation': 'organisation',
	'/licence/reference': 'reference'
};

/** Why a claim was refused, as far as there is something to do about it. */
export function claimFaultOf(error: unknown): ClaimFault | null {
	if (!(error instanceof ApiError)) return null;
	const pointer = error.problem.errors?.[0]?.pointer ?? '';
	return CONFLICTS[error.slug] ?? (error.status === 400 ? (POINTERS[pointer] ?? null) : null);
}

export type PeopleFault = 'email' | 'elsewhere' | 'last' | 'signin';

const PEOPLE: Readonly<Record<string, PeopleFault>> = {
	'acts-for-another-brand': 'elsewhere',
	'last-brand-user': 'last',
	'sign-in-unavailable': 'signin',
	'invalid-request': 'email'
};

/** Why somebody was not invited or removed, as far as there is something to do about it. */
export const peopleFaultOf = (error: unknown): PeopleFault | null =>
	error instanceof ApiError ? (PEOPLE[error.slug] ?? null) : null;

/** An address that a mail server may know; the service has the last word. */
export const isAddress = (typed: string): boolean => /^[^\s@]+@[^\s@.][^\s@]*$/.test(typed.trim());
