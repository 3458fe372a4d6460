import { type FailureReason, isLive, type ReplyState } from "#lib/arena/battle.ts";
import type { Slot } from "#lib/arena/outcome.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { ownedBattle } from "./owned-battle.ts";
import { replayTurn, type StoredTurn } from "./replay-turn.ts";
import { loadChunks } from "./sweep-leases.ts";
import type { NumberedEvent } from "./turn-log.ts";
import { turnRunner } from "./turn-runner.ts";

/** How often a process looks for what another one has shown, in ms. */
const POLL_MS = 150;

/**
 * Follows a turn from after an event number: what was missed first, then the rest as it comes, from
 * this process's memory or another process's stored log. Calls `onEnd` after `turn-end`. Throws
 * `battle-not-found` or `turn-not-found` (404) before anything else. Returns the way out.
 */
export async function streamTurn(
	actor: Actor,
	battleId: string,
	turn: number,
	afterSeq: number,
	onEvents: (events: readonly NumberedEvent[]) => void,
	onEnd: () => void,
): Promise<() => void> {
	await ownedBattle(pool(), actor, battleId, false);
	const stored = await loadStoredTurn(battleId, turn);
	if (stored === null)
		throw new AppError("turn-not-found", "This battle has no such turn.", { status: 404 });
	let seen = afterSeq;
	let isOver = false;
	let leave = () => {};
	const pass = (events: readonly NumberedEvent[]) => {
		if (isOver) return;
		onEvents(events);
		seen = Math.max(seen, events.at(-1)?.seq ?? 0);
		if (events.at(-1)?.event === "turn-end") finish();
	};
	const finish = () => {
		if (isOver) return;
		isOver = true;
		leave();
		onEnd();
	};
	// While one side is retried, the other side's reply stands in the store, not in the running log.
	if (!stored.isOver && stored.lastSeq > 0 && afterSeq < stored.lastSeq) {
		const kept = replayTurn(stored, afterSeq);
		if (kept.length > 0) onEvents(kept);
		seen = Math.max(seen, stored.lastSeq);
	}
	const running = stored.isOver ? undefined : turnRunner().find(battleId, turn);
	if (running !== undefined) {
		const unsubscribe = running.log.subscribe(seen, pass);
		leave = unsubscribe;
		if (isOver) unsubscribe();
	} else if (stored.isOver) {
		pass(replayTurn(stored, afterSeq));
		finish();
	} else {
		const timer = setInterval(() => void poll(), POLL_MS);
		leave = () => clearInterval(timer);
		let isPolling = false;
		const poll = async () => {
			if (isPolling || isOver) return;
			isPolling = true;
			try {
				const events = await loadChunks(pool(), battleId, turn, seen);
				if (events.length > 0) return pass(events);
				const now = await loadStoredTurn(battleId, turn);
				if (now === null || now.isOver) {
					if (now !== null) pass(replayTurn(now, seen));
					finish();
				}
			} catch {
				// The database is away for a moment: the client is better served by a cut it can resume.
				finish();
			} finally {
				isPolling = false;
			}
		};
		void poll();
	}
	return () => {
		isOver = true;
		leave();
	};
}

/** A turn as the database has it: ended replies with their texts. */
export async function loadStoredTurn(battleId: string, turn: number): Promise<StoredTurn | null> {
	const { rows } = await pool().query<{
		endedAt: Date | null;
		lastSeq: number;
		index: StoredTurn["index"];
		slot: Slot;
		state: ReplyState;
		reason: FailureReason | null;
		words: number;
		text: string | null;
	}>(
		`SELECT t.ended_at AS "endedAt", t.last_seq AS "lastSeq", t.delta_index AS index, r.slot, r.state,
		        r.failure_reason AS reason, r.words, m.text
		 FROM turns t JOIN replies r ON r.battle_id = t.battle_id AND r.turn = t.index
		 LEFT JOIN messages m ON m.conversation_id = r.conversation_id AND m.turn = t.index AND m.seat = 'assistant'
		 WHERE t.battle_id = $1 AND t.index = $2 ORDER BY r.slot`,
		[battleId, turn],
	);
	const first = rows[0];
	if (first === undefined) return null;
	return {
		isOver: first.endedAt !== null,
		lastSeq: first.lastSeq,
		index: first.index ?? { starts: {}, deltas: [] },
		replies: rows.flatMap(({ slot, state, reason, words, text }) =>
			isLive(state)
				? []
				: [
						{
							slot,
							state: state as Exclude<ReplyState, "pending" | "streaming">,
							reason,
							words,
							text: text ?? "",
						},
					],
		),
	};
}
