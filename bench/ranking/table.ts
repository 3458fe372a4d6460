/** The middle of some figures. */
export function median(figures: readonly number[]): number {
	const sorted = [...figures].sort((x, y) => x - y);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? Number.NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Milliseconds in a unit that suits them. */
export function seconds(ms: number): string {
	return ms >= 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${ms.toFixed(1)} ms`;
}

/** Prints lines of a name and a figure under a heading. */
export function showTable(heading: string, lines: readonly (readonly [string, string])[]): void {
	const width = Math.max(...lines.map(([name]) => name.length));
	console.log(`\n${heading}`);
	for (const [name, figure] of lines) console.log(`${name.padEnd(width)}  ${figure.padStart(12)}`);
}
