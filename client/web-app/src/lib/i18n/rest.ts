/** The English words, and the outlines, that the scan page can do without. Every other page imports this. */
import '#lib/components/more-icons.ts';
import { addEnglish } from './index.svelte.ts';
import rest from './messages/en.json?rest';

addEnglish(rest);
