/**
 * The cells of a Markdown table row; `\|` is a bar inside a cell, and quotation marks around the
 * whole reply are in none. `null` when the line is no row.
 */
function cellsOf(line: string): string[] | null {
	const trimmed = line.trim();
	if (!/(?<!\\)\|/.test(trimmed)) return null;
	return trimmed
		.replace(/^["“„«]?\|/, "")
		.replace(/(?<!\\)\|["“”»]?$/, "")
		.split(/(?<!\\)\|/);
}

const isDelimiter = (cells: string[]) => cells.every((cell) => /^[ \t]*:?-+:?[ \t]*$/.test(cell));

/** A table's place among the lines, the end left out, and the number of cells of each row but that of dashes. */
interface Table {
	from: number;
	to: number;
	widths: number[];
}

/** The Markdown tables among lines: a header row, a row of dashes, at least one more row. */
export function tablesIn(lines: readonly string[]): Table[] {
	const rows = lines.map(cellsOf);
	const tables: Table[] = [];
	for (let i = 1; i < rows.length; i++) {
		const header = rows[i - 1];
		const dashes = rows[i];
		if (header == null || dashes == null || !isDelimiter(dashes) || isDelimiter(header)) continue;
		if (header.length !== dashes.length) continue;
		const from = i - 1;
		const widths = [header.length];
		for (i += 1; i < rows.length; i++) {
			const row = rows[i];
			if (row == null) break;
			widths.push(row.length);
		}
		if (widths.length > 1) tables.push({ from, to: i, widths });
	}
	return tables;
}

/** The number of cells of each row of each Markdown table, the row of dashes left out. */
export function tableWidths(text: string): number[][] {
	return tablesIn(text.split("\n")).map(({ widths }) => widths);
}
