/** The consent texts' Markdown as plain blocks: headings, paragraphs, lists, emphasis. Nothing in it can become code. */

export interface Span {
	text: string;
	strong: boolean;
}

export type Words =
	| { kind: 'title'; text: string }
	| { kind: 'heading'; text: string }
	| { kind: 'paragraph'; spans: Span[] }
	| { kind: 'list'; items: Span[][] };

export function wordsOf(markdown: string): Words[] {
	return markdown
		.trim()
		.split(/\n\s*\n/)
		.map(block);
}

function block(text: string): Words {
	const heading = /^(#{1,6})\s+(.*)$/s.exec(text);
	if (heading !== null) return { kind: heading[1] === '#' ? 'title' : 'heading', text: joined(heading[2]!) };
	if (/^[-*]\s/.test(text))
		return { kind: 'list', items: text.split(/\n(?=[-*]\s)/).map((item) => spans(item.slice(2))) };
	return { kind: 'paragraph', spans: spans(text) };
}

/** Lines are broken in the file for those who write it, not for those who read it. */
function joined(text: string): string {
	return text.replace(/\s*\n\s*/g, ' ').trim();
}

function spans(text: string): Span[] {
	return joined(text)
		.split(/(\*\*[^*]+\*\*|\*[^*]+\*)/)
		.filter((part) => part !== '')
		.map((part) => {
			const marked = /^(\*{1,2})([^*]+)\1$/.exec(part);
			return marked === null ? { text: part, strong: false } : { text: marked[2]!, strong: true };
		});
}
