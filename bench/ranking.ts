import { spawnSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { fitColumns } from "#lib/ranking/fit-columns.ts";
import { measurePeers, type Peer } from "./ranking/peers.ts";
import { type Case, sections, votersOf } from "./ranking/sections.ts";
import { syntheticBoard } from "./ranking/synthetic-board.ts";
import { median } from "./ranking/table.ts";

/**
 * Speed of the ranking methods as a Markdown table of medians: wall time, and CPU time of the whole
 * process, which other work on the machine lengthens less. Every board has a process of its own, whose
 * peak memory is shown; then how time grows with votes and models, and what peers take for 1 M votes.
 *
 *     npm run bench:ranking -- [--repeats 7] [--votes-max 10000000] [--peers FOLDER]
 *
 * FOLDER is where `npm install openskill glicko2` was run, if it was.
 */
const { values: options } = parseArgs({
	options: {
		repeats: { type: "string", default: "7" },
		"votes-max": { type: "string", default: "10000000" },
		peers: { type: "string", default: "." },
		section: { type: "string" },
	},
});
const repeats = Number(options.repeats);

type Line = { name: string; aimMs: number | null; wallMs: number; cpuMs: number };
type Measured = { lines: Line[]; boardMb: number; peakMb: number };

function measure({ name, aimMs, run, repeats: times = repeats }: Case): Line {
	const [wall, cpu]: [number[], number[]] = [[], []];
	// The first run warms the compiler up and does not count.
	for (let i = 0; i <= times; i++) {
		const [start, used] = [performance.now(), process.cpuUsage()];
		run();
		const { user, system } = process.cpuUsage(used);
		if (i === 0) continue;
		wall.push(performance.now() - start);
		cpu.push((user + system) / 1000);
	}
	return { name, aimMs, wallMs: median(wall), cpuMs: median(cpu) };
}

const peakMb = () => Math.round(process.resourceUsage().maxRSS / 1024);

function boardOf({ votes, models }: { votes: number; models: number }) {
	return syntheticBoard(models, votes, { covariates: 0, voters: votersOf(votes) });
}

/** In a process of its own: one section, as JSON. */
function measureSection(number: number): void {
	const section = sections[number];
	if (section === undefined) throw new Error(`There is no section ${number}`);
	const board = boardOf(section);
	const boardMb = peakMb();
	const lines = section.cases(board).map(measure);
	process.stdout.write(JSON.stringify({ lines, boardMb, peakMb: peakMb() } satisfies Measured));
}

const count = (number: number) => number.toLocaleString("en");
const ms = (time: number) =>
	time >= 10_000 ? `${(time / 1000).toFixed(1)} s` : `${time.toFixed(1)} ms`;

async function main(): Promise<void> {
	console.log(
		`Node ${process.version}, ${cpus()[0]?.model ?? "unknown processor"}, ${repeats} runs, load ${loadavg()[0]?.toFixed(1)} before.\n`,
	);
	console.log("| votes | models | what | wall | CPU | aim | |");
	console.log("| ----: | -----: | ---- | ---: | --: | --: | --- |");
	const fits = new Map<string, number>();
	const memory: string[] = [];
	for (const [number, { votes, models }] of sections.entries()) {
		if (votes > Number(options["votes-max"])) continue;
		const { stdout, status } = spawnSync(
			process.execPath,
			[import.meta.filename, "--section", `${number}`, "--repeats", `${repeats}`],
			{ encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 24 },
		);
		if (status !== 0) throw new Error(`The section of ${votes} votes failed`);
		const { lines, boardMb, peakMb }: Measured = JSON.parse(stdout);
		for (const { name, aimMs, wallMs, cpuMs } of lines) {
			const aim = aimMs === null ? "" : ms(aimMs);
			// Without other work the two are about equal; with it, CPU time is nearer the truth.
			const kept = aimMs === null ? "" : Math.min(wallMs, cpuMs) <= aimMs ? "kept" : "**missed**";
			console.log(
				`| ${count(votes)} | ${count(models)} | ${name} | ${ms(wallMs)} | ${ms(cpuMs)} | ${aim} | ${kept} |`,
			);
		}
		fits.set(`${votes} ${models}`, lines[0]?.cpuMs ?? Number.NaN);
		memory.push(`| ${count(votes)} | ${count(models)} | ${boardMb} MB | ${peakMb} MB |`);
	}
	showGrowth(fits);
	console.log(
		"\n| votes | models | memory with the votes alone | peak |\n| ----: | -----: | ---: | ---: |",
	);
	for (const line of memory) console.log(line);
	const board = boardOf({ votes: 1_000_000, models: 200 });
	const own = measure({
		name: "Parley",
		aimMs: null,
		run: () => fitColumns(board, { name: "bt-half" }),
	});
	showPeers([
		{ name: "Parley, with covariance", wallMs: own.wallMs, cpuMs: own.cpuMs, off: 0 },
		...(await measurePeers(board, options.peers, Math.min(3, repeats))),
	]);
}

function showGrowth(fits: ReadonlyMap<string, number>): void {
	console.log("\n| the fit takes, in CPU time | times |\n| ---- | ---: |");
	for (const [name, larger, smaller] of [
		["10 times the votes (100 k to 1 M), 200 models", "1000000 200", "100000 200"],
		["10 times the votes (1 M to 10 M), 200 models", "10000000 200", "1000000 200"],
		["10 times the models (200 to 2,000), 1 M votes", "1000000 2000", "1000000 200"],
		["10 times the votes (1 M to 10 M), 2,000 models", "10000000 2000", "1000000 2000"],
	] as const) {
		const ratio = (fits.get(larger) ?? Number.NaN) / (fits.get(smaller) ?? Number.NaN);
		if (Number.isFinite(ratio)) console.log(`| ${name} | ${ratio.toFixed(1)} |`);
	}
}

function showPeers(peers: readonly Peer[]): void {
	console.log("\n| 1,000,000 votes, 200 models, from typed arrays | wall | CPU | off by |");
	console.log("| ---- | ---: | --: | ---: |");
	for (const { name, wallMs, cpuMs, off } of peers) {
		const time = wallMs === null ? "absent | " : `${ms(wallMs)} | ${ms(cpuMs ?? Number.NaN)}`;
		const far = off === undefined ? "" : off === 0 ? "–" : `${off.toExponential(1)} points`;
		console.log(`| ${name} | ${time} | ${far} |`);
	}
}

if (options.section === undefined) await main();
else measureSection(Number(options.section));
