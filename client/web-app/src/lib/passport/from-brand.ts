/** Which of what a brand registered in several languages a reader sees. */

/**
 * Everything but what there is in the reader's own language as well: what is written in none that they read stays, when it is
 * all that there is.
 */
export function readable<T extends { language?: string | null }>(
	all: readonly T[],
	reader: string,
	about: (one: T) => string
): T[] {
	const theirs = ({ language }: T) => language?.split('-')[0] === reader;
	return all.filter(
		(one) => !one.language || theirs(one) || !all.some((other) => theirs(other) && about(other) === about(one))
	);
}
