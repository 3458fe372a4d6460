import type { DisplayPolicy } from "#lib/arena/battle.ts";
import { detectLanguage } from "#lib/arena/language.ts";
import { type Slot, slots } from "#lib/arena/outcome.ts";
import { canTakeTurn } from "#lib/arena/vote-rules.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { config } from "#lib/config/config.ts";
import { startCall } from "#lib/db/call-store.ts";
import type { Queryable } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { enforceTurnLimits } from "#lib/http/rate-limit.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import { runtime } from "#lib/services/runtime.ts";
import { loadHistories } from "./load-history.ts";
import { loadReplies, ownedBattle, statesByTurn } from "./owned-battle.ts";
import type { ReplyTask, TurnTask } from "./running-turn.ts";
import { turnRunner } from "./turn-runner.ts";

const refusals = {
	"turn-in-progress": "The last turn is still being answered. Wait for both replies, or stop them.",
	"battle-closed": "This battle is closed. Start a new one.",
	"turn-limit": "This battle has reached its last turn. Vote, or start a new battle.",
} as const;

/**
 * Takes a turn: stores the user message and both empty replies, leased to this process, in one
 * transaction, and begins to generate. Resolves to the turn's number as soon as it is stored. The
 * same request again (`requestKey`, its Idempotency-Key) is the turn that it made before, whatever
 * became of its answer.
 * Throws `battle-not-found` (404), `turn-in-progress`, `battle-closed` (409), `rate-limited` (429),
 * `shutting-down` (503).
 */
export async function takeTurn(
	actor: Actor,
	battleId: string,
	text: string,
	requestKey: string | null = null,
): Promise<number> {
	const runner = turnRunner();
	runner.assertTaking();
	if (actor.voterId !== null) await enforceTurnLimits(actor.voterId, actor.networkHash);
	const stored = await transaction((client) =>
		storeTurn(client, actor, battleId, text, requestKey),
	);
	if (typeof stored === "number") return stored;
	runner.start(stored);
	return stored.turn;
}

/** What is to be generated, or the number of the turn that this request has made before. */
async function storeTurn(
	client: Queryable,
	actor: Actor,
	battleId: string,
	text: string,
	requestKey: string | null,
): Promise<TurnTask | number> {
	const battle = await ownedBattle(client, actor, battleId, true);
	if (requestKey !== null) {
		const earlier = await client.query<{ index: number }>(
			"SELECT index FROM turns WHERE battle_id = $1 AND request_key = $2",
			[battleId, requestKey],
		);
		if (earlier.rows[0] !== undefined) return earlier.rows[0].index;
	}
	const states = statesByTurn(await loadReplies(client, battleId));
	const move = canTakeTurn({
		state: battle.state,
		lastTurn: states.get(battle.turnsCount) ?? null,
		turnsTaken: battle.turnsCount,
		turnsMax: config().PARLEY_TURNS_MAX,
	});
	if (!move.ok) {
		const code = move.code === "turn-limit" ? "battle-closed" : move.code;
		throw new AppError(code, refusals[move.code], {
			status: 409,
			data: { turnsMax: config().PARLEY_TURNS_MAX },
		});
	}
	await assertNotTooMany(client, actor, battleId);
	const turn = battle.turnsCount + 1;
	const language = battle.language ?? (turn === 1 ? detectLanguage(text) : null);
	const conversations = await client.query<SlotConversation>(
		`SELECT id, slot, model_id AS "modelId", seed FROM conversations WHERE battle_id = $1 ORDER BY slot`,
		[battleId],
	);
	const replies = await insertTurn(
		client,
		{ battleId, turn, text, language, requestKey },
		conversations.rows,
	);
	return {
		battleId,
		turn,
		isBlind: battle.mode === "blind" && battle.revealedAt === null,
		question: text,
		displayPolicy: battle.displayPolicy as DisplayPolicy,
		lastSeq: 0,
		replies,
	};
}

interface SlotConversation {
	id: string;
	slot: Slot;
	modelId: string;
	seed: number;
}

/**
 * Writes all that a new turn begins with, in one statement because every trip to the database delays
 * the first text: the turn and the battle's state, and for both slots the user message with its event,
 * the empty reply leased to this process, and the trace of its first call.
 */
