import { describe, expect, test } from "vitest";
import type { Slot } from "#lib/arena/outcome.ts";
import { pool } from "#lib/db/pool.ts";
import { loadBattleView } from "#lib/services/battle/load-battle.ts";
import { retryReply } from "#lib/services/battle/retry-reply.ts";
import { startBattle } from "#lib/services/battle/start-battle.ts";
import { stopTurn } from "#lib/services/battle/stop-turn.ts";
import { takeTurn } from "#lib/services/battle/take-turn.ts";
import {
	actorOf,
	type Behaviour,
	eventSeen,
	fails,
	hangsAfter,
	says,
	useModels as setModels,
	turnOver,
} from "#lib/testing/battle-fixture.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { castVote } from "./cast-vote.ts";
import { findReceipt } from "./find-receipt.ts";
import { withdrawVote } from "./withdraw-vote.ts";

testDatabase();

/** Says something different in every call, the last for ever after. */
function inTurn(...behaviours: Behaviour[]): Behaviour {
	let call = 0;
	return (input) => {
		const behaviour = behaviours[Math.min(call, behaviours.length - 1)] ?? says("");
		call += 1;
		return behaviour(input);
	};
}

/** Shows `text`, then dies. */
const diesAfter =
	(text: string): Behaviour =>
	async (input) => {
		input.onText(text);
		return { ...(await fails("server-error")(input)), text };
	};

/** A battle whose slot `a` behaves as `a` and slot `b` as `b`. */
async function battleOf(a: Behaviour, b: Behaviour) {
	await setModels({ alpha: a, beta: b });
	const { battleId, voterId } = await startBattle(actorOf(), { mode: "blind" });
	const { rows } = await pool().query<{ slot: Slot; slug: string }>(
		"SELECT c.slot, m.slug FROM conversations c JOIN models m ON m.id = c.model_id WHERE battle_id = $1",
		[battleId],
	);
	const slotOf = (slug: string): Slot => rows.find((row) => row.slug === slug)?.slot ?? "a";
	return { battleId, actor: actorOf(voterId), alpha: slotOf("alpha"), beta: slotOf("beta") };
}

describe("what was judged stays as it was", () => {
	test("a failed side is not generated again once the battle was voted on, not even after the reveal", async () => {
		const { battleId, actor, alpha } = await battleOf(diesAfter("half of"), says("whole"));
		await turnOver(battleId, await takeTurn(actor, battleId, "Hello?"));
		await castVote(actor, battleId, { scope: "battle", outcome: "tie" });
		await expect(retryReply(actor, battleId, 1, alpha)).rejects.toMatchObject({
			code: "already-judged",
		});
		expect((await loadBattleView(actor, battleId)).turns[0]?.replies[alpha]).toMatchObject({
			text: "half of",
			canRetry: false,
		});
	});

	test("a failed side of a turn after the reveal may be", async () => {
		const behaviour = inTurn(says("one"), diesAfter("half of"), says("two"));
		const { battleId, actor, alpha } = await battleOf(behaviour, says("whole"));
		await turnOver(battleId, await takeTurn(actor, battleId, "Hello?"));
		await castVote(actor, battleId, { scope: "battle", outcome: "tie" });
		await turnOver(battleId, await takeTurn(actor, battleId, "And now?"));
		expect((await loadBattleView(actor, battleId)).turns[1]?.replies[alpha].canRetry).toBe(true);
		await retryReply(actor, battleId, 2, alpha);
		await turnOver(battleId, 2);
		expect((await loadBattleView(actor, battleId)).turns[1]?.replies[alpha].text).toBe("two");
	});

	test("while a turn after the reveal is answered the battle stays decided", async () => {
		const { battleId, actor } = await battleOf(
			inTurn(says("one"), hangsAfter("wait")),
			says("whole"),
		);
		await turnOver(battleId, await takeTurn(actor, battleId, "Hello?"));
		await castVote(actor, battleId, { scope: "battle", outcome: "a" });
		const turn = await takeTurn(actor, battleId, "And now?");
		expect((await loadBattleView(actor, battleId)).state).toBe("decided");
		await stopTurn(actor, battleId, turn, undefined);
		await turnOver(battleId, turn);
	});

	test("other reasons after the reveal keep a blind vote blind, and in its category", async () => {
		const { battleId, actor } = await battleOf(says("one"), says("two"));
		await turnOver(battleId, await takeTurn(actor, battleId, "Hello?"));
		await castVote(actor, battleId, { scope: "battle", outcome: "a", reasons: { a: ["clearer"] } });
		await turnOver(battleId, await takeTurn(actor, battleId, "And now?"));
		const again = await castVote(actor, battleId, { scope: "battle", outcome: "a" });
		expect(again.reveal?.counts).toBe(true);
		const { rows } = await pool().query(
			"SELECT turns_count FROM judgements WHERE battle_id = $1 AND is_current",
			[battleId],
		);
		expect(rows).toEqual([{ turns_count: 1 }]);
	});
});

