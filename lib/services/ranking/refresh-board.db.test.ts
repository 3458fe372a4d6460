import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { exclusionReasons } from "#lib/arena/battle.ts";
import { pool } from "#lib/db/pool.ts";
import { boardFilter, boardKey, wholeBoard } from "#lib/ranking/board-filter.ts";
import type { JudgementRow } from "#lib/ranking/cells.ts";
import { judgementHash } from "#lib/ranking/judgement-hash.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { modelOf, newVote, newVoter } from "#lib/testing/vote-factory.ts";
import { fitBoardNow } from "./fit-board.ts";
import { announceVotesChanged, takeVoteChanges } from "./mark-stale.ts";
import { refreshBoard, registerBoard } from "./refresh-board.ts";
import { findSnapshot } from "./stored-snapshots.ts";

testDatabase();

const human = wholeBoard("human");
const key = boardKey(human);

beforeEach(async () => {
	await pool().query(
		"TRUNCATE judgements, battles, voters, outbox, leaderboards, rating_snapshots CASCADE",
	);
	await registerBoard(human, 10);
});

const refresh = async () => {
	const result = await refreshBoard(key);
	if (result.kind === "unknown") throw new Error("the leaderboard should be known");
	const snapshot = await findSnapshot(result.snapshotId);
	if (snapshot === null) throw new Error("the snapshot should be stored");
	return { result, snapshot };
};

const markAll = () => pool().query("UPDATE leaderboards SET stale_at = now()");

describe("from votes to a snapshot", () => {
	test("counts each outcome in its cell and rates the winner higher", async () => {
		for (const outcome of ["a", "a", "a", "b", "tie", "both_bad"] as const)
			await newVote({ a: "lark", b: "wren", outcome });
		await newVote({ a: "wren", b: "lark", outcome: "b" });
		const { snapshot } = await refresh();
		expect(snapshot.pairs).toEqual([
			{ modelA: "lark", modelB: "wren", winsA: 3, winsB: 1, ties: 1, bothBad: 1, battles: 6 },
			{ modelA: "wren", modelB: "lark", winsA: 0, winsB: 1, ties: 0, bothBad: 0, battles: 1 },
		]);
		expect(snapshot.rows.map((row) => [row.model, row.votes, row.wins])).toEqual([
			["lark", 7, 4],
			["wren", 7, 1],
		]);
		expect(snapshot.rows[0]?.rating).toBeGreaterThan(snapshot.rows[1]?.rating ?? 0);
		expect(snapshot.counts).toMatchObject({ total: 7, used: 7, leftOut: {} });
	});

	test("has an empty snapshot before the first vote, not an error", async () => {
		const { snapshot } = await refresh();
		expect(snapshot.rows).toEqual([]);
		expect(snapshot.warnings).toEqual([{ code: "no-votes", models: [] }]);
		expect(snapshot.judgementHash).toBe(createHash("sha256").digest("hex"));
	});

	test.each(
		exclusionReasons.filter((r) => !["superseded", "withdrawn", "voter-excluded"].includes(r)),
	)("leaves out a vote marked %s and says so", async (reason) => {
		await newVote({ a: "lark", b: "wren", outcome: "a" });
		await newVote({ a: "lark", b: "wren", outcome: "b", exclusions: [reason, "turn-scope"] });
		const { counts, rows } = (await refresh()).snapshot;
		expect(counts).toMatchObject({ total: 2, used: 1, leftOut: { [reason]: 1 } });
		expect(rows.find((row) => row.model === "wren")?.wins).toBe(0);
	});

	test("counts a superseded, a withdrawn and an excluded voter's vote once, under its own reason", async () => {
		const first = await newVote({ a: "lark", b: "wren", outcome: "b", isCurrent: false });
		await newVote({ ...first, a: "lark", b: "wren", outcome: "a", version: 2 });
		await newVote({ a: "lark", b: "wren", outcome: "b", withdrawn: true, exclusions: ["leak"] });
		const voterId = await newVoter({ isExcluded: true });
		await newVote({ a: "lark", b: "wren", outcome: "b", voterId, exclusions: ["leak"] });
		await newVote({ a: "lark", b: "wren", outcome: "b", withdrawn: true });
		await newVote({ a: "lark", b: "wren", outcome: "b", voterId });
		const { counts, pairs } = (await refresh()).snapshot;
		expect(counts).toMatchObject({
			total: 6,
			used: 1,
			leftOut: { superseded: 1, withdrawn: 2, "voter-excluded": 2 },
		});
		expect(pairs).toEqual([
			{ modelA: "lark", modelB: "wren", winsA: 1, winsB: 0, ties: 0, bothBad: 0, battles: 1 },
		]);
	});

	test("a turn vote that ended its battle counts as one on the battle", async () => {
		await newVote({ a: "lark", b: "wren", outcome: "a", scope: "turn", turn: 2 });
		expect((await refresh()).snapshot.counts.used).toBe(1);
	});
});

