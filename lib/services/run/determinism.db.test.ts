import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "#lib/testing/database.ts";
import { addHouse, play, sql } from "#lib/testing/run-fixture.ts";
import { readReport } from "./read-report.ts";

testDatabase();
beforeAll(addHouse);

// 200 conversations of games and bargains, with opponents that draw.
const run = {
	suites: [
		"fair-price",
		{ suite: "boards", seats: { opponent: ["boards-solver", "boards-random"] } },
	],
	models: ["house-player-10", "house-player-40"],
	seeds: { count: 34 },
	concurrency: 64,
};

test("a run gives the same logs, hash and leaderboards again, on one worker and on three", async () => {
	const once = await play(run, { atOnce: 8 });
	const again = await play({ ...run, concurrency: 3 }, { workers: 3, atOnce: 2 });
	expect(once).toMatchObject({ state: "finished", finished: 204, void: 0 });
	expect(again.eventLogHash).toBe(once.eventLogHash);
	expect(once.eventLogHash).toMatch(/^[0-9a-f]{64}$/);
	const logs = await sql<{ hashes: number }>(
		"SELECT count(DISTINCT event_hash) AS hashes FROM episodes GROUP BY position",
	);
	expect(logs).toHaveLength(204);
	expect(logs.every(({ hashes }) => hashes === 1)).toBe(true);
	const [one, two] = [await readReport(once.runId), await readReport(again.runId)];
	expect(two.boards).toEqual(one.boards);
	expect(two.cells).toEqual(one.cells);
});

test("another seed plays other scenarios", async () => {
	const small = { ...run, suites: ["fair-price"], seeds: { count: 5 } };
	const first = await play(small);
	const second = await play({ ...small, seed: 2 });
	expect(second.eventLogHash).not.toBe(first.eventLogHash);
	const [{ n } = { n: 0 }] = await sql<{ n: number }>(
		"SELECT count(DISTINCT seed) AS n FROM episodes WHERE run_id IN ($1, $2)",
		[first.runId, second.runId],
	);
	expect(n).toBe(10);
});