describe("a vote that ends the battle", () => {
	test("counts when the same turn vote stood before", async () => {
		const { battleId, actor } = await battleOf(says("one"), says("two"));
		await turnOver(battleId, await takeTurn(actor, battleId, "Hello?"));
		await castVote(actor, battleId, { scope: "turn", turn: 1, outcome: "a" });
		const final = { scope: "turn", turn: 1, outcome: "a", reveal: true } as const;
		const cast = await castVote(actor, battleId, final);
		expect(cast).toMatchObject({ result: "recorded", reveal: { counts: true } });
		expect((await castVote(actor, battleId, final)).result).toBe("duplicate");
	});

	test("waits until no reply of any turn is on its way", async () => {
		const { battleId, actor } = await battleOf(
			inTurn(says("one"), hangsAfter("wait")),
			says("two"),
		);
		await turnOver(battleId, await takeTurn(actor, battleId, "Hello?"));
		const turn = await takeTurn(actor, battleId, "And now?");
		await expect(
			castVote(actor, battleId, { scope: "turn", turn: 1, outcome: "a", reveal: true }),
		).rejects.toMatchObject({ code: "vote-too-early" });
		expect((await loadBattleView(actor, battleId)).reveal).toBeNull();
		await stopTurn(actor, battleId, turn, undefined);
		await turnOver(battleId, turn);
	});

	test("is left out when an earlier turn gave a model away", async () => {
		const { battleId, actor } = await battleOf(
			inTurn(says("I am alpha, at your service."), says("Yes.")),
			says("No."),
		);
		await turnOver(battleId, await takeTurn(actor, battleId, "Who are you?"));
		await turnOver(battleId, await takeTurn(actor, battleId, "Really?"));
		const turnVote = { scope: "turn", turn: 2, outcome: "a", reveal: true } as const;
		expect((await castVote(actor, battleId, turnVote)).reveal?.exclusions).toEqual(["leak"]);
	});

	test("is left out when a reply that gave its model away was retried", async () => {
		const { battleId, actor, alpha } = await battleOf(
			inTurn(diesAfter("I am alpha, at your service."), says("Yes.")),
			says("No."),
		);
		await turnOver(battleId, await takeTurn(actor, battleId, "Who are you?"));
		await retryReply(actor, battleId, 1, alpha);
		await turnOver(battleId, 1);
		const cast = await castVote(actor, battleId, { scope: "battle", outcome: "a" });
		expect(cast.reveal?.exclusions).toEqual(["leak"]);
	});

	test("is left out when a side showed nothing at all", async () => {
		const { battleId, actor, alpha } = await battleOf(hangsAfter(""), says("two"));
		const turn = await takeTurn(actor, battleId, "Hello?");
		const started = eventSeen(battleId, turn, ({ event }) => event === "reply-start");
		await started;
		await stopTurn(actor, battleId, turn, alpha);
		await turnOver(battleId, turn);
		const cast = await castVote(actor, battleId, { scope: "battle", outcome: "a" });
		expect(cast.reveal?.exclusions).toEqual(["failed-side"]);
	});
});

test("an operator reads a receipt but can't withdraw the vote", async () => {
	const { battleId, actor } = await battleOf(says("one"), says("two"));
	await turnOver(battleId, await takeTurn(actor, battleId, "Hello?"));
	const { receipt } = await castVote(actor, battleId, { scope: "battle", outcome: "a" });
	const admin = { ...actorOf(), role: "admin" as const };
	expect((await findReceipt(admin, receipt)).isOwn).toBe(false);
	await expect(withdrawVote(admin, receipt)).rejects.toMatchObject({ code: "receipt-not-found" });
	expect((await findReceipt(actor, receipt)).counts).toBe(true);
});

test("the reveal's cost is that of the model it names, not of the one it replaced", async () => {
	await setModels({ alpha: fails("server-error"), beta: says("two"), gamma: says("three") });
	for (;;) {
		const { battleId, voterId } = await startBattle(actorOf(), { mode: "blind" });
		const actor = actorOf(voterId);
		await turnOver(battleId, await takeTurn(actor, battleId, "Hello?"));
		const { reveal } = await castVote(actor, battleId, { scope: "battle", outcome: "tie" });
		expect([reveal?.a.usage.costUsd, reveal?.b.usage.costUsd]).toEqual([0.5, 0.5]);
		const { rows } = await pool().query("SELECT pairing_reason FROM battles WHERE id = $1", [
			battleId,
		]);
		if (rows[0]?.pairing_reason === "reserve") break;
	}
});
