import { afterEach, describe, expect, test, vi } from "vitest";
import { config, overrideConfig } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { overrideRuntime, runtime } from "#lib/services/runtime.ts";
import { castVote } from "#lib/services/vote/cast-vote.ts";
import {
	actorOf,
	type Behaviour,
	calls,
	eventSeen,
	fails,
	hangsAfter,
	says,
	turnOver,
	useModels,
} from "#lib/testing/battle-fixture.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { appendEvent } from "./append-event.ts";
import { loadBattleView } from "./load-battle.ts";
import { retryReply } from "./retry-reply.ts";
import { startBattle } from "./start-battle.ts";
import { sweepLeases } from "./sweep-leases.ts";
import { takeTurn } from "./take-turn.ts";
import { turnRunner } from "./turn-runner.ts";

testDatabase();

const begin = async () => {
	const { battleId, voterId } = await startBattle(actorOf(), { mode: "blind" });
	return { battleId, actor: actorOf(voterId) };
};

const expire = (battleId: string) =>
	pool().query(
		"UPDATE replies SET lease_until = now() - interval '1 second' WHERE battle_id = $1 AND state IN ('pending', 'streaming')",
		[battleId],
	);

/** Waits until it is told to go on, then fails. */
function failsLater(): { behaviour: Behaviour; letGo: () => void } {
	const { promise, resolve } = Promise.withResolvers<void>();
	return {
		letGo: resolve,
		behaviour: async (input) => {
			await promise;
			return fails("server-error")(input);
		},
	};
}

describe("a process that lost its lease", () => {
	test("stops calling, says so to those who watch, and leaves the reply to whoever has it", async () => {
		await useModels({ alpha: hangsAfter("so far"), beta: says("y") });
		const { battleId, actor } = await begin();
		const turn = await takeTurn(actor, battleId, "Hello?");
		await eventSeen(battleId, turn, ({ event }) => event === "reply-delta");
		const over = eventSeen(
			battleId,
			turn,
			({ event, data }) => event === "reply-end" && "state" in data && data.state === "interrupted",
		);
		// The short reply may end as interrupted too, before the one that hangs is given up.
		const allOver = eventSeen(battleId, turn, ({ event }) => event === "turn-end");
		await expire(battleId);
		expect(await sweepLeases()).toBe(1);
		await over;
		await allOver;
		expect(calls.some(({ signal }) => signal.aborted)).toBe(true);
		expect((await loadBattleView(actor, battleId)).state).toBe("open");
	});

	test("puts no reserve model into a battle that others went on with", async () => {
		const { behaviour, letGo } = failsLater();
		await useModels({ alpha: behaviour, beta: behaviour, gamma: behaviour });
		const { battleId, actor } = await begin();
		const turn = await takeTurn(actor, battleId, "Hello?");
		const before = await pool().query("SELECT model_a_id, model_b_id FROM battles WHERE id = $1", [
			battleId,
		]);
		await expire(battleId);
		await sweepLeases();
		await castVote(actor, battleId, { scope: "battle", outcome: "tie" });
		letGo();
		await turnOver(battleId, turn);
		const after = await pool().query("SELECT model_a_id, model_b_id FROM battles WHERE id = $1", [
			battleId,
		]);
		expect(after.rows).toEqual(before.rows);
	});

	test("leaves the log of a retry alone, and ends the streams of the turn it had", async () => {
		await useModels({ alpha: hangsAfter("so far"), beta: hangsAfter("so far") });
		const { battleId, actor } = await begin();
		const turn = await takeTurn(actor, battleId, "Hello?");
		const lost = turnRunner().find(battleId, turn);
		await expire(battleId);
		await sweepLeases();
		const ended = eventSeen(battleId, turn, ({ event }) => event === "turn-end");
		await retryReply(actor, battleId, turn, "a");
		expect(turnRunner().find(battleId, turn)).not.toBe(lost);
		await ended;
		expect(lost?.log.events.filter(({ event }) => event === "reply-end")).toHaveLength(2);
		turnRunner().find(battleId, turn)?.stop("a");
		await turnOver(battleId, turn);
	});
});

