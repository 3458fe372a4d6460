import type { DisplayPolicy } from "#lib/arena/battle.ts";
import { isLive } from "#lib/arena/battle.ts";
import type { Slot } from "#lib/arena/outcome.ts";
import { canRetry } from "#lib/arena/vote-rules.ts";
import type { Actor } from "#lib/auth/actor.ts";
import type { Queryable } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { enforceTurnLimits } from "#lib/http/rate-limit.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { appendEvent } from "./append-event.ts";
import { loadJudgedTurns } from "./judged-turns.ts";
import { loadReplies, ownedBattle } from "./owned-battle.ts";
import type { TurnTask } from "./running-turn.ts";
import { assertNotTooMany, leaseReply } from "./take-turn.ts";
import { turnRunner } from "./turn-runner.ts";

const refusals = {
	"turn-in-progress": "This turn is still being answered. Retry once both sides have ended.",
	"not-failed": "This reply did not fail, so there is nothing to retry.",
	"turn-over":
		"Later turns were answered with this reply in mind. Only the latest turn can be retried.",
	"already-judged": "You have already voted on this reply, so it stays as it is.",
	"turn-not-found": "This battle has no such turn.",
} as const;

const refuse = (code: keyof typeof refusals): AppError =>
	new AppError(code, refusals[code], { status: code === "turn-not-found" ? 404 : 409 });

/**
 * Generates a failed or interrupted reply of the latest turn again. The same request again
 * (`requestKey`, its Idempotency-Key) starts nothing more. Throws 404 or 409 with what is in
 * the way, `rate-limited` (429), `shutting-down` (503).
 */
export async function retryReply(
	actor: Actor,
	battleId: string,
	turn: number,
	slot: Slot,
	requestKey: string | null = null,
): Promise<void> {
	const runner = turnRunner();
	runner.assertTaking();
	// A retry costs as much as a turn, so it counts as one.
	if (actor.voterId !== null) await enforceTurnLimits(actor.voterId, actor.networkHash);
	const task = await transaction((client) =>
		storeRetry(client, actor, battleId, turn, slot, requestKey),
	);
	if (task !== null) runner.start(task);
}

async function storeRetry(
	client: Queryable,
	actor: Actor,
	battleId: string,
	turn: number,
	slot: Slot,
	requestKey: string | null,
): Promise<TurnTask | null> {
	const battle = await ownedBattle(client, actor, battleId, true);
	const replies = (await loadReplies(client, battleId)).filter((reply) => reply.turn === turn);
	const reply = replies.find((candidate) => candidate.slot === slot);
	if (reply === undefined) throw refuse("turn-not-found");
	if (requestKey !== null) {
		const repeated = await client.query(
			"SELECT 1 FROM replies WHERE id = $1 AND request_key = $2",
			[reply.id, requestKey],
		);
		if (repeated.rowCount === 1) return null;
	}
	const isJudged = await loadJudgedTurns(client, battleId);
	const move = canRetry({
		state: reply.state,
		isLastTurn: turn === battle.turnsCount,
		isJudged: isJudged(turn),
	});
	if (!move.ok) throw refuse(move.code);
	if (replies.some((other) => isLive(other.state))) throw refuse("turn-in-progress");
	await assertNotTooMany(client, actor, battleId);
	const stored = await client.query<{ lastSeq: number; text: string; seed: number }>(
		`SELECT t.last_seq AS "lastSeq", m.text, c.seed FROM turns t, conversations c
		 JOIN messages m ON m.conversation_id = c.id AND m.seat = 'user'
		 WHERE t.battle_id = $1 AND t.index = $2 AND c.id = $3 AND m.turn = $2`,
		[battleId, turn, reply.conversationId],
	);
	const { lastSeq = 0, text = "", seed = 0 } = stored.rows[0] ?? {};
	await client.query(
		"DELETE FROM messages WHERE conversation_id = $1 AND turn = $2 AND seat = 'assistant'",
		[reply.conversationId, turn],
	);
	await client.query("UPDATE turns SET ended_at = NULL WHERE battle_id = $1 AND index = $2", [
		battleId,
		turn,
	]);
	await client.query("UPDATE battles SET state = 'answering', updated_at = now() WHERE id = $1", [
		battleId,
	]);
	await appendEvent(
		reply.conversationId,
		"note",
		{ what: "retry", turn, attempt: reply.attempt + 1 },
		client,
	);
	await client.query("UPDATE replies SET request_key = $2 WHERE id = $1", [reply.id, requestKey]);
	const conversation = { id: reply.conversationId, modelId: reply.modelId, seed };
	return {
		battleId,
		turn,
		isBlind: battle.mode === "blind" && battle.revealedAt === null,
		question: text,
		displayPolicy: battle.displayPolicy as DisplayPolicy,
		lastSeq,
		replies: [await leaseReply(client, battleId, turn, slot, conversation, reply.attempt + 1)],
	};
}
