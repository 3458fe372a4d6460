import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { overrideConfig } from "#lib/config/config.ts";
import { type EpisodeFormatName, episodeFormatNames } from "#lib/datasets/episode-formats.ts";
import { pool } from "#lib/db/pool.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { addVoidAttempt, playedFork, playedRun } from "#lib/testing/played-run.ts";
import { checkExport } from "./check-export.ts";
import { episodeQuerySchema, parseEpisodeExport } from "./episode-query.ts";
import { streamEpisodes } from "./stream-episodes.ts";

vi.mock("#lib/simulation/suites/catalogue.ts", async (original) => {
	const real = await original<typeof import("#lib/simulation/suites/catalogue.ts")>();
	const { commentSuite } = await import("#lib/testing/comment-suite.ts");
	const suites = [...real.suites, commentSuite];
	return { suites, findSuite: (name: string) => suites.find(({ slug }) => slug === name) };
});

testDatabase();

const folder = mkdtempSync(join(tmpdir(), "parley-episodes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let runId = "";
let parentId = "";
let forkIds: string[] = [];
let voidId = "";

beforeAll(async () => {
	// The seeds of the board's range, and with them all that is said, follow from it.
	overrideConfig({ PARLEY_SECRET: "a secret of these tests alone, long enough" });
	runId = await playedRun(
		JSON.stringify({
			version: 1,
			suites: [
				"boards",
				{ suite: "shards", controls: ["main", "full"] },
				{ suite: "comments", seeds: { range: "board", count: 8 } },
			],
			models: ["house-player-00", "house-player-40", "house-player-70"],
			seeds: { count: 4 },
			jury: { jurors: ["house-juror"], lenses: ["plain"], suites: ["shards"] },
		}),
	);
	// Four replies, and none of the first three was liked: whoever goes on better says something else.
	const { rows } = await pool().query<{ id: string }>(
		`SELECT e.id FROM episodes e JOIN models m ON m.id = e.model_id WHERE e.suite = 'comments'
		 AND m.slug = 'house-player-70' AND (e.metrics->>'tries')::int = 4 ORDER BY e.position LIMIT 1`,
	);
	parentId = rows[0]?.id ?? "";
	forkIds = [];
	for (const turn of [2, 3, 3]) forkIds.push(await playedFork(parentId, turn, "house-player-00"));
	voidId = await addVoidAttempt(
		(
			await pool().query(
				"SELECT id FROM episodes WHERE suite = 'comments' AND parent_id IS NULL ORDER BY id LIMIT 1",
			)
		).rows[0].id,
	);
}, 120_000);

type Row = Record<string, unknown>;
type Query = Record<string, string>;

const start = (query: Query) => streamEpisodes(parseEpisodeExport(episodeQuerySchema.parse(query)));

async function exported(query: Query) {
	const source = await start(query);
	const texts: string[] = [];
	for await (const { text } of source.chunks()) texts.push(text);
	return { text: texts.join(""), leftOut: await source.countLeftOut(), next: source.nextCursor };
}

async function rowsOf(query: Query): Promise<Row[]> {
	const { text } = await exported(query);
	return text
		.split("\n")
		.slice(0, -1)
		.map((line) => JSON.parse(line));
}

const count = async (sql: string): Promise<number> => {
	const { rows } = await pool().query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`);
	return rows[0]?.n ?? 0;
};

describe.each(episodeFormatNames)("%s", (format: EpisodeFormatName) => {
	test.each(["jsonl", "csv"])("as %s passes its own check", async (as) => {
		const path = join(folder, `${format}.${as}`);
		await writeFile(path, (await exported({ format, as })).text);
		const { ok, problems, rows, ...checked } = await checkExport(path, null);
		expect(problems).toEqual([]);
		expect(checked.format).toBe(format);
		expect(rows).toBeGreaterThan(1);
	});

	test("with void ones, marked, passes too", async () => {
		const rows = await rowsOf({ format, void: "include" });
		for (const row of rows) expect(typeof row["void"]).toBe("boolean");
		const path = join(folder, `${format}-void.csv`);
		await writeFile(path, (await exported({ format, void: "include", as: "csv" })).text);
		expect((await checkExport(path, format)).problems).toEqual([]);
	});

	test("page by page gives the same rows as at once", async () => {
		const whole = await rowsOf({ format });
		const paged: Row[] = [];
		for (let after: string | null = ""; after !== null; ) {
			const query = { format, limit: "7", ...(after === "" ? {} : { after }) };
			const page = await exported(query);
			paged.push(
				...page.text
					.split("\n")
					.slice(0, -1)
					.map((line) => JSON.parse(line)),
			);
			after = page.next;
		}
		expect(paged).toEqual(whole);
	});

	test("names no voter, receipt, link or private seed", async () => {
		const { rows } = await pool().query<{ secret: string }>(
			`SELECT id::text AS secret FROM voters UNION SELECT receipt FROM judgements UNION SELECT slug FROM battles
			 UNION SELECT slug FROM episodes UNION SELECT seed::text FROM episodes WHERE suite = 'comments'`,
		);
		const { text } = await exported({ format, void: "include" });
		const words = new Set(text.split(/[^0-9A-Za-z_-]+/));
		expect(rows.filter(({ secret }) => words.has(secret))).toEqual([]);
		expect(rows.length).toBeGreaterThan(50);
	});
});

describe("conversations", () => {
	test("are those that ended, in the order of their end", async () => {
		const rows = await rowsOf({ format: "transitions" });
		const { rows: stored } = await pool().query<{ id: string }>(
			"SELECT id FROM episodes WHERE state = 'finished' ORDER BY ended_at, id",
		);
		expect([...new Set(rows.map((row) => row["episode"]))]).toEqual(stored.map(({ id }) => id));
	});

	test("void ones are left out and counted, or taken along and marked", async () => {
		const finished = await count("episodes WHERE state = 'finished'");
		const without = await exported({ format: "sft" });
		expect(without.leftOut).toEqual({ void: 1 });
		expect(without.text.split("\n").length - 1).toBe(finished);
		const rows = await rowsOf({ format: "transitions", void: "include", suite: "boards" });
		expect(rows.every((row) => row["void"] === false)).toBe(true);
		const marked = (await rowsOf({ format: "sft", void: "include" })).filter((row) => row["void"]);
		expect(marked).toHaveLength(1);
		expect(voidId).not.toBe("");
	});

	test("have the environment's rewards, or their score where there is none", async () => {
		const boards = await rowsOf({ format: "transitions", suite: "boards" });
		expect(new Set(boards.map((row) => row["reward_source"]))).toEqual(new Set(["environment"]));
		const { rows } = await pool().query<{ id: string; sum: number }>(
			`SELECT episode_id AS id, sum((data->>'reward')::float) AS sum FROM episode_events JOIN episodes ON episodes.id = episode_id
			 WHERE suite = 'boards' AND kind = 'env-step' GROUP BY 1`,
		);
		const returns = new Map(rows.map(({ id, sum }) => [id, sum]));
		for (const row of boards.filter(({ step }) => step === 1))
			expect(row["return_to_go"]).toBeCloseTo(returns.get(String(row["episode"])) ?? Number.NaN);
		const shards = await rowsOf({ format: "transitions", suite: "shards" });
		expect(new Set(shards.map((row) => row["reward_source"]))).toEqual(new Set(["score"]));
		expect(shards.some(({ done, reward }) => done === true && reward === 1)).toBe(true);
	});

	test("have the comments of their users with the scores before and after", async () => {
		const rows = await rowsOf({ format: "nlf" });
		expect(rows.length).toBeGreaterThan(2);
		for (const row of rows)
			expect(row).toMatchObject({
				critique: "That is too small.",
				refinement: "Say seven or more.",
				score_before: 0,
				with_gold: true,
			});
		// Forks begin with the same reply and go on from it in another way.
		expect(rows).toContainEqual(
			expect.objectContaining({ turn: 1, response: "1", next_response: "9", score_after: 1 }),
		);
	});
});

describe("pairs", () => {
	test("are the programs' judgements, and forks with what they were forked from", async () => {
		const { leftOut, text } = await exported({ format: "trajectory-pairs" });
		const judged = await count("judgements WHERE kind = 'check'");
		const sum = Object.values(leftOut).reduce((total, n) => total + n, 0);
		expect(text.split("\n").length - 1 + sum).toBe(judged + forkIds.length);
		expect(leftOut["tie"]).toBe(await count("judgements WHERE kind = 'check' AND outcome = 'tie'"));
	});

	test("say who was better as the judgement does, by how much, and by whom", async () => {
		const { rows } = await pool().query(
			`SELECT j.outcome, ma.slug AS a, mb.slug AS b, abs((j.provenance->>'difference')::float) AS margin, e.suite
			 FROM judgements j JOIN battles ON battles.id = j.battle_id JOIN models ma ON ma.id = model_a_id JOIN models mb ON mb.id = model_b_id
			 JOIN episodes e ON e.id = episode_a_id
			 WHERE j.kind = 'check' AND j.outcome IN ('a', 'b') AND e.suite = 'boards' ORDER BY j.created_at, j.id`,
		);
		const made = await rowsOf({ format: "trajectory-pairs", suite: "boards" });
		expect(
			made.map((row) => {
				const [chosen, rejected] = [row["chosen_outcome"], row["rejected_outcome"]] as Row[];
				return [chosen?.["model"], rejected?.["model"], row["margin"], row["source"]];
			}),
		).toEqual(
			rows.map(({ outcome, a, b, margin }) => [
				outcome === "a" ? a : b,
				outcome === "a" ? b : a,
				margin,
				"check:boards",
			]),
		);
		expect(rows.length).toBeGreaterThan(2);
	});

	test("of a jury are those of its verdicts", async () => {
		const { text, leftOut } = await exported({ format: "trajectory-pairs", kind: "verdict" });
		const rows = text
			.split("\n")
			.slice(0, -1)
			.map((line) => JSON.parse(line));
		const sum = Object.values(leftOut).reduce((total, n) => total + n, 0);
		expect(rows.length + sum).toBe(await count("judgements WHERE kind = 'verdict'"));
		expect(new Set(rows.map((row) => row.source))).toEqual(new Set(["llm:house-juror"]));
	});

	test("that people judged need the consent of those people", async () => {
		const voter = "0199d000-0000-7000-8000-0000000000aa";
		await pool().query("INSERT INTO voters (id) VALUES ($1)", [voter]);
		await pool().query(
			`INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, left_slot, exclusions, receipt, turns_count,
			   created_at)
			 SELECT gen_random_uuid(), id, 'battle', 0, 'vote', $1, 'a', 'a', '{}', 'vote-on-boards', 1, now() - interval '1 second' FROM battles
			 WHERE category = 'boards' ORDER BY id LIMIT 1`,
			[voter],
		);
		const asked = { format: "trajectory-pairs", kind: "vote" };
		expect((await exported(asked)).leftOut).toEqual({ "no-consent": 1 });
		await pool().query("UPDATE voters SET consent_version = '1' WHERE id = $1", [voter]);
		const [row] = await rowsOf(asked);
		expect(row).toMatchObject({ source: "human", margin: null });
		await pool().query("UPDATE judgements SET withdrawn_at = now() WHERE kind = 'vote'");
		expect((await exported(asked)).leftOut).toEqual({ withdrawn: 1 });
	});

	test("of forks have the words before the fork once, and what each went on to say", async () => {
		const rows = await rowsOf({ format: "refuel", suite: "comments" });
		expect(rows.map(({ h }) => h)).toEqual(expect.arrayContaining([2, 3]));
		const [row] = rows;
		expect(row?.["policy"]).toEqual({ chosen: "house-player-00", reject: "house-player-70" });
		expect(row?.["user_model"]).toBe("commenter@1.0.0");
		expect(row?.["prefix"]).toHaveLength(4);
		expect(row).toMatchObject({ chosen_reward: -2, reject_reward: -4, horizon: 4 });
	});

	test("of a tree hang from the row above, whatever page they are on", async () => {
		const rows = await rowsOf({ format: "tree", suite: "comments" });
		const [above] = rows.filter(({ id }) => id === forkIds[0]);
		const below = rows.filter(({ id }) => forkIds.slice(1).includes(String(id)));
		expect(above?.["parent_id"]).toBeNull();
		expect(below).toHaveLength(2);
		for (const row of below) expect(row["parent_id"]).toBe(forkIds[0]);
	});
});

describe("filters", () => {
	test.each([
		[{ suite: "boards" }, "suite = 'boards'"],
		[{ control: "full" }, "control = 'full'"],
		[{ language: "fr" }, "language = 'fr'"],
		[{ seeds: "practice" }, "suite <> 'comments'"],
		[{ seeds: "board" }, "suite = 'comments'"],
		[
			{ model: "house-player-40" },
			"model_id = (SELECT id FROM models WHERE slug = 'house-player-40')",
		],
		[{ from: "2100-01-01" }, "false"],
		[{ from: "2020-01-01", to: "2100-01-01" }, "true"],
	])("%j", async (filter, sql) => {
		const rows = await rowsOf({ format: "sft", ...(filter as Query) });
		expect(rows).toHaveLength(await count(`episodes WHERE state = 'finished' AND ${sql}`));
	});

	test("a run's are its own and the forks of its own, by id or slug", async () => {
		const { rows } = await pool().query("SELECT slug FROM runs WHERE id = $1", [runId]);
		const all = await rowsOf({ format: "sft" });
		expect(await rowsOf({ format: "sft", run: runId })).toEqual(all);
		expect(await rowsOf({ format: "sft", run: rows[0].slug })).toEqual(all);
		await expect(start({ format: "sft", run: "nothing" })).rejects.toMatchObject({
			code: "run-unknown",
		});
		expect((await rowsOf({ format: "refuel", run: runId })).length).toBeGreaterThan(1);
	});

	test("board seeds are numbers only for who asked for them", async () => {
		const asked = { format: "trajectory-pairs", suite: "comments" };
		const hidden = await rowsOf(asked);
		expect(new Set(hidden.map((row) => row["seed"]))).toEqual(new Set([null]));
		const shown = await rowsOf({ ...asked, boardSeeds: "show" });
		expect(shown.every((row) => Number.isInteger(row["seed"]))).toBe(true);
		expect(hidden.length).toBeGreaterThan(1);
	});

	test("what cannot be meant is refused", () => {
		const refused = (query: Query) => () => parseEpisodeExport(episodeQuerySchema.parse(query));
		expect(refused({ format: "sft", kind: "vote" })).toThrow("kind chooses the judgements");
		expect(refused({ format: "arena-140k" })).toThrow("trajectory-pairs");
		expect(refused({ format: "sft", as: "parquet" })).toThrow("jsonl, csv");
	});

	test("an unknown model and an unknown cursor are named", async () => {
		await expect(start({ model: "nobody" })).rejects.toMatchObject({ code: "model-unknown" });
		await expect(start({ after: parentId })).rejects.toMatchObject({ code: "cursor-unknown" });
		await expect(start({ format: "sft", after: runId })).rejects.toMatchObject({
			code: "cursor-unknown",
		});
	});
});

describe("what is left out", () => {
	test("conversations that a person spoke in, and their forks", async () => {
		await pool().query(
			`UPDATE episodes SET drivers = jsonb_set(drivers, '{user,kind}', '"person"') WHERE id = $1`,
			[parentId],
		);
		try {
			const { leftOut } = await exported({ format: "sft" });
			expect(leftOut).toEqual({ "no-consent": 1 + forkIds.length, void: 1 });
			expect((await exported({ format: "refuel" })).leftOut["no-consent"]).toBeGreaterThan(2);
			// A fork of a fork holds those words too.
			await pool().query("UPDATE episodes SET parent_id = $2 WHERE id = $1", [
				forkIds[2],
				forkIds[0],
			]);
			expect((await exported({ format: "sft" })).leftOut).toEqual(leftOut);
		} finally {
			await pool().query("UPDATE episodes SET parent_id = $2 WHERE id = $1", [
				forkIds[2],
				parentId,
			]);
			await pool().query(
				`UPDATE episodes SET drivers = jsonb_set(drivers, '{user,kind}', '"program"') WHERE id = $1`,
				[parentId],
			);
		}
	});

	test("conversations of another version of their suite, and those that are not over", async () => {
		await pool().query("UPDATE episodes SET version = '0.9.0' WHERE suite = 'boards'");
		await pool().query("UPDATE episodes SET ended_at = NULL, state = 'running' WHERE id = $1", [
			voidId,
		]);
		try {
			expect((await exported({ format: "sft" })).leftOut).toEqual({
				"not-finished": 1,
				"suite-changed": await count("episodes WHERE suite = 'boards'"),
			});
		} finally {
			await pool().query("UPDATE episodes SET version = '1.0.0' WHERE suite = 'boards'");
			await pool().query("UPDATE episodes SET ended_at = now(), state = 'void' WHERE id = $1", [
				voidId,
			]);
		}
	});

	test("what changes while an export is read changes nothing in it", async () => {
		const before = await rowsOf({ format: "sft" });
		const source = await start({ format: "sft" });
		await pool().query("UPDATE episodes SET ended_at = now() WHERE id = $1", [voidId]);
		const texts: string[] = [];
		for await (const { text } of source.chunks()) texts.push(text);
		expect(texts.join("").split("\n").length - 1).toBe(before.length);
	});
});
