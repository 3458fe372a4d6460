import {
	type BattleView,
	type FailureReason,
	isLive,
	type ReplyState,
	type ReplyView,
	type TurnView,
} from "#lib/arena/battle.ts";
import { type Slot, slots } from "#lib/arena/outcome.ts";
import { canRetry } from "#lib/arena/vote-rules.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { config } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { buildReveal } from "#lib/services/vote/build-reveal.ts";
import { loadVotes } from "#lib/services/vote/load-votes.ts";
import { loadJudgedTurns } from "./judged-turns.ts";
import { ownedBattle } from "./owned-battle.ts";
import { loadChunks } from "./sweep-leases.ts";
import { textsOf } from "./turn-log.ts";
import { turnRunner } from "./turn-runner.ts";

interface ReplyTextRow {
	turn: number;
	slot: Slot;
	state: ReplyState;
	words: number;
	reason: FailureReason | null;
	text: string | null;
	question: string;
	lastSeq: number;
}

/**
 * The owner's view of a battle, complete enough to redraw the page, running replies included.
 * Identity is in it only after the reveal, or in named mode. Throws `battle-not-found` (404).
 */
export async function loadBattleView(actor: Actor, battleId: string): Promise<BattleView> {
	const battle = await ownedBattle(pool(), actor, battleId, false);
	const [replies, isJudged, votes, contenders] = await Promise.all([
		loadReplyTexts(battleId),
		loadJudgedTurns(pool(), battleId),
		loadVotes(pool(), battleId, actor.voterId ?? ""),
		battle.mode === "named" || battle.revealedAt !== null
			? loadContenders(battle.modelAId, battle.modelBId)
			: null,
	]);
	const turns = new Map<number, TurnView>();
	for (const row of replies) {
		const turn = turns.get(row.turn) ?? (await emptyTurn(battleId, row, replies));
		turns.set(row.turn, turn);
		const view = turn.replies[row.slot];
		if (isLive(row.state)) {
			view.state = view.text === "" ? "pending" : "streaming";
		} else {
			Object.assign(view, {
				state: row.state,
				text: row.text ?? "",
				words: row.words,
				failureReason: row.reason,
			});
			view.canRetry =
				!turn.isRunning &&
				canRetry({
					state: row.state,
					isLastTurn: row.turn === battle.turnsCount,
					isJudged: isJudged(row.turn),
				}).ok;
		}
	}
	const finalVote = votes.find((vote) => vote.scope === "battle") ?? votes.at(-1);
	return {
		battleId,
		slug: battle.revealedAt === null ? null : battle.slug,
		// Turns after the reveal are answered too, but nothing about the battle is open any more.
		state: battle.revealedAt === null ? battle.state : "decided",
		mode: battle.mode,
		origin: battle.origin,
		displayPolicy: battle.displayPolicy,
		sides: battle.sideOfA === "left" ? { a: "left", b: "right" } : { a: "right", b: "left" },
		category: battle.category,
		language: battle.language,
		turnsMax: config().PARLEY_TURNS_MAX,
		turns: [...turns.values()],
		votes,
		models: contenders,
		reveal:
			battle.revealedAt === null ? null : await buildReveal(pool(), battleId, finalVote ?? null),
		createdAt: battle.createdAt.toISOString(),
	};
}

/** A turn with both sides empty, or with what its running log has shown so far. */
async function emptyTurn(
	battleId: string,
	row: ReplyTextRow,
	replies: readonly ReplyTextRow[],
): Promise<TurnView> {
	const isRunning = replies.some((other) => other.turn === row.turn && isLive(other.state));
	const running = isRunning ? turnRunner().find(battleId, row.turn) : undefined;
	const chunks =
		isRunning && running === undefined ? await loadChunks(pool(), battleId, row.turn, 0) : [];
	const shown = running?.log.text ?? textsOf(chunks);
	const empty = (slot: Slot): ReplyView => ({
		slot,
		state: "pending",
		text: shown[slot],
		words: 0,
		failureReason: null,
		canRetry: false,
	});
	return {
		turn: row.turn,
		text: row.question,
		replies: { a: empty(slots[0]), b: empty(slots[1]) },
		lastEventId: isRunning ? (running?.log.seq ?? chunks.at(-1)?.seq ?? row.lastSeq) : row.lastSeq,
		isRunning,
	};
}

async function loadReplyTexts(battleId: string): Promise<ReplyTextRow[]> {
	const { rows } = await pool().query<ReplyTextRow>(
		`SELECT r.turn, r.slot, r.state, r.words, r.failure_reason AS reason, m.text, u.text AS question, t.last_seq AS "lastSeq"
		 FROM replies r JOIN turns t ON t.battle_id = r.battle_id AND t.index = r.turn
		 JOIN messages u ON u.conversation_id = r.conversation_id AND u.turn = r.turn AND u.seat = 'user'
		 LEFT JOIN messages m ON m.conversation_id = r.conversation_id AND m.turn = r.turn AND m.seat = 'assistant'
		 WHERE r.battle_id = $1 ORDER BY r.turn, r.slot`,
		[battleId],
	);
	return rows;
}

async function loadContenders(aId: string, bId: string): Promise<BattleView["models"]> {
	const { rows } = await pool().query<{ id: string; slug: string; name: string }>(
		"SELECT id, slug, name FROM models WHERE id = ANY($1)",
		[[aId, bId]],
	);
	const find = (id: string) => {
		const row = rows.find((candidate) => candidate.id === id);
		return { slug: row?.slug ?? "", name: row?.name ?? "" };
	};
	return { a: find(aId), b: find(bId) };
}
