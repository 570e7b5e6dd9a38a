import { expect, it } from 'vitest';
import { strayWords } from './words.ts';

it('finds words in text and in what is read aloud', () => {
	expect(strayWords('<p>Hello</p><img alt="A picture" />')).toEqual(['Hello', 'A picture']);
});

it('lets names, signs and code pass', () => {
	expect(strayWords(`<script>const word = 'Hello';</script><p class="big">GTIN {word} · 1</p>`)).toEqual([]);
});

it('looks into every branch', () => {
	expect(strayWords('{#if a}{#each b as c}<p>Deep</p>{/each}{/if}')).toEqual(['Deep']);
});
