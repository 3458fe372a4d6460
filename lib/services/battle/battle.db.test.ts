import { describe, expect, test } from "vitest";
import { pool } from "#lib/db/pool.ts";
import { castVote } from "#lib/services/vote/cast-vote.ts";
import {
	actorOf,
	begin,
	calls,
	eventSeen,
	fails,
	hangsAfter,
	playTurn,
	says,
	turnOver,
	useModels,
} from "#lib/testing/battle-fixture.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { loadBattleView } from "./load-battle.ts";
import { retryReply } from "./retry-reply.ts";
import { stopTurn } from "./stop-turn.ts";
import { streamTurn } from "./stream-turn.ts";
import { sweepLeases } from "./sweep-leases.ts";
import { takeTurn } from "./take-turn.ts";
import type { NumberedEvent } from "./turn-log.ts";
import { turnRunner } from "./turn-runner.ts";

testDatabase();

function collect(
	actor: ReturnType<typeof actorOf>,
	battleId: string,
	turn: number,
	after = 0,
): Promise<NumberedEvent[]> {
	const seen: NumberedEvent[] = [];
	return new Promise((resolve, reject) => {
		streamTurn(
			actor,
			battleId,
			turn,
			after,
			(events) => seen.push(...events),
			() => resolve(seen),
		).catch(reject);
	});
}

describe("a blind battle", () => {
	test("gives both models the same text and seed, and nothing of their identity to the voter", async () => {
		await useModels({ alpha: says("I think so."), beta: says("Perhaps not.") });
		const { battleId, actor } = await playTurn("What do you think?");
		expect(calls).toHaveLength(2);
		expect(calls[0]?.messages).toEqual([{ role: "user", text: "What do you think?" }]);
		expect(calls[1]?.messages).toEqual(calls[0]?.messages);
		expect(calls[1]?.seed).toBe(calls[0]?.seed);
		expect(calls[1]?.modelId).not.toBe(calls[0]?.modelId);
		const view = await loadBattleView(actor, battleId);
		expect(view.models).toBeNull();
		expect(view.slug).toBeNull();
		expect(JSON.stringify(view)).not.toMatch(/alpha|beta/);
		expect([view.turns[0]?.replies.a.text, view.turns[0]?.replies.b.text].sort()).toEqual([
			"I think so.",
			"Perhaps not.",
		]);
	});

	test("stores the propensity with which its pair was drawn", async () => {
		await useModels({ alpha: says("x"), beta: says("y"), gamma: says("z") });
		const { battleId } = await begin();
		const { rows } = await pool().query(
			"SELECT propensity, pairing_reason FROM battles WHERE id = $1",
			[battleId],
		);
		expect(rows[0]).toEqual({ propensity: expect.closeTo(1 / 3, 10), pairing_reason: "uniform" });
	});

	test("goes on with each model's own words as history", async () => {
		await useModels({ alpha: says("one"), beta: says("two") });
		const { battleId, actor } = await playTurn("first");
		const turn = await takeTurn(actor, battleId, "second");
		await turnOver(battleId, turn);
		const histories = calls.slice(2).map((call) => call.messages.map((message) => message.text));
		expect(histories.map((history) => history[1]).sort()).toEqual(["one", "two"]);
		expect(histories.every((history) => history[0] === "first" && history[2] === "second")).toBe(
			true,
		);
	});

	test("belongs to its voter: everybody else gets a 404", async () => {
		await useModels({ alpha: says("x"), beta: says("y") });
		const { battleId } = await playTurn();
		const stranger = actorOf((await begin()).actor.voterId);
		await expect(loadBattleView(stranger, battleId)).rejects.toMatchObject({
			code: "battle-not-found",
			status: 404,
		});
		await expect(takeTurn(stranger, battleId, "hi")).rejects.toMatchObject({ status: 404 });
		await expect(
			castVote(stranger, battleId, { scope: "battle", outcome: "a" }),
		).rejects.toMatchObject({ status: 404 });
	});

	test("takes one turn for one request, however often it is asked for", async () => {
		await useModels({ alpha: says("x"), beta: says("y") });
		const { battleId, actor } = await begin();
		const first = await takeTurn(actor, battleId, "Hello?", "key-1");
		expect(await takeTurn(actor, battleId, "Hello?", "key-1")).toBe(first);
		await turnOver(battleId, first);
		expect(await takeTurn(actor, battleId, "Hello?", "key-1")).toBe(first);
		expect(calls).toHaveLength(2);
		expect(await takeTurn(actor, battleId, "Hello?", "key-2")).toBe(first + 1);
		await turnOver(battleId, first + 1);
	});

	test("refuses a second turn while one is answered", async () => {
		await useModels({ alpha: hangsAfter("wait"), beta: says("y") });
		const { battleId, actor } = await begin();
		const turn = await takeTurn(actor, battleId, "hi");
		await expect(takeTurn(actor, battleId, "again")).rejects.toMatchObject({
			code: "turn-in-progress",
			status: 409,
		});
		await expect(
			castVote(actor, battleId, { scope: "battle", outcome: "a" }),
		).rejects.toMatchObject({ code: "vote-too-early" });
		const over = turnOver(battleId, turn);
		await stopTurn(actor, battleId, turn, undefined);
		await over;
	});
});

