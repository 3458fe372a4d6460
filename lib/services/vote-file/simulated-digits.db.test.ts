import { mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rowSchemas } from "#lib/datasets/columns.ts";
import { pool } from "#lib/db/pool.ts";
import { boardFilter } from "#lib/ranking/board-filter.ts";
import { publishedMethod } from "#lib/ranking/published-fit.ts";
import { exportQuerySchema, parseExport } from "#lib/services/export/export-query.ts";
import { streamBattles } from "#lib/services/export/stream-battles.ts";
import { fitBoardNow } from "#lib/services/ranking/fit-board.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { playedRun } from "#lib/testing/played-run.ts";
import { rankVoteFile } from "./rank-vote-file.ts";

testDatabase();

const folder = mkdtempSync(join(tmpdir(), "parley-simulated-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
	await playedRun(
		JSON.stringify({
			version: 1,
			suites: [
				{ suite: "boards", seeds: { count: 6 } },
				{ suite: "fair-price", seeds: { range: "board", count: 5 } },
				{ suite: "shards", seeds: { count: 3 } },
			],
			models: ["house-player-00", "house-player-20", "house-player-40", "house-player-70"],
			jury: { jurors: ["house-juror"], lenses: ["plain"], suites: ["shards"] },
		}),
	);
}, 120_000);

type Query = Record<string, string>;

async function exported(query: Query): Promise<string> {
	const path = join(folder, `${Object.values(query).join("-")}.${query["as"] ?? "jsonl"}`);
	const rows = await streamBattles(parseExport(exportQuerySchema.parse(query)));
	const texts: string[] = [];
	for await (const { text } of rows.chunks()) texts.push(text);
	await writeFile(path, texts.join(""));
	return path;
}

const rowsOf = async (query: Query) =>
	(await readFile(await exported(query), "utf8"))
		.split("\n")
		.slice(0, -1)
		.map((line) => JSON.parse(line));

const base = {
	method: { name: publishedMethod.name },
	format: null,
	category: null,
	language: null,
	origin: null,
	seed: 1,
	battles: true,
};
const kinds = ["check", "verdict"] as const;

describe.each([
	{ format: "arena-140k", as: "jsonl" },
	{ format: "arena-140k", as: "csv" },
	{ format: "parley", as: "jsonl" },
	{ format: "parley", as: "csv" },
])("an export of simulated battles as $format, $as", (query) => {
	test.each(kinds)("gives the leaderboard by %s again, to the last digit", async (kind) => {
		const snapshot = await fitBoardNow(boardFilter({ origin: "simulated", kind }));
		const path = await exported({ ...query, origin: "simulated", kind });
		const { file, fit, hash, cluster } = await rankVoteFile(path, base);
		expect(file.counts.accepted).toBe(snapshot.counts.used);
		expect(snapshot.counts.used).toBeGreaterThan(kind === "check" ? 60 : 10);
		expect(hash).toEqual({ hash: snapshot.judgementHash, over: "judgements" });
		// Three scenarios with verdicts are too few to say how errors hang together; fourteen with checks are not.
		expect(cluster.by).toBe(kind === "check" ? "voter" : "none");
		expect(fit.rows).toEqual(snapshot.rows);
		expect(fit.warnings).toEqual(snapshot.warnings);
	});

	test.each([{ category: "boards" }, { category: "fair-price" }, { category: "turns-4-plus" }])(
		"gives the leaderboard of %j from the file of everything",
		async (filter) => {
			const snapshot = await fitBoardNow(
				boardFilter({ origin: "simulated", kind: "check", ...filter }),
			);
			const path = await exported({ ...query, kind: "check" });
			const { fit, hash } = await rankVoteFile(path, { ...base, ...filter });
			expect(hash.hash).toBe(snapshot.judgementHash);
			expect(fit.rows).toEqual(snapshot.rows);
		},
	);
});

describe.each(["arena-140k", "parley"] as const)("%s", (format) => {
	test.each(kinds)("rows by %s fit the schema, and there are as many as judged", async (kind) => {
		const rows = await rowsOf({ format, kind });
		for (const row of rows) rowSchemas[format].parse(row);
		const { rows: stored } = await pool().query(
			"SELECT count(*)::int AS n FROM judgements WHERE kind = $1",
			[kind],
		);
		expect(rows).toHaveLength(stored[0].n);
	});

	test("votes alone are what is exported unless another kind is asked for", async () => {
		expect(await rowsOf({ format })).toEqual([]);
		const source = await streamBattles(parseExport(exportQuerySchema.parse({ format })));
		expect(await source.countLeftOut()).toEqual({});
	});

	test("names the scenario, without the number of a private seed", async () => {
		const rows = await rowsOf({ format, kind: "check" });
		const { rows: seeds } = await pool().query<{ seed: number }>(
			"SELECT DISTINCT seed FROM episodes WHERE suite = 'fair-price'",
		);
		const text = JSON.stringify(rows);
		for (const { seed } of seeds) expect(text).not.toContain(String(seed));
		const bySuite = Map.groupBy(rows, ({ scenario }) => scenario.suite);
		expect([...bySuite.keys()].sort()).toEqual(["boards", "fair-price", "shards"]);
		for (const { scenario } of bySuite.get("boards") ?? [])
			expect(scenario.key).toBe(`main/${scenario.seed}`);
		const priced = bySuite.get("fair-price") ?? [];
		expect(new Set(priced.map(({ scenario }) => scenario.seed))).toEqual(new Set([null]));
		expect(new Set(priced.map(({ scenario }) => scenario.key)).size).toBe(5);
	});
});

test("a row holds what both conversations said, each its own, and who judged", async () => {
	const [row] = (await rowsOf({ format: "arena-140k", kind: "check" })).filter(
		({ scenario }) => scenario.suite === "shards",
	);
	const { rows: battles } = await pool().query("SELECT * FROM battles WHERE id = $1", [
		row.evaluation_session_id,
	]);
	for (const slot of ["a", "b"] as const) {
		const { rows: said } = await pool().query(
			`SELECT seat, data->>'text' AS text FROM episode_events WHERE episode_id = $1 AND kind = 'message' ORDER BY seq`,
			[battles[0][`episode_${slot}_id`]],
		);
		const shown = row[`conversation_${slot}`] as { role: string; content: { text: string }[] }[];
		expect(shown.map(({ role, content }) => [role, content[0]?.text])).toEqual(
			said.map(({ seat, text }) => [seat, text]),
		);
	}
	expect(row).toMatchObject({ judge: "check:shards", full_conversation: [], origin: "simulated" });
	const [read] = await rowsOf({ format: "parley", kind: "verdict" });
	expect(read.judgements).toMatchObject([{ judge: "llm:house-juror" }]);
});
