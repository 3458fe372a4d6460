// `npm test`: every gate in order, up to the first that fails. The last line says how many passed
// and failed: each Vitest and Playwright test counts as one, and so does each other gate.
// `--fast` leaves out the production build and the browser.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildIfNeeded } from "./start/build-if-needed.ts";
import { ensureChromium } from "./test/chromium.ts";
import { runTool } from "./test/run-tool.ts";
import { type Tally, tallyPlaywright, tallyVitest } from "./test/tally.ts";

const MINUTE_MS = 60_000;
const isFast = process.argv.includes("--fast");
const folder = mkdtempSync(join(tmpdir(), "parley-report-"));
const say = (line: string) => process.stdout.write(`${line}\n`);

interface Gate {
	name: string;
	run(): Tally;
}

/** A gate that counts as one, by its exit code. */
const one = (code: number): Tally =>
	code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

/** The tally of a report, never without a failure when the command itself failed. */
function counted(code: number, report: string, tally: (report: unknown) => Tally): Tally {
	const { passed, failed } = tally(JSON.parse(readFileSync(report, "utf8")));
	return { passed, failed: code === 0 ? failed : Math.max(1, failed) };
}

const gates: Gate[] = [
	{
		name: "lint, layers and format",
		run: () => one(runTool("@biomejs/biome", ["check", "--error-on-warnings", "."], 3 * MINUTE_MS)),
	},
	{
		name: "types",
		run() {
			// A fresh clone has no types of its routes yet.
			const code = runTool("next", ["typegen"], 3 * MINUTE_MS);
			return one(code || runTool("typescript", ["--noEmit", "-p", "."], 5 * MINUTE_MS));
		},
	},
	{ name: "unused code", run: () => one(runTool("knip", ["--no-progress"], 3 * MINUTE_MS)) },
	{
		name: "unit and database tests",
		run() {
			const report = join(folder, "vitest.json");
			const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
			return counted(runTool("vitest", args, 20 * MINUTE_MS), report, tallyVitest);
		},
	},
];
if (!isFast) {
	gates.unshift({
		name: "a browser",
		run() {
			ensureChromium(say);
			return one(0);
		},
	});
	gates.push(
		{
			name: "production build",
			run() {
				if (!buildIfNeeded(say)) say("The build that stands was made from these sources.");
				return one(0);
			},
		},
		{
			name: "journeys and contracts",
			run() {
				const report = join(folder, "playwright.json");
				const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
				const code = runTool(
					"@playwright/test",
					["test", "--reporter=list,json"],
					30 * MINUTE_MS,
					env,
				);
				return counted(code, report, tallyPlaywright);
			},
		},
	);
}

const total: Tally = { passed: 0, failed: 0 };
try {
	for (const [i, gate] of gates.entries()) {
		const startedMs = performance.now();
		say(`\n== ${gate.name}`);
		let tally: Tally;
		try {
			tally = gate.run();
		} catch (error) {
			process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
			tally = one(1);
		}
		total.passed += tally.passed;
		total.failed += tally.failed;
		const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
		say(`== ${gate.name}: ${tally.failed === 0 ? "passed" : "FAILED"} after ${seconds} s`);
		if (tally.failed === 0) continue;
		const rest = gates.slice(i + 1).map(({ name }) => name);
		if (rest.length > 0) say(`Not run: ${rest.join(", ")}.`);
		break;
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}
process.exitCode = total.failed === 0 ? 0 : 1;
say(`\n${total.passed} passed, ${total.failed} failed`);
