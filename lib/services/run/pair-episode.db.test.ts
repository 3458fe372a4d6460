import { beforeAll, describe, expect, test } from "vitest";
import { boardFilter, wholeBoard } from "#lib/ranking/board-filter.ts";
import { exportQuerySchema, parseExport } from "#lib/services/export/export-query.ts";
import { streamBattles } from "#lib/services/export/stream-battles.ts";
import { currentSnapshot } from "#lib/services/ranking/find-board.ts";
import { registerBoard } from "#lib/services/ranking/refresh-board.ts";
import { refreshStaleBoards } from "#lib/services/ranking/refresh-stale.ts";
import { adminActor, otherActors } from "#lib/testing/actors.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { addHouse, play, sql } from "#lib/testing/run-fixture.ts";
import { newVote } from "#lib/testing/vote-factory.ts";
import { pairByHand } from "./pair-by-hand.ts";
import { readReport } from "./read-report.ts";

testDatabase();
beforeAll(addHouse);

const run = (models: string[], rest = {}) => ({
	suites: ["kuhn-match", "fair-price"],
	models: models.map((dial) => `house-player-${dial}`),
	seeds: { count: 6 },
	...rest,
});
const battles = () =>
	sql<{ a: string; b: string; key: string; other: string; outcome: string | null; voter: string }>(
		`SELECT ma.slug AS a, mb.slug AS b, e.pairing_key AS key, o.pairing_key AS other, j.outcome, v.judge AS voter
		 FROM battles b JOIN episodes e ON e.id = b.episode_a_id JOIN episodes o ON o.id = b.episode_b_id
		 JOIN models ma ON ma.id = b.model_a_id JOIN models mb ON mb.id = b.model_b_id
		 LEFT JOIN judgements j ON j.battle_id = b.id LEFT JOIN voters v ON v.id = j.voter_id`,
	);

describe("the common pool", () => {
	test("makes one battle of every two conversations with equal keys, also across runs, once", async () => {
		const first = await play(run(["00", "30"]), { workers: 3 });
		expect(first).toMatchObject({ state: "finished", finished: 24, battles: 12 });
		const made = await battles();
		expect(made).toHaveLength(12);
		for (const { a, b, key, other, outcome, voter } of made) {
			expect(key).toBe(other);
			expect([a, b].sort()).toEqual(["house-player-00", "house-player-30"]);
			expect(["a", "b", "tie"]).toContain(outcome);
			expect(voter).toMatch(/^check:(kuhn-match|fair-price)$/);
		}
		// Another model meets both; those that have met on a scenario do not meet there again across runs.
		const second = await play(run(["60", "00"]));
		expect(second.battles).toBe(12);
		expect((await battles()).map(({ a, b }) => [a, b].sort().join()).sort()).toEqual(
			[
				...Array(12).fill("house-player-00,house-player-30"),
				...Array(12).fill("house-player-00,house-player-60"),
				...Array(12).fill("house-player-30,house-player-60"),
			].sort(),
		);
		const twice = await sql(
			`SELECT 1 FROM battles GROUP BY least(episode_a_id, episode_b_id), greatest(episode_a_id, episode_b_id) HAVING count(*) > 1`,
		);
		expect(twice).toEqual([]);
	});

	test("leaves a run's own report what it was", async () => {
		const [first, second] = await sql<{ id: string }>("SELECT id FROM runs ORDER BY created_at");
		const report = await readReport(first?.id ?? "");
		expect(report.progress.battles).toBe(12);
		expect(Object.keys(report.boards).sort()).toEqual([
			"check",
			"check:fair-price",
			"check:kuhn-match",
		]);
		const [board] = Object.values(report.boards);
		expect(board?.map(({ model }) => model)).toEqual(["house-player-00", "house-player-30"]);
		expect(board?.[0]?.votes).toBe(12);
		expect(report.cells).toHaveLength(4);
		expect((await readReport(second?.id ?? "")).progress.battles).toBe(12);
	});
});

describe("judgements of runs", () => {
	test("count on leaderboards of simulated origin and kind check, by suite, and never on people's", async () => {
		await newVote({ a: "lark", b: "wren", outcome: "a" });
		const simulated = boardFilter({ origin: "simulated", kind: "check" });
		const bySuite = boardFilter({ origin: "simulated", kind: "check", category: "kuhn-match" });
		const byVotes = wholeBoard("simulated");
		for (const filter of [simulated, bySuite, byVotes]) await registerBoard(filter, 100);
		await refreshStaleBoards();
		const judged = await sql("SELECT 1 FROM judgements WHERE kind = 'check'");
		expect((await currentSnapshot(simulated))?.counts.used).toBe(judged.length);
		expect((await currentSnapshot(bySuite))?.counts.used).toBe(judged.length / 2);
		expect((await currentSnapshot(byVotes))?.counts.used ?? 0).toBe(0);
		const people = await currentSnapshot(wholeBoard("human"));
		expect(people?.counts.used).toBe(1);
		expect(people?.rows.map(({ model }) => model).sort()).toEqual(["lark", "wren"]);
	});

	test("hang together by scenario: all models of one share a group, of others none", async () => {
		const groups = await sql<{ seeds: number; suites: number; n: number }>(
			`SELECT count(DISTINCT e.seed) AS seeds, count(DISTINCT e.suite) AS suites, count(*) AS n
			 FROM judgements j JOIN battles b ON b.id = j.battle_id JOIN episodes e ON e.id = b.episode_a_id GROUP BY j.group_id`,
		);
		expect(groups).toHaveLength(12);
		for (const group of groups) expect(group).toEqual({ seeds: 1, suites: 1, n: 3 });
	});

	test.each(["arena-140k", "parley"])(
		"are not handed out as people's votes: %s",
		async (format) => {
			for (const origin of ["all", "simulated", "human"]) {
				const query = parseExport(exportQuerySchema.parse({ format, origin }));
				const exported = await streamBattles(query);
				expect(await exported.countLeftOut()).toEqual({});
			}
		},
	);
});

