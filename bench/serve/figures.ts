/** The value below which `share` of the values lie; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((x, y) => x - y);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Prints rows as a Markdown table. */
export function printTable(rows: readonly Record<string, string | number>[]): void {
	const [first] = rows;
	if (first === undefined) return;
	const names = Object.keys(first);
	const lines = [
		names,
		names.map(() => "---"),
		...rows.map((row) => names.map((name) => shown(row[name]))),
	];
	console.log(`${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`);
}

function shown(value: string | number | undefined): string {
	if (typeof value !== "number") return value ?? "";
	if (Number.isNaN(value)) return "–";
	return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
