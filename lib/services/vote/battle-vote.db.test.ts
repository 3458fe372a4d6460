import { describe, expect, test } from "vitest";
import { pool } from "#lib/db/pool.ts";
import { loadBattleView } from "#lib/services/battle/load-battle.ts";
import { takeTurn } from "#lib/services/battle/take-turn.ts";
import {
	actorOf,
	begin,
	playTurn,
	says,
	turnOver,
	useModels,
} from "#lib/testing/battle-fixture.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { castVote } from "./cast-vote.ts";
import { findReceipt } from "./find-receipt.ts";
import { withdrawVote } from "./withdraw-vote.ts";

testDatabase();

describe("a vote", () => {
	test("reveals after the commit, and again in every later view", async () => {
		await useModels({ alpha: says("I think so."), beta: says("Perhaps not.") });
		const { battleId, actor } = await playTurn();
		const cast = await castVote(actor, battleId, { scope: "battle", outcome: "tie" });
		expect([cast.reveal?.a.slug, cast.reveal?.b.slug].sort()).toEqual(["alpha", "beta"]);
		expect(cast.reveal).toMatchObject({ counts: true, exclusions: [], expectedA: null });
		expect(cast.reveal?.a.usage.costUsd).toBe(0.5);
		const view = await loadBattleView(actor, battleId);
		expect(view.state).toBe("decided");
		expect(view.models).not.toBeNull();
		const { rows } = await pool().query("SELECT kind FROM outbox WHERE payload->>'battleId' = $1", [
			battleId,
		]);
		expect(rows).toEqual([{ kind: "votes-changed" }]);
	});

	test("64 at once, of different outcomes, leave exactly one current version", async () => {
		await useModels({ alpha: says("x"), beta: says("y") });
		const { battleId, actor } = await playTurn();
		const outcomes = ["a", "b", "tie", "both_bad"] as const;
		const casts = await Promise.all(
			Array.from({ length: 64 }, (_, i) =>
				castVote(actor, battleId, { scope: "battle", outcome: outcomes[i % 4] ?? "a" }),
			),
		);
		const { rows } = await pool().query(
			"SELECT outcome, version, is_current FROM judgements WHERE battle_id = $1 ORDER BY version",
			[battleId],
		);
		expect(rows.filter((row) => row.is_current)).toHaveLength(1);
		expect(rows.at(-1).is_current).toBe(true);
		expect(new Set(casts.map((cast) => cast.receipt)).size).toBe(1);
		expect(rows.map((row) => row.version)).toEqual(rows.map((_, i) => i + 1));
	});

	test("the same vote twice is stored once", async () => {
		await useModels({ alpha: says("x"), beta: says("y") });
		const { battleId, actor } = await playTurn();
		const first = await castVote(actor, battleId, { scope: "battle", outcome: "a" });
		const second = await castVote(actor, battleId, { scope: "battle", outcome: "a" });
		expect(second).toMatchObject({ result: "duplicate", receipt: first.receipt });
	});

	test("changed after the reveal stays on record, but no longer counts", async () => {
		await useModels({ alpha: says("x"), beta: says("y") });
		const { battleId, actor } = await playTurn();
		await castVote(actor, battleId, { scope: "battle", outcome: "a" });
		const changed = await castVote(actor, battleId, { scope: "battle", outcome: "b" });
		expect(changed.reveal).toMatchObject({ counts: false, exclusions: ["changed-after-reveal"] });
		const receipt = await findReceipt(actor, changed.receipt);
		expect(receipt.earlier.map((vote) => vote.outcome)).toEqual(["a"]);
	});

	test("a first vote after the reveal is refused", async () => {
		await useModels({ alpha: says("x"), beta: says("y") });
		const { battleId, actor, turn } = await playTurn();
		await castVote(actor, battleId, { scope: "battle", outcome: "a" });
		await expect(
			castVote(actor, battleId, { scope: "turn", turn, outcome: "a" }),
		).rejects.toMatchObject({ code: "revealed" });
	});

	test("on a turn does not reveal, unless it ends the battle", async () => {
		await useModels({ alpha: says("x"), beta: says("y") });
		const { battleId, actor, turn } = await playTurn();
		expect(
			(await castVote(actor, battleId, { scope: "turn", turn, outcome: "a" })).reveal,
		).toBeNull();
		const ended = await castVote(actor, battleId, {
			scope: "turn",
			turn,
			outcome: "b",
			reveal: true,
		});
		expect(ended.reveal).toMatchObject({ counts: true });
	});

	test("in named mode is kept and left out", async () => {
		await useModels({ alpha: says("x"), beta: says("y") });
		const { battleId, actor } = await begin("named", ["beta", "alpha"]);
		const turn = await takeTurn(actor, battleId, "hi");
		await turnOver(battleId, turn);
		expect((await loadBattleView(actor, battleId)).models).toMatchObject({
			a: { slug: "beta" },
			b: { slug: "alpha" },
		});
		const cast = await castVote(actor, battleId, { scope: "battle", outcome: "a" });
		expect(cast.reveal?.exclusions).toEqual(["named-mode"]);
	});

	test("on replies that say who they are is flagged and left out", async () => {
		await useModels({
			alpha: says("I am ChatGPT, a language model trained by OpenAI."),
			beta: says("y"),
		});
		const { battleId, actor } = await playTurn("Who are you?");
		const cast = await castVote(actor, battleId, { scope: "battle", outcome: "b" });
		expect(cast.reveal?.exclusions).toEqual(["leak"]);
	});

	test("can be withdrawn by its receipt, twice, and only by its voter", async () => {
		await useModels({ alpha: says("x"), beta: says("y") });
		const { battleId, actor } = await playTurn();
		const { receipt } = await castVote(actor, battleId, { scope: "battle", outcome: "a" });
		await expect(withdrawVote(actorOf(), receipt)).rejects.toMatchObject({
			code: "receipt-not-found",
		});
		await withdrawVote(actor, receipt);
		await withdrawVote(actor, receipt);
		expect(await findReceipt(actor, receipt)).toMatchObject({
			counts: false,
			exclusions: ["withdrawn"],
		});
	});
});
