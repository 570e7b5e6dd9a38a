import { takeEmbedded } from '#lib/passport/embedded.ts';
import { refusedCode } from '#lib/scan/refused.ts';

export const ssr = false;
export const prerender = false;

export const load = ({ url }) => refusedCode(takeEmbedded(), url.searchParams.get('raw') ?? '');
