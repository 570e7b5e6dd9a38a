/** The app's own English words and outlines that the pages of brands show beside their own. */
import '#lib/components/more-icons.ts';
import { addEnglish } from './index.svelte.ts';
import words from './messages/en.json?brand';

addEnglish(words);
