import { beforeAll, expect, test } from "vitest";
import { pool } from "#lib/db/pool.ts";
import { readOverview } from "#lib/services/admin/read-overview.ts";
import { describeData } from "#lib/services/export/describe-data.ts";
import { streamBattles } from "#lib/services/export/stream-battles.ts";
import { collectMetrics } from "#lib/services/metrics/collect-metrics.ts";
import { castVote } from "#lib/services/vote/cast-vote.ts";
import { adminActor } from "#lib/testing/actors.ts";
import { playTurn, says, useModels } from "#lib/testing/battle-fixture.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { storeEpisode } from "#lib/testing/suite-fixture.ts";
import { countArena } from "./count-arena.ts";

testDatabase();

/** A battle of a person, one of a scripted voter, and one of a simulated run that a program judged. */
beforeAll(async () => {
	await useModels({ wren: says("Hello."), lark: says("Good day.") });
	const own = await playTurn();
	await castVote(own.actor, own.battleId, { scope: "battle", outcome: "a" });
	const scripted = await playTurn();
	await castVote(scripted.actor, scripted.battleId, { scope: "battle", outcome: "b" });
	await pool().query(
		"UPDATE battles SET scripted_by = 'demo', origin = 'simulated' WHERE id = $1",
		[scripted.battleId],
	);
	await pool().query("UPDATE voters SET is_scripted = true WHERE id = $1", [
		scripted.actor.voterId,
	]);
	const now = new Date().toISOString();
	for (const [model, points] of [
		["wren", 1],
		["lark", 0],
	] as const)
		await storeEpisode({ model, metrics: { points }, endedAt: now, pairs: true });
	const made = await pool().query("SELECT 1 FROM battles WHERE episode_a_id IS NOT NULL");
	expect(made.rowCount).toBe(1);
});

test("people, scripted voters and simulated runs are counted apart", async () => {
	expect(await countArena()).toMatchObject({
		battles: 1,
		votes: 1,
		scripted: 1,
		conversations: 2,
	});
});

test("the operator's day and the metrics have voters' battles apart from those of runs", async () => {
	const { today } = await readOverview(adminActor);
	expect(today).toMatchObject({ battles: 2, votes: 2, voters: 2, episodes: 2 });
	const { text } = await collectMetrics(false);
	expect(text).toMatch(/^parley_battles 2$/m);
	expect(text).toMatch(/^parley_simulated_battles 1$/m);
	expect(text).toMatch(/^parley_votes 2$/m);
});

test("exports of votes hold no judgements by programs unless they are asked for", async () => {
	const data = await describeData(Date.now());
	expect(data.origins).toEqual([
		{ origin: "human", battles: 1, votes: 1, counted: 1 },
		{ origin: "simulated", battles: 1, votes: 1, counted: 1 },
	]);
	expect(data.categories).not.toContain("boards");
	for (const format of ["arena-140k", "parley"] as const) {
		const rows = await streamBattles({
			format,
			encoding: "jsonl",
			filter: {},
			limit: 100,
			after: null,
		});
		let lines = 0;
		for await (const { text } of rows.chunks()) lines += text.split("\n").filter(Boolean).length;
		expect(lines, format).toBe(2);
	}
});