describe("the stream", () => {
	test("numbers its events, and a late reader gets the whole turn in one delta a slot", async () => {
		await useModels({ alpha: says("Good morning."), beta: says("Good evening.") });
		const { battleId, actor } = await begin();
		const turn = await takeTurn(actor, battleId, "hi");
		const live = await collect(actor, battleId, turn);
		expect(live.map((event) => event.seq)).toEqual(live.map((_, i) => i + 1));
		expect(live.at(-1)?.event).toBe("turn-end");
		await turnOver(battleId, turn);
		const late = await collect(actor, battleId, turn);
		expect(late.filter((event) => event.event === "reply-delta")).toHaveLength(2);
		expect(late.at(-1)).toEqual({ seq: live.at(-1)?.seq, event: "turn-end", data: {} });
	});

	test("resumes from what another process stored, when this one does not generate the turn", async () => {
		await useModels({ alpha: hangsAfter("Some words"), beta: hangsAfter("Other words") });
		const { battleId, actor } = await begin();
		const turn = await takeTurn(actor, battleId, "hi");
		await eventSeen(battleId, turn, (event) => event.event === "reply-delta");
		const running = turnRunner().find(battleId, turn);
		await turnRunner().flush();
		const find = turnRunner().find;
		turnRunner().find = () => undefined;
		const elsewhere = collect(actor, battleId, turn);
		turnRunner().find = find;
		running?.stop("a");
		running?.stop("b");
		const events = await elsewhere;
		expect(events.at(-1)?.event).toBe("turn-end");
		expect(
			events.filter((event) => event.event === "reply-end").map((event) => event.data),
		).toEqual(expect.arrayContaining([expect.objectContaining({ slot: "a", state: "stopped" })]));
	});
});

