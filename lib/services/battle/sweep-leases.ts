import type { LeakNames } from "#lib/arena/leak/names.ts";
import { detectLeak } from "#lib/arena/leak.ts";
import type { Slot } from "#lib/arena/outcome.ts";
import { countWords, styleCounts } from "#lib/arena/style.ts";
import type { Queryable } from "#lib/db/pool.ts";
import { pool } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { log } from "#lib/http/log.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import { leakNames } from "#lib/services/model/load-registry.ts";
import { runtime } from "#lib/services/runtime.ts";
import { appendEvent } from "./append-event.ts";
import { closeTurn } from "./finish-reply.ts";
import { abandonCalls } from "./generate-reply.ts";
import { type NumberedEvent, textsOf } from "./turn-log.ts";

interface Orphan {
	id: string;
	slot: Slot;
	attempt: number;
	conversationId: string;
	question: string;
}

/**
 * Ends the replies whose process died: marks them `interrupted`, keeps what was shown, frees the
 * battle. Any process may run it at any time. Resolves to the number of turns it ended.
 */
export async function sweepLeases(): Promise<number> {
	const { rows } = await pool().query<{ battleId: string; turn: number }>(
		`SELECT DISTINCT battle_id AS "battleId", turn FROM replies
		 WHERE state IN ('pending', 'streaming') AND lease_until < now() LIMIT 100`,
	);
	if (rows.length === 0) return 0;
	const { names } = (await leakNames()).of("");
	let ended = 0;
	for (const { battleId, turn } of rows) {
		// One turn that can't be ended must not keep the others waiting.
		try {
			await transaction((client) => endTurn(client, battleId, turn, names));
			ended++;
		} catch (error) {
			log().error({ err: error, battleId, turn }, "an interrupted turn could not be ended");
		}
	}
	return ended;
}

/** More events than a process ever shows before they are stored. */
const UNSTORED_MAX = 10_000;

async function endTurn(
	client: Queryable,
	battleId: string,
	turn: number,
	names: LeakNames[],
): Promise<void> {
	await client.query("SELECT 1 FROM battles WHERE id = $1 FOR UPDATE", [battleId]);
	// Looked at again under the lock: the process may have been slow, not dead.
	const orphans = await client.query<Orphan>(
		`SELECT r.id, r.slot, r.attempt, r.conversation_id AS "conversationId", m.text AS question FROM replies r
		 JOIN messages m ON m.conversation_id = r.conversation_id AND m.turn = r.turn AND m.seat = 'user'
		 WHERE r.battle_id = $1 AND r.turn = $2 AND r.state IN ('pending', 'streaming') AND r.lease_until < now()`,
		[battleId, turn],
	);
	if (orphans.rows.length === 0) return;
	const events = await loadChunks(client, battleId, turn, 0);
	const texts = textsOf(events);
	for (const orphan of orphans.rows) {
		const text = texts[orphan.slot];
		const findings = detectLeak(text, { names, question: orphan.question });
		await client.query(
			`WITH told AS (UPDATE battles SET has_leak = true WHERE id = $4 AND $5)
			 UPDATE replies SET state = 'interrupted', failure_reason = 'unavailable', words = $2, style = $3, ended_at = now(),
			   has_leak = $5, leak = $6, lease_owner = NULL, lease_until = NULL WHERE id = $1`,
			[
				orphan.id,
				countWords(text),
				JSON.stringify(styleCounts(text)),
				battleId,
				findings.length > 0,
				findings.length > 0 ? JSON.stringify(findings) : null,
			],
		);
		await client.query(
			`INSERT INTO messages (id, conversation_id, turn, seat, text, cut_offset) VALUES ($1, $2, $3, 'assistant', $4, $5)
			 ON CONFLICT (conversation_id, turn, seat) DO UPDATE SET text = EXCLUDED.text, cut_offset = EXCLUDED.cut_offset`,
			[uuidV7(runtime().clock.nowMs()), orphan.conversationId, turn, text, text.length],
		);
		await appendEvent(
			orphan.conversationId,
			"interrupt",
			{ turn, because: "process-died", characters: text.length },
			client,
		);
	}
	await abandonCalls(
		orphans.rows.map((orphan) => orphan.id),
		client,
	);
	const { rows } = await client.query<{ lastSeq: number; live: number }>(
		`SELECT t.last_seq AS "lastSeq", (SELECT count(*) FROM replies r WHERE r.battle_id = $1 AND r.turn = $2 AND r.state IN ('pending', 'streaming')) AS live
		 FROM turns t WHERE t.battle_id = $1 AND t.index = $2`,
		[battleId, turn],
	);
	if ((rows[0]?.live ?? 0) > 0) return;
	const shown = events.at(-1)?.seq ?? rows[0]?.lastSeq ?? 0;
	// The dead process may have shown events that it had not stored: a later attempt never reuses their
	// numbers, or a client that saw them would take its new start for one that it knows.
	const last = shown + UNSTORED_MAX + orphans.rows.length + 1;
	await closeTurn(client, battleId, turn, { events }, last);
}

/** The stored events of a running turn with numbers above `afterSeq`, in order. */
export async function loadChunks(
	client: Queryable,
	battleId: string,
	turn: number,
	afterSeq: number,
): Promise<NumberedEvent[]> {
	const { rows } = await client.query<{ events: NumberedEvent[] }>(
		"SELECT events FROM reply_chunks WHERE battle_id = $1 AND turn = $2 AND seq_to > $3 ORDER BY seq_from",
		[battleId, turn, afterSeq],
	);
	return rows.flatMap((row) => row.events).filter((event) => event.seq > afterSeq);
}

/** For a start on a database that no other process uses: every lease is of a dead process. */
export async function expireAllLeases(): Promise<void> {
	await pool().query(
		"UPDATE replies SET lease_until = now() - interval '1 second' WHERE state IN ('pending', 'streaming')",
	);
}