test("a reply that nobody generates expires, even while its process is busy with others", async () => {
	await useModels({ alpha: hangsAfter("so far"), beta: says("y") });
	overrideConfig({ PARLEY_LEASE_MS: 5000 });
	const busy = await begin();
	const turn = await takeTurn(busy.actor, busy.battleId, "Hello?");
	const given = await begin();
	await turnOver(
		given.battleId,
		await takeTurn(given.actor, given.battleId, "Hello?").then((n) => {
			turnRunner().find(given.battleId, n)?.stop("a");
			turnRunner().find(given.battleId, n)?.stop("b");
			return n;
		}),
	);
	// As after a write that was given up: the row says streaming, the process has let it go.
	await pool().query(
		`UPDATE replies SET state = 'streaming', lease_owner = $2, lease_until = now() + interval '1500 milliseconds' WHERE battle_id = $1`,
		[given.battleId, runtime().processId],
	);
	await pool().query("UPDATE turns SET ended_at = NULL WHERE battle_id = $1", [given.battleId]);
	await vi.waitFor(
		async () => {
			await sweepLeases();
			const view = await loadBattleView(given.actor, given.battleId);
			expect(view.turns[0]?.isRunning).toBe(false);
		},
		{ timeout: 10_000, interval: 100 },
	);
	for (const slot of ["a", "b"] as const) turnRunner().find(busy.battleId, turn)?.stop(slot);
	await turnOver(busy.battleId, turn);
	overrideConfig({ PARLEY_LEASE_MS: 60_000 });
});

describe("a trace that can't be written", () => {
	afterEach(() => vi.restoreAllMocks());

	test("costs the reply nothing and is written later", async () => {
		await useModels({ alpha: says("x"), beta: says("y") });
		const { battleId, actor } = await begin();
		let refusals = 0;
		const { query } = pool();
		vi.spyOn(pool(), "query").mockImplementation(((...args: unknown[]) => {
			if (String(args[0]).startsWith("UPDATE calls SET state") && refusals++ < 2)
				return Promise.reject(new Error("the database is away"));
			return Reflect.apply(query, pool(), args);
		}) as never);
		await turnOver(battleId, await takeTurn(actor, battleId, "Hello?"));
		const { replies } = (await loadBattleView(actor, battleId)).turns[0] ?? {};
		expect([replies?.a.state, replies?.b.state]).toEqual(["done", "done"]);
		const running = async () =>
			(
				await pool().query("SELECT 1 FROM calls WHERE battle_id = $1 AND state = 'running'", [
					battleId,
				])
			).rowCount;
		await vi.waitFor(async () => expect(await running()).toBe(0), { timeout: 5000 });
	});

	test("a NUL in a provider's words is left out", async () => {
		const nul: Behaviour = async (input) => {
			const failed = await fails("server-error")(input);
			return { ...failed, failure: { ...failed.failure, text: "a\0b\ud800" } as never };
		};
		await useModels({ alpha: nul, beta: says("y") });
		const { battleId, actor } = await begin();
		await turnOver(battleId, await takeTurn(actor, battleId, "Hello?"));
		const { rows } = await pool().query(
			"SELECT error_text FROM calls WHERE battle_id = $1 AND state = 'failed'",
			[battleId],
		);
		expect(rows).toEqual([{ error_text: "ab\ufffd" }]);
	});
});

test("two writers of one log at the same moment both get a number", async () => {
	await useModels({ alpha: says("x"), beta: says("y") });
	const { battleId } = await begin();
	const { rows } = await pool().query<{ id: string }>(
		"SELECT id FROM conversations WHERE battle_id = $1 AND slot = 'a'",
		[battleId],
	);
	const id = rows[0]?.id ?? "";
	await Promise.all(Array.from({ length: 16 }, (_, n) => appendEvent(id, "note", { n })));
	const { rows: written } = await pool().query(
		"SELECT count(*)::int AS n, max(seq)::int AS last FROM events WHERE conversation_id = $1",
		[id],
	);
	expect(written).toEqual([{ n: 16, last: 16 }]);
});

test("a stopping process ends replies as interrupted, so that a restart judges no model", async () => {
	await useModels({ alpha: hangsAfter("so far"), beta: hangsAfter("so far") });
	const { battleId, actor } = await begin();
	const turn = await takeTurn(actor, battleId, "Hello?");
	await eventSeen(battleId, turn, ({ event }) => event === "reply-delta");
	const processId = runtime().processId;
	await turnRunner().stop(0);
	const view = await loadBattleView(actor, battleId);
	expect(view.turns[0]?.replies.a).toMatchObject({ state: "interrupted", canRetry: true });
	const { reveal } = await castVote(actor, battleId, { scope: "battle", outcome: "a" });
	expect(reveal?.exclusions).toContain("failed-side");
	overrideRuntime({ processId });
	expect(config().PARLEY_LEASE_MS).toBeGreaterThan(0);
});
