import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { seededRandom } from "#lib/kernel/random.ts";
import { fitRatings } from "#lib/ranking/fit.ts";
import { fitColumns } from "#lib/ranking/fit-columns.ts";
import type { MethodSpec } from "#lib/ranking/method.ts";
import { cellsFrom, syntheticBoard } from "./ranking/synthetic-board.ts";

/**
 * Speed of the ranking methods from typed columns, as a Markdown table of medians: wall time, and CPU
 * time of the whole process, which other work on the machine does not lengthen. One thread.
 *
 *     npm run bench:ranking -- [--repeats 7] [--votes-max 10000000] [--large]
 */
const { values: options } = parseArgs({
	options: {
		repeats: { type: "string", default: "7" },
		"votes-max": { type: "string", default: "10000000" },
		large: { type: "boolean", default: false },
	},
});
const repeats = Number(options.repeats);
const votesMax = Number(options["votes-max"]);

type Case = { name: string; goalMs: number | null; run: () => unknown; repeats?: number };

function median(values: number[]): number {
	const sorted = [...values].sort((x, y) => x - y);
	const half = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1
		? (sorted[half] ?? 0)
		: ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

function report({ name, goalMs, run, repeats: times = repeats }: Case): void {
	const wall: number[] = [];
	const cpu: number[] = [];
	// The first run warms the compiler up and does not count.
	for (let i = 0; i <= times; i++) {
		const [start, used] = [performance.now(), process.cpuUsage()];
		run();
		const { user, system } = process.cpuUsage(used);
		if (i === 0) continue;
		wall.push(performance.now() - start);
		cpu.push((user + system) / 1000);
	}
	const goal = goalMs === null ? "" : `${goalMs} ms`;
	console.log(
		`| ${name} | ${median(wall).toFixed(1)} ms | ${median(cpu).toFixed(1)} ms | ${goal} |`,
	);
}

console.log(
	`Node ${process.version}, ${cpus()[0]?.model ?? "unknown processor"}, ${repeats} runs\n`,
);
console.log("| what | wall, median | CPU, median | goal |");
console.log("| ---- | -----------: | ----------: | ---: |");

const half: MethodSpec = { name: "bt-half" };
const models = 200;
for (const votes of [100_000, 1_000_000, 10_000_000].filter((count) => count <= votesMax)) {
	const board = syntheticBoard(models, votes, { covariates: 0, voters: Math.ceil(votes / 20) });
	const size = `${votes.toLocaleString("en")} votes, ${models} models`;
	const goal = { 1000000: 60, 10000000: 120 }[votes] ?? null;
	report({
		name: `fit and full covariance, ${size}`,
		goalMs: goal,
		run: () => fitColumns(board, half),
	});
	if (votes === 10_000_000) continue;
	for (const ties of ["davidson", "rao-kupper", "grounded"] as const)
		report({
			name: `${ties}, ${size}`,
			goalMs: null,
			run: () => fitColumns(board, { name: "bt", ties }),
		});
	report({
		name: `clustered by voter, ${size}`,
		goalMs: null,
		run: () => fitColumns(board, { ...half, cluster: "voter" }),
	});
	report({
		name: `1,000 bootstrap fits, ${size}`,
		goalMs: votes === 1_000_000 ? 3000 : null,
		run: () => fitColumns(board, { ...half, bootstrap: { replicates: 1000 } }, seededRandom(1)),
		repeats: 3,
	});
	const cells = cellsFrom(board);
	report({
		name: `from cells as objects, ${size}`,
		goalMs: null,
		run: () => fitRatings({ cells, method: half }),
	});
	const styled = syntheticBoard(models, votes, { covariates: 4, voters: Math.ceil(votes / 20) });
	const features = ["tokens", "headers", "lists", "bold"];
	report({
		name: `four style covariates with intervals, ${size}`,
		goalMs: votes === 1_000_000 ? 250 : null,
		run: () => fitColumns(styled, { ...half, style: { features, transform: "arena-rank" } }),
	});
}
if (options.large) {
	const board = syntheticBoard(2000, votesMax, { covariates: 0, voters: 1000 });
	report({
		name: `fit and full covariance, ${votesMax.toLocaleString("en")} votes, 2,000 models`,
		goalMs: null,
		run: () => fitColumns(board, half),
		repeats: 1,
	});
}
console.log(`\nPeak memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
