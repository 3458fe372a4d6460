import { spawnSync } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { parquetWriteBuffer } from "hyparquet-writer";
import { environmentValue } from "#lib/config/config.ts";
import { JudgementBuilder } from "#lib/datasets/read/judgement-builder.ts";
import { readModels } from "#lib/datasets/read/shapes/plain.ts";
import { bareOptions } from "#lib/datasets/read/vote-shape.ts";
import { randomInt, seededRandom } from "#lib/kernel/random.ts";
import { fitColumns } from "#lib/ranking/fit-columns.ts";
import { readVoteFile } from "#lib/services/vote-file/read-vote-file.ts";
import { batchOf } from "#lib/services/vote-file/row-source.ts";

// How fast vote files become a leaderboard: ROWS generated votes (default 1,000,000) between 200
// models as CSV, JSONL and Parquet, and as lists of strings in memory. Medians of RUNS runs (default
// 5), each of a file in a process of its own, so that its peak memory is that file's.
const rows = Number(environmentValue("ROWS") ?? 1_000_000);
const runs = Number(environmentValue("RUNS") ?? 5);
/** About as many votes as a public study has. */
const SMALL_ROWS = 10_000;
const labels = ["model_a", "model_b", "tie", "both_bad"];

interface Run {
	ms: number;
	cpuMs: number;
	peakMb: number;
}

function timed(work: () => void): Run;
function timed(work: () => Promise<void>): Promise<Run>;
function timed(work: () => void | Promise<void>): Run | Promise<Run> {
	const [started, cpu] = [performance.now(), process.cpuUsage()];
	const result = (): Run => {
		const { user, system } = process.cpuUsage(cpu);
		return {
			ms: performance.now() - started,
			cpuMs: (user + system) / 1000,
			peakMb: process.resourceUsage().maxRSS / 1024,
		};
	};
	const done = work();
	return done === undefined ? result() : done.then(result);
}

function show(name: string, all: readonly Run[], count = rows): void {
	const median = (of: (run: Run) => number) =>
		all.map(of).sort((x, y) => x - y)[Math.floor(all.length / 2)] ?? 0;
	const ms = median((run) => run.ms);
	const figure = (of: (run: Run) => number, unit: string) =>
		Number.isNaN(median(of))
			? "".padStart(7 + unit.length)
			: `${median(of).toFixed(0).padStart(6)} ${unit}`;
	const rate = Math.round((count / ms) * 1000);
	console.log(
		`${name.padEnd(62)} ${ms.toFixed(0).padStart(6)} ms ${figure((run) => run.cpuMs, "ms CPU")} ${String(rate).padStart(9)} rows/s ${figure((run) => run.peakMb, "MB peak")}`.trimEnd(),
	);
}

/** One file, read and fitted in this process: what the others of the bench start. */
async function measureFile(path: string): Promise<void> {
	const read = await timed(async () => {
		const { columns } = await readVoteFile(path, null, bareOptions);
		fitColumns(columns, { name: "bt" });
	});
	process.stdout.write(JSON.stringify(read));
}

/** The whole command, from its start to its end. */
function measureCommand(path: string, options: readonly string[]): Run {
	const started = performance.now();
	const { status } = spawnSync(
		process.execPath,
		["scripts/parley.js", "rank", path, "--json", ...options],
		{ maxBuffer: 1 << 28 },
	);
	if (status !== 0) throw new Error(`parley rank ended with ${status}`);
	return { ms: performance.now() - started, cpuMs: Number.NaN, peakMb: Number.NaN };
}

function generate() {
	const random = seededRandom(1);
	const columns = {
		model_a: [] as string[],
		model_b: [] as string[],
		winner: [] as string[],
		voter: [] as string[],
	};
	for (let row = 0; row < rows; row++) {
		const a = randomInt(random, 200);
		const b = (a + 1 + randomInt(random, 199)) % 200;
		// The lower number wins more often.
		const fair = random.next() < 0.75 ? randomInt(random, 4) : a < b ? 0 : 1;
		columns.model_a.push(`maker-${a % 20}/model-${a}`);
		columns.model_b.push(`maker-${b % 20}/model-${b}`);
		columns.winner.push(labels[fair] ?? "tie");
		columns.voter.push(`voter-${randomInt(random, 50_000)}`);
	}
	return columns;
}

async function writeLines(path: string, head: string, line: (row: number) => string, count = rows) {
	const out = createWriteStream(path);
	let text = head;
	for (let row = 0; row < count; row++) {
		text += `${line(row)}\n`;
		if (text.length > 1 << 22) {
			out.write(text);
			text = "";
		}
	}
	out.end(text);
	await finished(out);
}

async function main(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "parley-bench-"));
	try {
		const made = generate();
		const names = Object.keys(made) as (keyof typeof made)[];
		const at = (row: number) => names.map((name) => made[name][row] ?? "");
		const path = (name: string) => join(folder, name);
		await writeLines(path("votes.csv"), `${names.join(",")}\n`, (row) => at(row).join(","));
		await writeLines(
			path("quoted.csv"),
			`${names.join(",")}\n`,
			(row) => `"${at(row).join('","')}"`,
		);
		await writeLines(path("votes.jsonl"), "", (row) =>
			JSON.stringify(Object.fromEntries(names.map((name) => [name, made[name][row]]))),
		);
		const parquet = parquetWriteBuffer({
			columnData: names.map((name) => ({ name, data: made[name], type: "STRING" as const })),
			rowGroupSize: 100_000,
		});
		await writeFile(path("votes.parquet"), new Uint8Array(parquet));

		const strings: Run[] = [];
		for (let run = 0; run < runs; run++)
			strings.push(
				timed(() => {
					const builder = new JudgementBuilder(bareOptions);
					readModels.read(batchOf(rows, new Map(Object.entries(made))), bareOptions, builder);
					fitColumns(builder.build().columns, { name: "bt" });
				}),
			);
		show("strings in memory, to ratings", strings);
		for (const name of ["votes.csv", "quoted.csv", "votes.jsonl", "votes.parquet"]) {
			const all: Run[] = [];
			for (let run = 0; run < runs; run++) {
				const child = spawnSync(process.execPath, [import.meta.filename, path(name)], {
					encoding: "utf8",
					stdio: ["ignore", "pipe", "inherit"],
				});
				all.push(JSON.parse(child.stdout));
			}
			show(`${name} (${Math.round(statSync(path(name)).size / 1e6)} MB), to ratings`, all);
		}
		const few = Math.min(rows, SMALL_ROWS);
		await writeLines(path("small.csv"), `${names.join(",")}\n`, (row) => at(row).join(","), few);
		for (const [name, count, options] of [
			["small.csv", few, []],
			["small.csv", few, ["--no-criticism", "--cluster", "none"]],
			["votes.csv", rows, []],
			["votes.csv", rows, ["--no-criticism"]],
			["votes.csv", rows, ["--no-criticism", "--cluster", "none"]],
		] as const) {
			const whole: Run[] = [];
			// The first run fills the compile cache.
			for (let run = 0; run <= runs; run++) {
				const measured = measureCommand(path(name), options);
				if (run > 0) whole.push(measured);
			}
			show(`parley rank, ${count} rows ${options.join(" ")}`, whole, count);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const file = process.argv[2];
await (file === undefined ? main() : measureFile(file));
