import { beforeAll, describe, expect, test } from "vitest";
import { adminActor } from "#lib/testing/actors.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { addHouse, launch, play, sql, until } from "#lib/testing/run-fixture.ts";
import { forkEpisode } from "./fork-episode.ts";
import { pairByHand } from "./pair-by-hand.ts";
import { regradeEpisodes } from "./regrade-episodes.ts";
import { startRunWorker } from "./work-on-runs.ts";

testDatabase();
beforeAll(addHouse);

const run = {
	suites: [{ suite: "fair-price", seats: { counterpart: ["boulware"] } }],
	models: ["house-player-00"],
	seeds: { count: 8 },
};
interface Row {
	id: string;
	slug: string;
	state: string;
	turns: number;
	parent: string | null;
}
const episodes = (where: string, values: unknown[] = []) =>
	sql<Row>(
		`SELECT id, slug, state, turns, parent_id AS parent FROM episodes WHERE ${where}`,
		values,
	);
const messages = (id: string, turn: number) =>
	sql<{ seat: string; turn: number; text: string }>(
		"SELECT seat, turn, data->>'text' AS text FROM episode_events WHERE episode_id = $1 AND kind = 'message' AND turn < $2 ORDER BY seq",
		[id, turn],
	);

/** Plays what belongs to no run until the conversation has ended. */
async function playFork(slug: string): Promise<Row> {
	const worker = startRunWorker({ atOnce: 4, onError: () => {} });
	try {
		return await until(async () => {
			const [row] = await episodes("slug = $1", [slug]);
			return row !== undefined && ["finished", "void", "person"].includes(row.state) && row;
		});
	} finally {
		await worker.stop(10_000);
	}
}

describe("a fork", () => {
	test("shares the history before its turn, is played on, and meets only forks of the same place", async () => {
		await play(run);
		const [parent] = await episodes("turns >= 2 ORDER BY position");
		if (parent === undefined) throw new Error("No conversation has two turns");
		const forks = [];
		for (const model of ["house-player-70", "house-player-40"])
			forks.push(await forkEpisode(adminActor, parent.slug, { turn: 2, model }));
		const played = [];
		for (const { slug } of forks) played.push(await playFork(slug));
		for (const fork of played) {
			expect(fork).toMatchObject({ state: "finished", parent: parent.id });
			expect(await messages(fork.id, 2)).toEqual(await messages(parent.id, 2));
		}
		const met = await sql<{ a: string; b: string }>(
			"SELECT episode_a_id AS a, episode_b_id AS b FROM battles",
		);
		expect(met.map(({ a, b }) => [a, b].sort())).toEqual([played.map(({ id }) => id).sort()]);
		// Whoever forks chooses what meets: it is no vote on a leaderboard.
		expect(
			await sql(
				"SELECT b.pairing_reason AS reason, j.exclusions FROM battles b JOIN judgements j ON j.battle_id = b.id WHERE b.episode_a_id = ANY ($1)",
				[played.map(({ id }) => id)],
			),
		).toEqual([{ reason: "fork", exclusions: ["chosen-pair"] }]);
		// By hand it may be held against the conversation it came from.
		expect(await pairByHand(adminActor, [parent.slug, forks[0]?.slug ?? ""])).toMatchObject({
			isNew: true,
		});
	});

	test("of a fork goes on from it after its cut, and up to there from what it was forked from", async () => {
		const [first] = await episodes(
			"parent_id IS NULL AND turns >= 3 ORDER BY turns DESC, position",
		);
		if (first === undefined) throw new Error("No conversation has three turns");
		const fork = async (slug: string, turn: number, model: string) =>
			playFork((await forkEpisode(adminActor, slug, { turn, model })).slug);
		const child = await fork(first.slug, 2, "house-player-00");
		expect(child.turns).toBeGreaterThan(2);
		const grandchild = await fork(child.slug, 3, "house-player-50");
		expect(grandchild).toMatchObject({ state: "finished", parent: child.id });
		expect(await messages(grandchild.id, 3)).toEqual(await messages(child.id, 3));
		const sibling = await fork(child.slug, 2, "house-player-30");
		expect(sibling).toMatchObject({ state: "finished", parent: first.id });
		expect(
			await sql(
				"SELECT 1 FROM battles WHERE $1 IN (episode_a_id, episode_b_id) AND $2 IN (episode_a_id, episode_b_id)",
				[sibling.id, child.id],
			),
		).toHaveLength(1);
		// Its log is gone through by way of both it was forked from.
		const cuts =
			"SELECT turn FROM episode_events WHERE episode_id = $1 AND kind = 'fork' ORDER BY seq";
		expect(await sql(cuts, [grandchild.id])).toEqual([{ turn: 2 }, { turn: 3 }]);
		expect(await regradeEpisodes("fair-price")).toMatchObject({ skipped: {}, changed: 0 });
	});

	test("by a model that has been there before meets the others once more", async () => {
		const [met] = await sql<{ parent: string; turn: number; model: string }>(
			`SELECT p.slug AS parent, e.fork_turn AS turn, m.slug AS model FROM battles b JOIN episodes e ON e.id = b.episode_a_id
			 JOIN episodes p ON p.id = e.parent_id JOIN models m ON m.id = e.model_id WHERE b.pairing_reason = 'fork' ORDER BY b.id LIMIT 1`,
		);
		if (met === undefined) throw new Error("No forks have met");
		const { slug } = await forkEpisode(adminActor, met.parent, met);
		const { id } = await playFork(slug);
		const battles = await sql(
			"SELECT pairing_reason AS reason FROM battles WHERE $1 IN (episode_a_id, episode_b_id)",
			[id],
		);
		expect(battles.length).toBeGreaterThan(0);
		expect(battles).toEqual(battles.map(() => ({ reason: "fork" })));
	});

	test("by a person waits for that person, and is no battle of any model", async () => {
		const [parent] = await episodes("parent_id IS NULL AND turns >= 1 ORDER BY position");
		const { slug } = await forkEpisode(adminActor, parent?.slug ?? "", { turn: 1, model: null });
		expect(await playFork(slug)).toMatchObject({ state: "person" });
		await sql("UPDATE episodes SET state = 'finished', metrics = '{}' WHERE slug = $1", [slug]);
		const [other] = await episodes("parent_id = $1 AND slug <> $2", [parent?.id, slug]);
		if (other !== undefined)
			await expect(pairByHand(adminActor, [slug, other.slug])).rejects.toMatchObject({
				message: expect.stringContaining("a person sits in the contested seat"),
			});
	});

	test("is refused where there is nothing to go on from", async () => {
		const [parent] = await episodes("parent_id IS NULL AND state = 'finished' ORDER BY position");
		const fork = (slug: string, turn: number, model = "house-player-10") =>
			forkEpisode(adminActor, slug, { turn, model });
		await expect(fork("no-such-slug", 1)).rejects.toMatchObject({ code: "episode-not-found" });
		await expect(fork(parent?.slug ?? "", 99)).rejects.toMatchObject({
			code: "fork-impossible",
			message: expect.stringContaining("choose a turn from 1 to"),
		});
		await expect(fork(parent?.slug ?? "", 1, "nobody")).rejects.toMatchObject({
			code: "unknown-model",
		});
		const { id } = await launch(run, 1);
		const [waiting] = await episodes("run_id = $1", [id]);
		await expect(fork(waiting?.slug ?? "", 1)).rejects.toMatchObject({ code: "fork-impossible" });
	});
});
