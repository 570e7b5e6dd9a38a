import { lookup, type Ai } from './ai.ts';

/** The words that older links used instead of AIs. The standard has dropped them; readers still meet them. */
const words = new Map(
	(
		'cpid:8010 cpsn:8011 cpv:22 gcn:255 gdti:253 giai:8004 ginc:401 gln:414 glnx:254 gmn:8013 grai:8003 gsin:402 ' +
		'gsrn:8018 gsrnp:8017 gtin:01 itip:8006 lot:10 party:417 refno:8020 ser:21 srin:8019 sscc:00'
	)
		.split(' ')
		.map((pair) => pair.split(':') as [string, string])
);

export function fromWord(word: string): Ai | undefined {
	const code = words.get(word);
	return code === undefined ? undefined : lookup(code);
}
