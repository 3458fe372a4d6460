import { beforeEach, expect, test } from "vitest";
import { pool } from "#lib/db/pool.ts";
import { castVote } from "#lib/services/vote/cast-vote.ts";
import { actorOf, calls, fails, says, turnOver, useModels } from "#lib/testing/battle-fixture.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { loadBattleView } from "./load-battle.ts";
import { retryReply } from "./retry-reply.ts";
import { startBattle } from "./start-battle.ts";
import { takeTurn } from "./take-turn.ts";

testDatabase();

beforeEach(() => useModels({ alpha: says("x"), beta: says("y") }));

async function playedBattle() {
	const { battleId, voterId } = await startBattle(actorOf(), { mode: "blind" });
	const actor = actorOf(voterId);
	const turn = await takeTurn(actor, battleId, "Hello there?");
	await turnOver(battleId, turn);
	return { battleId, actor, turn };
}

test("one request starts one battle, however many at the same moment", async () => {
	const start = () => startBattle(actorOf(), { mode: "blind", requestKey: "start-1" });
	const started = await Promise.all(Array.from({ length: 8 }, start));
	expect(new Set(started.map(({ battleId }) => battleId)).size).toBe(1);
	expect(started.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
	expect(new Set(started.map(({ voterId }) => voterId)).size).toBe(1);
});

test("a key is its actor's own, and an account's before and after its voter is made", async () => {
	const requestKey = "start-2";
	const first = await startBattle(actorOf(), { mode: "blind", requestKey });
	const other = await startBattle(actorOf(first.voterId), { mode: "blind", requestKey });
	expect(other.battleId).not.toBe(first.battleId);
	await pool().query("INSERT INTO users (id) VALUES ('account')");
	const account = { ...actorOf(), userId: "account", via: "session" as const };
	const own = await startBattle(account, { mode: "blind", requestKey });
	const again = await startBattle(
		{ ...account, voterId: own.voterId },
		{ mode: "blind", requestKey },
	);
	expect(again).toMatchObject({ battleId: own.battleId, isRepeat: true });
});

test("a vote asked for again is the vote that it cast, though another replaced it", async () => {
	const { battleId, actor, turn } = await playedBattle();
	const vote = { scope: "turn", turn } as const;
	const first = await castVote(actor, battleId, { ...vote, outcome: "a" }, "vote-1");
	const second = await castVote(actor, battleId, { ...vote, outcome: "b" }, "vote-2");
	const again = await castVote(actor, battleId, { ...vote, outcome: "a" }, "vote-1");
	expect(again).toMatchObject({ result: "duplicate", vote: first.vote, reveal: null });
	const { rows } = await pool().query(
		"SELECT id, is_current FROM judgements WHERE battle_id = $1 ORDER BY version",
		[battleId],
	);
	expect(rows).toEqual([
		{ id: first.vote.voteId, is_current: false },
		{ id: second.vote.voteId, is_current: true },
	]);
	const final = await castVote(actor, battleId, { scope: "battle", outcome: "a" }, "vote-3");
	const finalAgain = await castVote(actor, battleId, { scope: "battle", outcome: "a" }, "vote-3");
	expect(finalAgain).toEqual({ ...final, result: "duplicate" });
});

test("a retry asked for again calls no model again", async () => {
	await useModels({ alpha: fails("down"), beta: fails("down") });
	const { battleId, actor, turn } = await playedBattle();
	const callsBefore = calls.length;
	await retryReply(actor, battleId, turn, "a", "retry-1");
	await turnOver(battleId, turn);
	const perRetry = calls.length - callsBefore;
	expect(perRetry).toBeGreaterThan(0);
	await retryReply(actor, battleId, turn, "a", "retry-1");
	await turnOver(battleId, turn);
	expect(calls.length - callsBefore).toBe(perRetry);
	expect((await loadBattleView(actor, battleId)).turns[0]?.replies.a.state).toBe("failed");
	await retryReply(actor, battleId, turn, "a", "retry-2");
	await turnOver(battleId, turn);
	expect(calls.length - callsBefore).toBe(2 * perRetry);
});
