/** The English words that the scan page can do without. Every other page imports this. */
import { addEnglish } from './index.svelte.ts';
import rest from './messages/en.json?rest';

addEnglish(rest);
