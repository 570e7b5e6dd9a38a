/** The refusal report as a file (RFC 4180). A cell that a spreadsheet would compute is kept from it. Pure. */
import type { RefusedRow } from '#lib/api/brand.ts';

export function refusalsAsCsv(rows: readonly RefusedRow[]): string {
	const lines = rows.map(({ line, column, detail }) => [String(line), column ?? '', detail]);
	return [['line', 'column', 'detail'], ...lines].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
	const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
