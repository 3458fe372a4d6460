import type { FailureReason } from "#lib/arena/battle.ts";
import { categoriseBattle, categoriserVersion } from "#lib/arena/categorise.ts";
import { detectLeak } from "#lib/arena/leak.ts";
import { styleCounts } from "#lib/arena/style.ts";
import type { Queryable } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { log as serverLog } from "#lib/http/log.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import { leakNames } from "#lib/services/model/load-registry.ts";
import { runtime } from "#lib/services/runtime.ts";
import { appendEvent } from "./append-event.ts";
import type { ReplyTask, TurnTask } from "./running-turn.ts";
import { type EndState, indexLog, type LogIndex, type TurnLog } from "./turn-log.ts";

export interface ReplyEnd {
	state: EndState;
	reason: FailureReason | null;
	text: string;
	words: number;
}

/** `isOwner` false: the lease was lost and somebody else ended the reply; nothing was written. */
export interface FinishedReply {
	isOwner: boolean;
}

/** How often the write is tried while the database is away, and how long it waits between. */
const TRIES = 20;
const WAIT_MS = 500;

/**
 * Stores a reply that was shown to its end: message, style, leak, state; with the turn's last one
 * also the end of the turn, its compacted log and the battle's categories. One transaction. A
 * database that is away for some seconds costs patience, not the reply.
 */
export async function finishReply(
	turn: TurnTask,
	task: ReplyTask,
	end: ReplyEnd,
	log: TurnLog,
	isLast: boolean,
): Promise<FinishedReply> {
	for (let attempt = 1; ; attempt++) {
		try {
			// Without the names a leak would go unseen, so no names is as bad as no database.
			const { names } = (await leakNames()).of(task.modelId);
			const findings = detectLeak(end.text, { names, question: turn.question });
			return await transaction((client) => write(client, turn, task, end, findings, log, isLast));
		} catch (error) {
			serverLog().error(
				{ err: error, battleId: turn.battleId, attempt },
				"a finished reply could not be stored",
			);
			if (attempt === TRIES) return { isOwner: false };
			await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
		}
	}
}

async function write(
	client: Queryable,
	turn: TurnTask,
	task: ReplyTask,
	end: ReplyEnd,
	findings: readonly unknown[],
	log: TurnLog,
	isLast: boolean,
): Promise<FinishedReply> {
	// The battle's row is the lock that votes, turns and sweeps take first too.
	await client.query("SELECT 1 FROM battles WHERE id = $1 FOR UPDATE", [turn.battleId]);
	const updated = await client.query(
		`WITH done AS (
		   UPDATE replies SET state = $2, failure_reason = $3, words = $4, style = $5, has_leak = $6, leak = $7,
		     ended_at = now(), lease_owner = NULL, lease_until = NULL
		   WHERE id = $1 AND lease_owner = $8 AND attempt = $9 AND state IN ('pending', 'streaming') RETURNING 1),
		 message AS (
		   INSERT INTO messages (id, conversation_id, turn, seat, text, cut_offset)
		   SELECT $10, $11, $12, 'assistant', $13, $14 FROM done
		   ON CONFLICT (conversation_id, turn, seat) DO UPDATE SET text = EXCLUDED.text, cut_offset = EXCLUDED.cut_offset)
		 SELECT 1 FROM done`,
		[
			task.replyId,
			end.state,
			end.reason,
			end.words,
			JSON.stringify(styleCounts(end.text)),
			findings.length > 0,
			findings.length > 0 ? JSON.stringify(findings) : null,
			runtime().processId,
			task.attempt,
			uuidV7(runtime().clock.nowMs()),
			task.conversationId,
			turn.turn,
			end.text,
			end.state === "done" ? null : end.text.length,
		],
	);
	if (updated.rowCount === 0) return { isOwner: false };
	await appendEvent(
		task.conversationId,
		end.state === "stopped" ? "interrupt" : "message",
		{
			seat: "assistant",
			turn: turn.turn,
			attempt: task.attempt,
			state: end.state,
			characters: end.text.length,
		},
		client,
	);
	if (findings.length > 0)
		await client.query("UPDATE battles SET has_leak = true WHERE id = $1", [turn.battleId]);
	if (!isLast) return { isOwner: true };
	// This reply's end and the turn's end are the two events still to come.
	await closeTurn(client, turn.battleId, turn.turn, log, log.seq + 2);
	return { isOwner: true };
}

/** Ends a turn: compacts its log, frees the battle, files it under its categories. */
export async function closeTurn(
	client: Queryable,
	battleId: string,
	turn: number,
	log: Pick<TurnLog, "events">,
	lastSeq: number,
): Promise<void> {
	const earlier = await client.query<{ index: LogIndex | null }>(
		`SELECT delta_index AS index FROM turns WHERE battle_id = $1 AND index = $2`,
		[battleId, turn],
	);
	await client.query(
		`WITH gone AS (DELETE FROM reply_chunks WHERE battle_id = $1 AND turn = $2)
		 UPDATE turns SET ended_at = now(), last_seq = $3, delta_index = $4 WHERE battle_id = $1 AND index = $2`,
		[battleId, turn, lastSeq, JSON.stringify(indexLog(log.events, earlier.rows[0]?.index ?? null))],
	);
	const { rows } = await client.query<{ seat: string; text: string; slot: string }>(
		`SELECT m.seat, m.text, c.slot FROM messages m JOIN conversations c ON c.id = m.conversation_id
		 WHERE c.battle_id = $1 ORDER BY m.turn`,
		[battleId],
	);
	const categories = categoriseBattle({
		texts: rows.filter((row) => row.seat === "user" && row.slot === "a").map((row) => row.text),
		replies: rows.filter((row) => row.seat === "assistant").map((row) => row.text),
	});
	await client.query(
		`UPDATE battles SET state = CASE WHEN revealed_at IS NULL THEN 'open' ELSE 'decided' END,
		   categories = CASE WHEN revealed_at IS NULL THEN $2 ELSE categories END, categoriser_version = $3, updated_at = now()
		 WHERE id = $1`,
		[battleId, categories, String(categoriserVersion)],
	);
}