describe("failures", () => {
	test("a failing model is retried once, then replaced before anything was shown; every call is traced", async () => {
		await useModels({ good: says("fine"), bad: fails("server-error", true), spare: says("spare") });
		await pool().query("UPDATE models SET weight = CASE slug WHEN 'spare' THEN 1e-9 ELSE 1 END");
		const { battleId, actor } = await playTurn();
		const view = await loadBattleView(actor, battleId);
		expect([view.turns[0]?.replies.a.state, view.turns[0]?.replies.b.state]).toEqual([
			"done",
			"done",
		]);
		const { rows } = await pool().query<{ state: string; error_code: string | null }>(
			"SELECT state, error_code FROM calls WHERE battle_id = $1 ORDER BY started_at, try_number",
			[battleId],
		);
		expect(rows.filter((row) => row.state === "failed")).toEqual([
			{ state: "failed", error_code: "server-error" },
			{ state: "failed", error_code: "server-error" },
		]);
		expect(rows.filter((row) => row.state === "ok")).toHaveLength(2);
		const battle = await pool().query("SELECT pairing_reason FROM battles WHERE id = $1", [
			battleId,
		]);
		expect(battle.rows[0]).toEqual({ pairing_reason: "reserve" });
	});

	test("without a reserve the side fails with a neutral reason, the vote stays possible and is left out", async () => {
		await useModels({ good: says("fine"), bad: fails("unauthorized") });
		const { battleId, actor } = await playTurn();
		const view = await loadBattleView(actor, battleId);
		const failed = [view.turns[0]?.replies.a, view.turns[0]?.replies.b].find(
			(reply) => reply?.state === "failed",
		);
		expect(failed).toMatchObject({ failureReason: "unavailable", canRetry: true, text: "" });
		expect(JSON.stringify(view)).not.toContain("unauthorized");
		const cast = await castVote(actor, battleId, { scope: "battle", outcome: "a" });
		expect(cast.reveal).toMatchObject({ counts: false, exclusions: ["failed-side"] });
	});

	test("a failed side can be retried; the other side keeps its words", async () => {
		let isBroken = true;
		await useModels({
			good: says("fine"),
			bad: (input) => (isBroken ? fails("unauthorized")(input) : says("back again")(input)),
		});
		const { battleId, actor, turn } = await playTurn();
		const before = await loadBattleView(actor, battleId);
		const slot = before.turns[0]?.replies.a.state === "failed" ? "a" : "b";
		isBroken = false;
		await retryReply(actor, battleId, turn, slot);
		const events = await collect(actor, battleId, turn, 0);
		await turnOver(battleId, turn);
		const view = await loadBattleView(actor, battleId);
		expect(view.turns[0]?.replies[slot]).toMatchObject({ state: "done", text: "back again" });
		expect(view.turns[0]?.replies[slot === "a" ? "b" : "a"].text).toBe("fine");
		expect(events.at(-1)?.event).toBe("turn-end");
		await expect(retryReply(actor, battleId, turn, slot)).rejects.toMatchObject({
			code: "not-failed",
		});
	});

	test("a stopped reply keeps what was shown", async () => {
		await useModels({ alpha: hangsAfter("Half of it"), beta: says("Half of it and the rest") });
		const { battleId, actor } = await begin();
		const turn = await takeTurn(actor, battleId, "hi");
		const over = turnOver(battleId, turn);
		await eventSeen(battleId, turn, (event) => event.event === "reply-delta");
		await stopTurn(actor, battleId, turn, undefined);
		await over;
		const view = await loadBattleView(actor, battleId);
		const states = [view.turns[0]?.replies.a, view.turns[0]?.replies.b];
		expect(states.some((reply) => reply?.state === "stopped" && reply.text !== "")).toBe(true);
		expect(view.state).toBe("open");
	});

	test("a reply whose process died becomes interrupted, keeps its partial text, and frees the battle", async () => {
		await useModels({ alpha: hangsAfter("Only the begin"), beta: hangsAfter("And this much") });
		const { battleId, actor } = await begin();
		const turn = await takeTurn(actor, battleId, "hi");
		await eventSeen(
			battleId,
			turn,
			(event) => event.event === "reply-delta" && event.data.text !== "",
		);
		await turnRunner().flush();
		await pool().query(
			"UPDATE replies SET lease_owner = 'dead', lease_until = now() - interval '1 second'",
		);
		expect(await sweepLeases()).toBe(1);
		const view = await loadBattleView(actor, battleId);
		expect(view.state).toBe("open");
		expect(view.turns[0]?.replies.a.state).toBe("interrupted");
		expect(
			`${view.turns[0]?.replies.a.text}${view.turns[0]?.replies.b.text}`.length,
		).toBeGreaterThan(0);
		const { rows } = await pool().query(
			"SELECT state, error_code FROM calls WHERE battle_id = $1",
			[battleId],
		);
		expect(rows).toEqual([
			{ state: "aborted", error_code: "process-died" },
			{ state: "aborted", error_code: "process-died" },
		]);
		const over = turnOver(battleId, turn);
		turnRunner().find(battleId, turn)?.stop("a");
		turnRunner().find(battleId, turn)?.stop("b");
		await over;
		expect((await loadBattleView(actor, battleId)).turns[0]?.replies.a.state).toBe("interrupted");
	});

	test("numbers that a dead process had shown and not stored are never used again", async () => {
		await useModels({ alpha: hangsAfter("Only the begin"), beta: hangsAfter("And this much") });
		const { battleId, actor } = await begin();
		const turn = await takeTurn(actor, battleId, "hi");
		await eventSeen(
			battleId,
			turn,
			(event) => event.event === "reply-delta" && event.data.text !== "",
		);
		await turnRunner().flush();
		const running = turnRunner().find(battleId, turn);
		const seen = (running?.log.seq ?? 0) + 5;
		await pool().query(
			"UPDATE replies SET lease_owner = 'dead', lease_until = now() - interval '1 second'",
		);
		expect(await sweepLeases()).toBe(1);
		const over = turnOver(battleId, turn);
		running?.stop("a");
		running?.stop("b");
		await over;
		await useModels({ alpha: says("Quite another answer"), beta: says("Quite another answer") });
		await retryReply(actor, battleId, turn, "a");
		await turnOver(battleId, turn);
		const events = (await collect(actor, battleId, turn, seen)).filter(
			(event) => event.event !== "turn-end" && event.data.slot === "a",
		);
		expect(events[0]?.event).toBe("reply-start");
		const first = events.find((event) => event.event === "reply-delta");
		expect(first?.data).toMatchObject({ at: 0 });
	});
});

describe("named mode", () => {
	test("names what is wrong with the chosen models", async () => {
		await useModels({ alpha: says("x"), beta: says("y") });
		await expect(begin("named", ["alpha", "nobody"])).rejects.toMatchObject({
			code: "unknown-model",
			status: 422,
		});
		await expect(begin("named", ["alpha", "alpha"])).rejects.toMatchObject({ code: "same-model" });
		await expect(begin("named")).rejects.toMatchObject({ code: "models-missing" });
	});
});
