import type { ReplyState } from "#lib/arena/battle.ts";
import type { Slot } from "#lib/arena/outcome.ts";
import type {
	ReplayCall,
	ReplayContender,
	ReplayEvent,
	ReplayReply,
	ReplayTurn,
	ReplayView,
	ReplayVote,
} from "#lib/arena/replay.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";

interface BattleRow {
	id: string;
	ownerVoterId: string;
	isShared: boolean;
	mode: ReplayView["mode"];
	origin: ReplayView["origin"];
	displayPolicy: ReplayView["displayPolicy"];
	pairingReason: string;
	propensity: number | null;
	language: string | null;
	categories: string[];
	sideOfA: "left" | "right";
	createdAt: Date;
	revealedAt: Date;
}

type ReplyRow = Omit<ReplayReply, "calls" | "text" | "state"> & {
	id: string;
	turn: number;
	state: ReplyState;
	text: string | null;
	question: string;
	startedAt: Date;
	endedAt: Date | null;
};

const notFound = () =>
	new AppError(
		"replay-not-found",
		"There is no such conversation, it is not shared, or its models are not revealed yet.",
		{
			status: 404,
		},
	);

/**
 * A revealed battle with every call, event and vote behind it, for its owner or, once shared, for
 * anybody. Throws `replay-not-found` (404) in every other case, without saying which.
 */
export async function loadReplay(slug: string, actor: Actor): Promise<ReplayView> {
	const battle = await findBattle(slug);
	if (battle === null) throw notFound();
	const isOwner = actor.voterId !== null && actor.voterId === battle.ownerVoterId;
	if (!isOwner && !battle.isShared) throw notFound();
	const [contenders, replies, calls, votes, events] = await Promise.all([
		loadContenders(battle.id),
		loadReplies(battle.id),
		loadCalls(battle.id),
		loadVotes(battle.id, battle.ownerVoterId),
		loadEvents(battle.id),
	]);
	const { id, ownerVoterId: _, sideOfA, createdAt, revealedAt, ...facts } = battle;
	return {
		...facts,
		slug,
		battleId: isOwner ? id : null,
		isOwner,
		sides: sideOfA === "left" ? { a: "left", b: "right" } : { a: "right", b: "left" },
		createdAt: createdAt.toISOString(),
		revealedAt: revealedAt.toISOString(),
		contenders,
		turns: turnsOf(replies, calls),
		votes,
		events,
	};
}

async function findBattle(slug: string): Promise<BattleRow | null> {
	const { rows } = await pool().query<BattleRow>(
		`SELECT id, owner_voter_id AS "ownerVoterId", is_shared AS "isShared", mode, origin,
		        display_policy AS "displayPolicy", pairing_reason AS "pairingReason", propensity, language, categories,
		        side_of_a AS "sideOfA", created_at AS "createdAt", revealed_at AS "revealedAt"
		 FROM battles WHERE slug = $1 AND revealed_at IS NOT NULL`,
		[slug],
	);
	return rows[0] ?? null;
}

async function loadContenders(battleId: string): Promise<ReplayView["contenders"]> {
	const { rows } = await pool().query<ReplayContender & { slot: Slot }>(
		`SELECT c.slot, m.slug, m.name, m.maker, m.kind, m.licence
		 FROM conversations c JOIN models m ON m.id = c.model_id WHERE c.battle_id = $1 ORDER BY c.slot`,
		[battleId],
	);
	const [a, b] = rows.map(({ slot: _, ...contender }) => contender);
	if (a === undefined || b === undefined) throw notFound();
	return { a, b };
}

async function loadReplies(battleId: string): Promise<ReplyRow[]> {
	const { rows } = await pool().query<ReplyRow>(
		`SELECT r.id, r.turn, r.slot, r.state, r.words, r.failure_reason AS "failureReason", r.attempt,
		        r.has_leak AS "hasLeak", m.text, u.text AS question, t.started_at AS "startedAt", t.ended_at AS "endedAt"
		 FROM replies r JOIN turns t ON t.battle_id = r.battle_id AND t.index = r.turn
		 JOIN messages u ON u.conversation_id = r.conversation_id AND u.turn = r.turn AND u.seat = 'user'
		 LEFT JOIN messages m ON m.conversation_id = r.conversation_id AND m.turn = r.turn AND m.seat = 'assistant'
		 WHERE r.battle_id = $1 ORDER BY r.turn, r.slot`,
		[battleId],
	);
	return rows;
}

