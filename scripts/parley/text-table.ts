/** Rows of cells as text in columns, the first row being the head; numbers to the right. */
export function textTable(
	head: readonly string[],
	rows: readonly (readonly (string | number)[])[],
): string {
	const table = [head, ...rows].map((row) => row.map(String));
	const widths = head.map((_, i) => Math.max(...table.map((row) => row[i]?.length ?? 0)));
	const isNumber = head.map((_, i) => rows.every((row) => typeof row[i] === "number"));
	return table
		.map((row) =>
			row
				.map((cell, i) =>
					isNumber[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
				)
				.join("  ")
				.trimEnd(),
		)
		.join("\n");
}
