import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { episodeFormatNames } from "#lib/datasets/episode-formats.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { playedRun } from "#lib/testing/played-run.ts";
import { parleyProgram } from "./program.ts";
import { exitCodeOf, explain } from "./usage.ts";

testDatabase();

const folder = mkdtempSync(join(tmpdir(), "parley-export-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
	await playedRun(
		JSON.stringify({
			version: 1,
			suites: ["boards", { suite: "shards", controls: ["full"] }],
			models: ["house-player-00", "house-player-70"],
			seeds: { count: 3 },
		}),
	);
}, 60_000);

async function parley(...args: string[]) {
	const said = { stdout: "", stderr: "" };
	const writes = (["stdout", "stderr"] as const).map((name) =>
		vi.spyOn(process[name], "write").mockImplementation((text) => {
			said[name] += text;
			return true;
		}),
	);
	try {
		await parleyProgram(folder).parseAsync(["node", "parley", ...args]);
		return { status: 0, ...said };
	} catch (error) {
		return { status: exitCodeOf(error), ...said, stderr: explain(error) };
	} finally {
		for (const write of writes) write.mockRestore();
	}
}

describe("parley export of simulated conversations", () => {
	test.each(episodeFormatNames)(
		"%s: a summary, and a file that passes its check",
		async (format) => {
			const written = await parley("export", "--format", format, "--out", format, "--json");
			expect(written.status).toBe(0);
			const bytes = readFileSync(join(folder, format));
			expect(JSON.parse(written.stdout)).toEqual({
				rows: bytes.toString().split("\n").length - 1,
				bytes: bytes.length,
				sha256: createHash("sha256").update(bytes).digest("hex"),
				leftOut: expect.any(Object),
			});
			const checked = await parley("export", "check", format, "--format", format, "--json");
			expect(JSON.parse(checked.stdout)).toMatchObject({ ok: true, format });
		},
	);

	test("counts what gave no row while it was read", async () => {
		const { stdout } = await parley("export", "--format", "dpo", "--out", "pairs", "--json");
		const { leftOut } = JSON.parse(stdout);
		expect(leftOut["no-shared-prefix"]).toBeGreaterThan(0);
	});

	test("narrows, and says where to go on", async () => {
		const page = ["export", "--format", "sft", "--suite", "boards", "--limit", "2"];
		const first = await parley(...page);
		expect(first.stdout.split("\n")).toHaveLength(3);
		const after = /--after (\S+)/.exec(first.stderr)?.[1] ?? "";
		const second = await parley(...page, "--after", after);
		expect(second.stdout.split("\n")).toHaveLength(3);
		expect(second.stdout).not.toBe(first.stdout);
	});

	test.each([
		[["--format", "sft", "--origin", "human"], "--origin does not apply to sft"],
		[["--format", "sft", "--kind", "check"], "kind chooses the judgements on pairs"],
		[["--format", "parley", "--board-seeds", "show"], "--board-seeds does not apply to parley"],
		[["--suite", "boards"], "--suite does not apply to arena-140k"],
		[["--format", "xml"], "There is no format xml"],
		[["--format", "sft", "--as", "parquet"], "Ways that work: jsonl, csv"],
		[["--format", "sft", "--seeds", "all"], "--seeds: "],
	])("%j is refused as wrong usage", async (args, words) => {
		const { status, stderr } = await parley("export", ...args, "--out", "refused");
		expect(stderr).toContain(words);
		expect(status).toBe(2);
		expect(existsSync(join(folder, "refused"))).toBe(false);
	});
});