describe("pairing by hand", () => {
	const episodes = (where: string) =>
		sql<{ slug: string; id: string }>(
			`SELECT e.slug, e.id FROM episodes e JOIN models m ON m.id = e.model_id WHERE ${where} ORDER BY e.created_at, e.position`,
		);
	const refused = (message: RegExp) => ({
		code: "pair-impossible",
		status: 409,
		message: expect.stringMatching(message),
	});

	test("makes a battle of two that never met, with the program's verdict, and only once", async () => {
		// The pool took the newest 30 of another run only; an older one can still be paired.
		await play(run(["30"]));
		await play(run(["70"]));
		const where = "e.suite = 'kuhn-match' AND e.seed = 1";
		const [old] = await episodes(`${where} AND m.slug = 'house-player-30'`);
		const [other] = await episodes(`${where} AND m.slug = 'house-player-70'`);
		const slugs: [string, string] = [old?.slug ?? "", other?.slug ?? ""];
		const made = await pairByHand(adminActor, slugs);
		expect(made.isNew).toBe(true);
		expect(await pairByHand(adminActor, [slugs[1], slugs[0]])).toEqual({ ...made, isNew: false });
		const [battle] = await sql(
			"SELECT b.pairing_reason AS reason, b.origin, j.kind, j.exclusions FROM battles b JOIN judgements j ON j.battle_id = b.id WHERE b.id = $1",
			[made.battleId],
		);
		expect(battle).toEqual({
			reason: "by-hand",
			origin: "simulated",
			kind: "check",
			exclusions: ["chosen-pair"],
		});
	});

	test("does not stand in for a meeting of the pool", async () => {
		const where = "e.suite = 'kuhn-match' AND e.seed = 2 AND m.slug =";
		const slugOf = async (dial: string) =>
			(await episodes(`${where} 'house-player-${dial}'`))[0]?.slug ?? "";
		await play(run(["20"]));
		// As if the only battle of the two had been made by hand.
		await sql("UPDATE battles SET pairing_reason = 'by-hand' WHERE id = $1", [
			(await pairByHand(adminActor, [await slugOf("20"), await slugOf("70")])).battleId,
		]);
		const meets = async (dial: string) =>
			(
				await sql<{ n: number }>(
					`SELECT count(*) AS n FROM battles b JOIN models ma ON ma.id = b.model_a_id JOIN models mb ON mb.id = b.model_b_id
					 JOIN episodes e ON e.id = b.episode_a_id WHERE e.seed = 2 AND e.suite = 'kuhn-match' AND b.pairing_reason = 'equal-key'
					 AND ARRAY[ma.slug, mb.slug] @> ARRAY['house-player-20', $1]`,
					[`house-player-${dial}`],
				)
			)[0]?.n;
		const before = await meets("70");
		await play(run(["20"]));
		expect(await meets("70")).toBe((before ?? 0) + 1);
		// Once they have met through the pool, they do not again.
		await play(run(["20"]));
		expect(await meets("70")).toBe((before ?? 0) + 1);
	});

	test("refuses what cannot be compared, and names every difference", async () => {
		const slugOf = async (where: string) => (await episodes(where))[0]?.slug ?? "";
		const one = await slugOf(
			"e.suite = 'kuhn-match' AND e.seed = 1 AND m.slug = 'house-player-00'",
		);
		const pair = (other: string) => pairByHand(adminActor, [one, other]);
		await expect(pair(one)).rejects.toMatchObject(refused(/they are the same one/));
		await expect(
			pair(await slugOf("e.suite = 'fair-price' AND e.seed = 2 AND m.slug = 'house-player-60'")),
		).rejects.toMatchObject(
			refused(
				/differ in their suite \(kuhn-match and fair-price\).*differ in their seed \(1 and 2\)/,
			),
		);
		await expect(
			pair(await slugOf("e.suite = 'kuhn-match' AND e.seed = 3 AND m.slug = 'house-player-00'")),
		).rejects.toMatchObject(refused(/both are of house-player-00/));
		await play(run(["50"], { suites: [{ suite: "kuhn-match", seats: { opponent: ["caller"] } }] }));
		await expect(
			pair(await slugOf("e.suite = 'kuhn-match' AND e.seed = 1 AND m.slug = 'house-player-50'")),
		).rejects.toMatchObject(refused(/others sit in the seats/));
		const waiting = await slugOf("e.seed = 1 AND m.slug = 'house-player-50'");
		await sql("UPDATE episodes SET state = 'void' WHERE slug = $1", [waiting]);
		await expect(pair(waiting)).rejects.toMatchObject(refused(/is void, not finished/));
		await expect(pair("no-such-slug")).rejects.toMatchObject({
			code: "episode-not-found",
			status: 404,
		});
		const [nobody] = otherActors;
		if (nobody !== undefined)
			await expect(pairByHand(nobody, [one, one])).rejects.toMatchObject({ code: "forbidden" });
	});
});