type CallRow = Omit<ReplayCall, "startedAt"> & { replyId: string; startedAt: Date };

async function loadCalls(battleId: string): Promise<CallRow[]> {
	const { rows } = await pool().query<CallRow>(
		`SELECT k.id AS "callId", k.reply_id AS "replyId", k.attempt, k.try_number AS "tryNumber", m.slug AS model, k.provider,
		        k.requested_model AS "requestedModel", k.returned_model AS "returnedModel", k.parameters, k.state,
		        k.started_at AS "startedAt", k.first_token_ms AS "firstTokenMs", k.duration_ms AS "durationMs",
		        k.tokens_in AS "tokensIn", k.tokens_out AS "tokensOut", k.tokens_reasoning AS "tokensReasoning",
		        k.tokens_cached AS "tokensCached", k.tokens_estimated AS "tokensEstimated", k.cost_usd AS "costUsd",
		        k.finish_reason AS "finishReason", k.http_status AS "httpStatus", k.error_code AS "errorCode",
		        k.error_text AS "errorText"
		 FROM calls k JOIN models m ON m.id = k.model_id
		 WHERE k.battle_id = $1 AND k.reply_id IS NOT NULL ORDER BY k.started_at, k.attempt, k.try_number`,
		[battleId],
	);
	return rows;
}

async function loadVotes(battleId: string, voterId: string): Promise<ReplayVote[]> {
	const { rows } = await pool().query<
		Omit<ReplayVote, "at" | "reasons"> & { at: Date; reasonsA: string[]; reasonsB: string[] }
	>(
		`SELECT scope, turn, outcome, reasons_a AS "reasonsA", reasons_b AS "reasonsB", comment, version, exclusions,
		        created_at AS at, withdrawn_at IS NOT NULL AS withdrawn
		 FROM judgements WHERE battle_id = $1 AND voter_id = $2 AND kind = 'vote' AND is_current ORDER BY turn, created_at`,
		[battleId, voterId],
	);
	return rows.map(({ at, reasonsA, reasonsB, ...vote }) => ({
		...vote,
		reasons: { a: reasonsA, b: reasonsB },
		at: at.toISOString(),
	}));
}

async function loadEvents(battleId: string): Promise<ReplayEvent[]> {
	const { rows } = await pool().query<Omit<ReplayEvent, "at"> & { at: Date }>(
		`SELECT c.slot, e.seq, e.at, e.kind, e.data FROM events e JOIN conversations c ON c.id = e.conversation_id
		 WHERE c.battle_id = $1 ORDER BY e.at, c.slot, e.seq`,
		[battleId],
	);
	return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

function turnsOf(rows: readonly ReplyRow[], calls: readonly CallRow[]): ReplayTurn[] {
	const byReply = new Map<string, ReplayCall[]>();
	for (const { replyId, ...call } of calls) {
		const list = byReply.get(replyId) ?? [];
		byReply.set(replyId, list);
		list.push({ ...call, startedAt: call.startedAt.toISOString() });
	}
	const reply = (row: ReplyRow): ReplayReply => {
		const { slot, state, words, failureReason, attempt, hasLeak } = row;
		const text = row.text ?? "";
		return {
			slot,
			state,
			text,
			words,
			failureReason,
			attempt,
			hasLeak,
			calls: byReply.get(row.id) ?? [],
		};
	};
	return rows.flatMap((a) => {
		const b = rows.find((other) => other.turn === a.turn && other.slot === "b");
		if (a.slot !== "a" || b === undefined) return [];
		return {
			turn: a.turn,
			text: a.question,
			startedAt: a.startedAt.toISOString(),
			endedAt: a.endedAt?.toISOString() ?? null,
			replies: { a: reply(a), b: reply(b) },
		};
	});
}
