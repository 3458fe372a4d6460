import { availableParallelism, loadavg } from "node:os";

/** The value below which `share` of the values lie; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((x, y) => x - y);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** How many rounds the command line asks for. */
export const roundsAsked = (otherwise: number): number => Number(process.argv[2] ?? otherwise);

/** Says what is measured, where, and how busy the machine was with other things before it began. */
export function printHeading(what: string): void {
	const load = (loadavg()[0] ?? 0).toFixed(2);
	console.log(
		`\n${what}\nNode ${process.versions.node}, ${availableParallelism()} cores, load ${load} before it began\n`,
	);
}

/** Prints rows as a Markdown table, its columns aligned. */
export function printTable(rows: readonly Record<string, string | number>[]): void {
	const [first] = rows;
	if (first === undefined) return;
	const names = Object.keys(first);
	const cells = [names, ...rows.map((row) => names.map((name) => shown(row[name])))];
	const widths = names.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
	const lines = cells.map((line) => line.map((cell, at) => cell.padEnd(widths[at] ?? 0)));
	lines.splice(
		1,
		0,
		widths.map((width) => "-".repeat(width)),
	);
	console.log(`${lines.map((line) => `| ${line.join(" | ")} |`).join("\n")}\n`);
}

/** Says whether a figure keeps what it aims at. */
export function printAim(aim: string, isKept: boolean): void {
	console.log(`Aim: ${aim}: ${isKept ? "kept" : "MISSED"}.\n`);
}

function shown(value: string | number | undefined): string {
	if (typeof value !== "number") return value ?? "";
	if (Number.isNaN(value)) return "–";
	return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