async function insertTurn(
	client: Queryable,
	turn: {
		battleId: string;
		turn: number;
		text: string;
		language: string | null;
		requestKey: string | null;
	},
	conversations: readonly SlotConversation[],
): Promise<ReplyTask[]> {
	const now = runtime().clock.nowMs();
	const sides = slots.map((slot) => {
		const conversation = conversations.find((row) => row.slot === slot);
		if (conversation === undefined)
			throw new Error(`Battle ${turn.battleId} has no conversation in slot ${slot}`);
		return { ...conversation, replyId: uuidV7(now), callId: uuidV7(now), messageId: uuidV7(now) };
	});
	await client.query(
		`WITH side AS (
		   SELECT * FROM unnest($5::text[], $6::uuid[], $7::uuid[], $8::uuid[], $9::uuid[], $10::uuid[])
		     AS s(slot, conversation_id, model_id, message_id, reply_id, call_id)),
		 battle AS (UPDATE battles SET state = 'answering', turns_count = $2, language = $4, updated_at = now() WHERE id = $1),
		 turn AS (INSERT INTO turns (battle_id, index, request_key) VALUES ($1, $2, $15)),
		 message AS (
		   INSERT INTO messages (id, conversation_id, turn, seat, text)
		   SELECT message_id, conversation_id, $2, 'user', $3 FROM side),
		 event AS (
		   INSERT INTO events (conversation_id, seq, kind, data)
		   SELECT conversation_id, 1 + coalesce((SELECT max(e.seq) FROM events e WHERE e.conversation_id = side.conversation_id), 0),
		     'message', $11::jsonb FROM side),
		 reply AS (
		   INSERT INTO replies (id, battle_id, turn, slot, conversation_id, model_id, attempt, lease_owner, lease_until)
		   SELECT reply_id, $1, $2, slot, conversation_id, model_id, 1, $12, now() + make_interval(secs => $13) FROM side)
		 INSERT INTO calls (id, purpose, battle_id, conversation_id, reply_id, turn, attempt, try_number, model_id,
		                    provider, requested_model, parameters, state, started_at)
		 SELECT call_id, 'reply', $1, conversation_id, reply_id, $2, 1, 1, side.model_id,
		   coalesce(e.provider, 'unknown'), coalesce(e.provider_model_id, 'unknown'), '{}', 'running', $14
		 FROM side LEFT JOIN endpoints e ON e.model_id = side.model_id AND e.position = 0`,
		[
			turn.battleId,
			turn.turn,
			turn.text,
			turn.language,
			sides.map((side) => side.slot),
			sides.map((side) => side.id),
			sides.map((side) => side.modelId),
			sides.map((side) => side.messageId),
			sides.map((side) => side.replyId),
			sides.map((side) => side.callId),
			JSON.stringify({ seat: "user", turn: turn.turn, characters: turn.text.length }),
			runtime().processId,
			config().PARLEY_LEASE_MS / 1000,
			new Date(now),
			turn.requestKey,
		],
	);
	const histories = await loadHistories(
		client,
		sides.map((side) => side.id),
	);
	return sides.map(({ id, slot, modelId, seed, replyId, callId }) => ({
		replyId,
		slot,
		conversationId: id,
		modelId,
		attempt: 1,
		firstCallId: callId,
		messages: histories.get(id) ?? [],
		seed,
	}));
}

/** Inserts, or takes up again, one reply in this process's name, with the trace of its first call. */
export async function leaseReply(
	client: Queryable,
	battleId: string,
	turn: number,
	slot: Slot,
	conversation: { id: string; modelId: string; seed: number },
	attempt: number,
): Promise<ReplyTask> {
	const now = runtime().clock.nowMs();
	const { rows } = await client.query<{ id: string }>(
		`INSERT INTO replies (id, battle_id, turn, slot, conversation_id, model_id, attempt, lease_owner, lease_until)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(secs => $9))
		 ON CONFLICT (battle_id, turn, slot) DO UPDATE SET state = 'pending', failure_reason = NULL, attempt = EXCLUDED.attempt,
		   lease_owner = EXCLUDED.lease_owner, lease_until = EXCLUDED.lease_until, stop_requested = false, started_at = now(), ended_at = NULL,
		   has_leak = false, leak = NULL, style = NULL, words = 0
		 RETURNING id`,
		[
			uuidV7(now),
			battleId,
			turn,
			slot,
			conversation.id,
			conversation.modelId,
			attempt,
			runtime().processId,
			config().PARLEY_LEASE_MS / 1000,
		],
	);
	const replyId = rows[0]?.id ?? "";
	const firstCallId = uuidV7(now);
	await startCall(
		firstCallId,
		{
			purpose: "reply",
			battleId,
			conversationId: conversation.id,
			replyId,
			turn,
			attempt,
			tryNumber: 1,
			modelId: conversation.modelId,
		},
		new Date(now),
		client,
	);
	return {
		replyId,
		slot,
		conversationId: conversation.id,
		modelId: conversation.modelId,
		attempt,
		firstCallId,
		messages: (await loadHistories(client, [conversation.id])).get(conversation.id) ?? [],
		seed: conversation.seed,
	};
}

/** The voter's row is the lock: two turns at the same moment count one after the other. */
export async function assertNotTooMany(
	client: Queryable,
	actor: Actor,
	battleId: string,
): Promise<void> {
	await client.query("SELECT 1 FROM voters WHERE id = $1 FOR UPDATE", [actor.voterId]);
	const { rows } = await client.query<{ running: number }>(
		"SELECT count(*) AS running FROM battles WHERE owner_voter_id = $1 AND state = 'answering' AND id <> $2",
		[actor.voterId, battleId],
	);
	const atOnceMax = config().PARLEY_TURNS_AT_ONCE_MAX;
	if ((rows[0]?.running ?? 0) >= atOnceMax)
		throw new AppError(
			"rate-limited",
			`${atOnceMax} of your battles are being answered right now. Wait until one is done; your message was not sent.`,
			{ status: 429, data: { retryAfterSeconds: 5 } },
		);
}