describe("the judgement hash", () => {
	test("is the one that anybody takes over the canonical lines, whatever order the rows were written in", async () => {
		await modelOf('od"d\\ näme');
		const votes: JudgementRow[] = [];
		for (let i = 0; i < 30; i++) {
			const [a, b] = i % 3 === 0 ? ['od"d\\ näme', "wren"] : ["lark", "wren"];
			const outcome = i % 2 === 0 ? "a" : "both_bad";
			const { id } = await newVote({ a, b, outcome, version: 1 + (i % 4) });
			votes.push({ id, modelA: a, modelB: b, outcome, version: 1 + (i % 4) });
		}
		const before = (await fitBoardNow(human)).judgementHash;
		expect(before).toBe(
			judgementHash(votes, (text) => createHash("sha256").update(text).digest("hex")),
		);
		expect((await refresh()).snapshot.judgementHash).toBe(before);

		const rows = await pool().query("SELECT * FROM judgements ORDER BY id DESC");
		await pool().query("DELETE FROM judgements");
		for (const row of rows.rows) {
			const names = Object.keys(row);
			await pool().query(
				`INSERT INTO judgements (${names.join(", ")}) VALUES (${names.map((_, i) => `$${i + 1}`).join(", ")})`,
				Object.values(row),
			);
		}
		expect((await fitBoardNow(human)).judgementHash).toBe(before);
	});

	test("changes with one outcome", async () => {
		await newVote({ a: "lark", b: "wren", outcome: "a" });
		const before = (await fitBoardNow(human)).judgementHash;
		await newVote({ a: "lark", b: "wren", outcome: "tie" });
		expect((await fitBoardNow(human)).judgementHash).not.toBe(before);
	});
});

describe("publishing", () => {
	test("writes a new snapshot only when the judgements changed, and keeps the old one as it was", async () => {
		const vote = await newVote({ a: "lark", b: "wren", outcome: "a" });
		const first = await refresh();
		await markAll();
		const second = await refresh();
		expect(second.result.kind).toBe("unchanged");
		expect(second.snapshot.id).toBe(first.snapshot.id);

		await pool().query("UPDATE judgements SET is_current = false WHERE id = $1", [vote.id]);
		await newVote({ ...vote, a: "lark", b: "wren", outcome: "b", version: 2 });
		await markAll();
		const third = await refresh();
		expect(third.result.kind).toBe("fitted");
		expect(third.snapshot.counts).toMatchObject({ used: 1, leftOut: { superseded: 1 } });
		expect(third.snapshot.rows[0]?.model).toBe("wren");
		const kept = await pool().query("SELECT rows FROM rating_snapshots WHERE id = $1", [
			first.snapshot.id,
		]);
		expect(kept.rows[0].rows[0].model).toBe("lark");
		await expect(pool().query("UPDATE rating_snapshots SET seed = 1")).rejects.toThrow("immutable");
	});

	test("two refreshers of one leaderboard make one snapshot", async () => {
		await newVote({ a: "lark", b: "wren", outcome: "a" });
		const results = await Promise.all(Array.from({ length: 6 }, () => refreshBoard(key)));
		expect(results.map((result) => result.kind).sort()).toEqual([
			"fitted",
			"fresh",
			"fresh",
			"fresh",
			"fresh",
			"fresh",
		]);
		const { rows } = await pool().query("SELECT count(*) AS n FROM rating_snapshots");
		expect(rows[0].n).toBe(1);
	});

	test("a vote that is marked while a fit runs leaves the leaderboard stale", async () => {
		await newVote({ a: "lark", b: "wren", outcome: "a" });
		await refresh();
		await markAll();
		// Held back at its last step, the publishing of a fit that has already read the votes.
		const blocker = await pool().connect();
		await blocker.query("BEGIN");
		await blocker.query("LOCK TABLE rating_snapshots IN SHARE MODE");
		await newVote({ a: "lark", b: "wren", outcome: "b" });
		const running = refreshBoard(key);
		await waitForLock();
		const late = await newVote({ a: "lark", b: "wren", outcome: "b" });
		await announceVotesChanged(pool(), { battleId: late.battleId }, Date.now());
		await takeVoteChanges();
		await blocker.query("COMMIT");
		blocker.release();
		expect((await running).kind).toBe("fitted");
		const next = await refresh();
		expect(next.result.kind).toBe("fitted");
		expect(next.snapshot.counts.used).toBe(3);
	});
});

describe("filters", () => {
	test("keep origin, language, category, length and dates apart", async () => {
		const vote = { a: "lark", b: "wren", outcome: "a" } as const;
		await newVote({
			...vote,
			language: "de",
			categories: ["code"],
			at: new Date("2026-01-31T23:59:59Z"),
		});
		await newVote({ ...vote, language: "en", turnsCount: 3, at: new Date("2026-02-01T00:00:00Z") });
		await newVote({
			...vote,
			origin: "simulated",
			turnsCount: 4,
			at: new Date("2026-02-02T12:00:00Z"),
		});
		const used = async (query: Parameters<typeof boardFilter>[0]) =>
			(await fitBoardNow(boardFilter(query))).counts.used;
		expect(await used({})).toBe(2);
		expect(await used({ origin: "simulated" })).toBe(1);
		expect(await used({ origin: "imported" })).toBe(0);
		expect(await used({ origin: "all" })).toBe(3);
		expect(await used({ language: "de" })).toBe(1);
		expect(await used({ category: "code" })).toBe(1);
		expect(await used({ category: "turns-2-3" })).toBe(1);
		expect(await used({ category: "turns-4-plus", origin: "all" })).toBe(1);
		expect(await used({ to: "2026-01-31" })).toBe(1);
		expect(await used({ from: "2026-02-01", origin: "all" })).toBe(2);
		expect(await used({ from: "2026-02-01", to: "2026-02-01", origin: "all" })).toBe(1);
	});
});

async function waitForLock(): Promise<void> {
	for (;;) {
		const { rows } = await pool().query(
			"SELECT count(*) AS n FROM pg_locks WHERE NOT granted AND relation = 'rating_snapshots'::regclass",
		);
		if (rows[0].n > 0) return;
	}
}
