import { afterEach, describe, expect, test, vi } from "vitest";
import { overrideConfig } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { wholeBoard } from "#lib/ranking/board-filter.ts";
import { listJobs } from "#lib/services/job/list-jobs.ts";
import { purgeKeys } from "#lib/services/job/purge-keys.ts";
import { currentSnapshot } from "#lib/services/ranking/find-board.ts";
import { announceVotesChanged, takeVoteChanges } from "#lib/services/ranking/mark-stale.ts";
import { refreshStaleBoards } from "#lib/services/ranking/refresh-stale.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { newVote } from "#lib/testing/vote-factory.ts";
import { recountVotes } from "./jobs.ts";
import { openQueue } from "./queue.ts";
import { startWorker, type Worker } from "./worker.ts";

const address = testDatabase();

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn(), debug: vi.fn() };
const running: Worker[] = [];
const start = async (sweepLeases = async () => {}) => {
	overrideConfig({ PARLEY_RANKING_DEBOUNCE_MS: 200 });
	const worker = await startWorker({ log, sweepLeases });
	running.push(worker);
	return worker;
};
afterEach(async () => {
	await Promise.all(running.splice(0).map((worker) => worker.stop()));
});

const announce = (battleId: string) => announceVotesChanged(pool(), { battleId }, Date.now());
const human = wholeBoard("human");
const used = async () => (await currentSnapshot(human))?.counts.used;
const waiting = async () =>
	(await pool().query("SELECT count(*) AS n FROM pgboss.job WHERE state < 'completed'")).rows[0].n;
const outboxRows = async () => (await pool().query("SELECT count(*) AS n FROM outbox")).rows[0].n;

describe("the outbox", () => {
	test("loses nothing when the process dies between the mark and the delete", async () => {
		await refreshStaleBoards();
		const { battleId } = await newVote({ a: "lark", b: "wren", outcome: "a" });
		await announce(battleId);
		// The relay's transaction is undone, as a crash before its commit would.
		await expect(
			transaction(async (client) => {
				await client.query("DELETE FROM outbox");
				throw new Error("killed");
			}),
		).rejects.toThrow("killed");
		expect(await outboxRows()).toBe(1);
		expect((await takeVoteChanges()).taken).toBe(1);
		expect(await outboxRows()).toBe(0);
		// Killed after the commit, before any job was sent: the mark is still there.
		await refreshStaleBoards();
		expect(await used()).toBe(1);
	});

	test("may announce the same votes twice without changing anything", async () => {
		const { battleId } = await newVote({ a: "lark", b: "wren", outcome: "b" });
		await announce(battleId);
		await refreshStaleBoards();
		const before = await currentSnapshot(human);
		await announce(battleId);
		await announce(battleId);
		expect(await refreshStaleBoards()).toMatchObject({ fitted: 0, unchanged: 1 });
		expect((await currentSnapshot(human))?.id).toBe(before?.id);
	});

	test("marks only leaderboards of the battle's origin, and all of a voter who is excluded", async () => {
		const vote = await newVote({ a: "lark", b: "wren", outcome: "a" });
		await refreshStaleBoards();
		await announce(vote.battleId);
		expect((await takeVoteChanges()).boards).toBe(1);
		await refreshStaleBoards();
		await pool().query("UPDATE voters SET excluded_at = now() WHERE id = $1", [vote.voterId]);
		const before = (await used()) ?? 0;
		await announceVotesChanged(pool(), { voterId: vote.voterId }, Date.now());
		await refreshStaleBoards();
		expect(await used()).toBe(before - 1);
	});

	test("an unreadable row makes everything stale instead of being dropped in silence", async () => {
		await pool().query(
			"INSERT INTO outbox (id, kind, payload) VALUES (gen_random_uuid(), 'votes-changed', '{\"battle\": 1}')",
		);
		expect(await takeVoteChanges()).toMatchObject({ taken: 1, rejected: 1, boards: 2 });
		await refreshStaleBoards();
	});

	test("leaves rows of other kinds to whoever knows them", async () => {
		await pool().query(
			"INSERT INTO outbox (id, kind, payload) VALUES (gen_random_uuid(), 'something-else', '{}')",
		);
		expect((await takeVoteChanges()).taken).toBe(0);
		expect(await outboxRows()).toBe(1);
		await pool().query("DELETE FROM outbox");
	});
});

