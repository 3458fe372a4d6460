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
import { appendEvent } from "./append-event.ts";
import { loadHistory } from "./load-history.ts";
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
	const conversations = await client.query<{
		id: string;
		slot: Slot;
		modelId: string;
		seed: number;
	}>(
		`SELECT id, slot, model_id AS "modelId", seed FROM conversations WHERE battle_id = $1 ORDER BY slot`,
		[battleId],
	);
	await client.query(
		`WITH battle AS (UPDATE battles SET state = 'answering', turns_count = $2, language = $3, updated_at = now() WHERE id = $1)
		 INSERT INTO turns (battle_id, index, request_key) VALUES ($1, $2, $4)`,
		[battleId, turn, language, requestKey],
	);
	const replies: ReplyTask[] = [];
	for (const slot of slots) {
		const conversation = conversations.rows.find((row) => row.slot === slot);
		if (conversation === undefined)
			throw new Error(`Battle ${battleId} has no conversation in slot ${slot}`);
		await client.query(
			`INSERT INTO messages (id, conversation_id, turn, seat, text) VALUES ($1, $2, $3, 'user', $4)`,
			[uuidV7(runtime().clock.nowMs()), conversation.id, turn, text],
		);
		await appendEvent(
			conversation.id,
			"message",
			{ seat: "user", turn, characters: text.length },
			client,
		);
		replies.push(await leaseReply(client, battleId, turn, slot, conversation, 1));
	}
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
		messages: await loadHistory(client, conversation.id),
		seed: conversation.seed,
	};
}

/** The voter's row is the lock: two turns at the same moment count one after the other. */
async function assertNotTooMany(client: Queryable, actor: Actor, battleId: string): Promise<void> {
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