describe("a worker", () => {
	test("shows a vote on the leaderboard within 5 s, and sweeps leases meanwhile", async () => {
		const sweep = vi.fn(async () => {});
		await start(sweep);
		const before = (await used()) ?? 0;
		const { battleId } = await newVote({ a: "lark", b: "wren", outcome: "a" });
		await announce(battleId);
		const started = performance.now();
		await vi.waitFor(async () => expect(await used()).toBe(before + 1), {
			timeout: 5000,
			interval: 25,
		});
		expect(performance.now() - started).toBeLessThan(5000);
		expect(sweep).toHaveBeenCalled();
	});

	test("finds a mark whose job was never sent, also with a second worker beside it", async () => {
		await Promise.all([start(), start()]);
		await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 8000, interval: 25 });
		const before = (await used()) ?? 0;
		await newVote({ a: "lark", b: "wren", outcome: "a" });
		// What a process leaves that died right after its mark was committed.
		await pool().query("UPDATE leaderboards SET stale_at = now()");
		await vi.waitFor(async () => expect(await used()).toBe(before + 1), {
			timeout: 10_000,
			interval: 25,
		});
	});

	test("shows failures: counts by state and the last error, and goes on", async () => {
		await pool().query(
			`INSERT INTO leaderboards (key, filter, method, stale_at) VALUES ('broken', '{"board": "?"}', 'bt-half', now())`,
		);
		await start();
		await vi.waitFor(
			async () => {
				const queue = (await listJobs()).queues.find(
					(each) => each.queue === "refresh-leaderboards",
				);
				expect(queue?.lastError?.message).toContain("first broken");
			},
			{ timeout: 8000, interval: 50 },
		);
		await pool().query("DELETE FROM leaderboards WHERE key = 'broken'");
		const overview = await listJobs();
		expect(overview.isInstalled).toBe(true);
		expect(overview.queues.map((queue) => queue.queue)).toEqual([
			"dead-letters",
			"purge-idempotency-keys",
			"recount-votes",
			"refresh-leaderboards",
		]);
	});
});

describe("the recount", () => {
	const recount = async () => {
		log.info.mockClear();
		log.error.mockClear();
		const queue = await openQueue({ connectionString: address(), onProblem: () => {} });
		await queue.send(recountVotes, {});
		await queue.close(0);
	};

	test("repairs what is wrong and says so as an error; when all agrees it says that", async () => {
		await newVote({ a: "lark", b: "wren", outcome: "a" });
		await refreshStaleBoards();
		await pool().query("UPDATE cells SET wins_a = wins_a + 1");
		await start();
		await recount();
		await vi.waitFor(
			() =>
				expect(log.error).toHaveBeenCalledWith(
					expect.objectContaining({ differences: expect.objectContaining({ judgements: 0 }) }),
					"recount found and repaired wrong counts",
				),
			{ timeout: 10_000, interval: 25 },
		);
		await recount();
		await vi.waitFor(
			() => expect(log.info).toHaveBeenCalledWith(expect.anything(), "recount agreed"),
			{ timeout: 10_000, interval: 25 },
		);
		expect(log.error).not.toHaveBeenCalled();
	});
});

test("old idempotency keys are forgotten, young ones kept", async () => {
	await pool().query(
		`INSERT INTO idempotency_keys (actor, key, body_hash, created_at)
		VALUES ('x', 'old', 'h', now() - interval '25 hours'), ('x', 'young', 'h', now() - interval '23 hours')`,
	);
	expect(await purgeKeys(24)).toBe(1);
	expect((await pool().query("SELECT key FROM idempotency_keys")).rows).toEqual([{ key: "young" }]);
});
