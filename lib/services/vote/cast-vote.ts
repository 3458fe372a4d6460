import {
	type ExclusionReason,
	isLive,
	type RevealView,
	type VoteScope,
	type VoteView,
} from "#lib/arena/battle.ts";
import type { Outcome } from "#lib/arena/outcome.ts";
import { canVote, type ReplyStates, voteExclusions } from "#lib/arena/vote-rules.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { pool, type Queryable } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import {
	loadReplies,
	type OwnedBattle,
	ownedBattle,
	type ReplyRow,
	statesByTurn,
} from "#lib/services/battle/owned-battle.ts";
import { VOTES_CHANGED, type VotesChanged } from "#lib/services/ranking/mark-stale.ts";
import { runtime } from "#lib/services/runtime.ts";
import { buildReveal } from "./build-reveal.ts";
import { toVoteView, type VoteRow, voteColumns } from "./load-votes.ts";

export interface CastVoteInput {
	scope: VoteScope;
	/** Required for a turn vote. */
	turn?: number | undefined;
	outcome: Outcome;
	reasons?: { a?: string[] | undefined; b?: string[] | undefined } | undefined;
	comment?: string | undefined;
	strength?: number | undefined;
	/** Ends the battle with a turn vote. */
	reveal?: boolean | undefined;
}

export interface CastVote {
	/** `duplicate`: the same vote stood already; nothing was written. */
	result: "recorded" | "duplicate";
	vote: VoteView;
	receipt: string;
	reveal: RevealView | null;
}

const refusals = {
	"vote-too-early":
		"Voting opens when both replies of a turn have ended. Wait for them, or stop them.",
	revealed:
		"The models of this battle were revealed before this vote, so it can no longer be blind. Start a new battle.",
} as const;

/**
 * Casts the actor's vote, or supersedes the one that stands for the same scope and turn. One
 * transaction inserts the vote, moves the battle and announces it to the ranking job; the reveal is
 * read only after the commit. Two votes at the same moment are ordered by the battle's row lock, and
 * a partial unique index holds even without it. The same request again (`requestKey`, its
 * Idempotency-Key) is the vote that it cast, even if another replaced it since. Throws `battle-not-found`, `turn-not-found` (404),
 * `vote-too-early`, `revealed` (409).
 */
export async function castVote(
	actor: Actor,
	battleId: string,
	input: CastVoteInput,
	requestKey: string | null = null,
): Promise<CastVote> {
	const stored = await transaction((client) => store(client, actor, battleId, input, requestKey));
	const vote = toVoteView(stored.row);
	return {
		result: stored.result,
		vote,
		receipt: vote.receipt,
		reveal: stored.isRevealed ? await buildReveal(pool(), battleId, vote) : null,
	};
}

async function store(
	client: Queryable,
	actor: Actor,
	battleId: string,
	input: CastVoteInput,
	requestKey: string | null,
) {
	const battle = await ownedBattle(client, actor, battleId, true);
	const cast = requestKey === null ? null : await findCast(client, actor, battleId, requestKey);
	if (cast !== null)
		return { result: "duplicate" as const, row: cast, isRevealed: battle.revealedAt !== null };
	const replies = await loadReplies(client, battleId);
	const turn = input.scope === "turn" ? (input.turn ?? 0) : 0;
	const standing = await findStanding(client, battleId, actor.voterId ?? "", input.scope, turn);
	const turns = turnsJudged(battle, replies, input.scope, turn);
	const isDecided = battle.revealedAt !== null;
	const move = canVote({
		state: isDecided ? "decided" : battle.state,
		turns,
		hasVote: standing !== null && standing.withdrawnAt === null,
	});
	if (!move.ok) throw new AppError(move.code, refusals[move.code], { status: 409 });
	const endsBattle = input.scope === "battle" || input.reveal === true;
	// The names must not appear beside a reply that is still blind.
	if (endsBattle && !isDecided && replies.some((reply) => isLive(reply.state)))
		throw new AppError("vote-too-early", refusals["vote-too-early"], { status: 409 });
	// A turn vote that now ends the battle becomes the final word: another version, not the same vote.
	const becomesFinal = endsBattle && !isDecided && standing?.exclusions.includes("turn-scope");
	if (
		standing !== null &&
		standing.withdrawnAt === null &&
		isSame(standing, input) &&
		!becomesFinal
	) {
		if (endsBattle && !isDecided) await reveal(client, battleId);
		return { result: "duplicate" as const, row: standing, isRevealed: isDecided || endsBattle };
	}
	// With the same outcome only what was said about it changes, so it stays as blind as it was.
	const keepsOutcome =
		isDecided && standing?.withdrawnAt === null && standing.outcome === input.outcome;
	const exclusions = keepsOutcome
		? standing.exclusions
		: voteExclusions({
				mode: battle.mode,
				scope: input.scope,
				endsBattle,
				turns,
				// A leak stays known to the voter: in an earlier turn, or in a reply that was retried.
				hasLeak: endsBattle
					? battle.hasLeak
					: replies.some((reply) => reply.hasLeak && reply.turn === turn),
				changedAfterReveal: isDecided,
				voterExcluded: false,
			});
	const row = await insert(client, actor, battle, replies, turn, standing, exclusions, input, {
		reveals: endsBattle && !isDecided,
		requestKey,
	});
	return { result: "recorded" as const, row, isRevealed: isDecided || endsBattle };
}

/** The replies' states of the turns that a vote is about: its own, or all up to now (or the reveal). */
function turnsJudged(
	battle: OwnedBattle,
	replies: readonly ReplyRow[],
	scope: VoteScope,
	turn: number,
): ReplyStates[] {
	// A side on which nothing was ever shown leaves nothing to compare, however it ended.
	const states = statesByTurn(
		replies.map((reply) =>
			reply.isEmpty && !isLive(reply.state) ? { ...reply, state: "failed" as const } : reply,
		),
	);
	if (scope === "battle") return [...states.values()];
	const one = states.get(turn);
	if (one === undefined)
		throw battle.turnsCount === 0
			? new AppError("vote-too-early", refusals["vote-too-early"], { status: 409 })
			: new AppError("turn-not-found", "This battle has no such turn.", { status: 404 });
	return [one];
}

async function findStanding(
	client: Queryable,
	battleId: string,
	voterId: string,
	scope: VoteScope,
	turn: number,
): Promise<VoteRow | null> {
	const { rows } = await client.query<VoteRow>(
		`SELECT ${voteColumns} FROM judgements
		 WHERE battle_id = $1 AND voter_id = $2 AND scope = $3 AND turn = $4 AND is_current`,
		[battleId, voterId, scope, turn],
	);
	return rows[0] ?? null;
}

/** The vote that this request has cast before. */
async function findCast(
	client: Queryable,
	actor: Actor,
	battleId: string,
	requestKey: string,
): Promise<VoteRow | null> {
	const { rows } = await client.query<VoteRow>(
		`SELECT ${voteColumns} FROM judgements WHERE battle_id = $1 AND voter_id = $2 AND request_key = $3`,
		[battleId, actor.voterId, requestKey],
	);
	return rows[0] ?? null;
}

const isSame = (row: VoteRow, input: CastVoteInput): boolean =>
	row.outcome === input.outcome &&
	row.strength === (input.strength ?? null) &&
	row.comment === (input.comment ?? null) &&
	row.reasonsA.join("\n") === (input.reasons?.a ?? []).join("\n") &&
	row.reasonsB.join("\n") === (input.reasons?.b ?? []).join("\n");

/** The vote, the reveal it brings and its announcement to the ranking job, in one statement. */
async function insert(
	client: Queryable,
	actor: Actor,
	battle: OwnedBattle,
	replies: readonly ReplyRow[],
	turn: number,
	standing: VoteRow | null,
	exclusions: ExclusionReason[],
	input: CastVoteInput,
	{ reveals, requestKey }: { reveals: boolean; requestKey: string | null },
): Promise<VoteRow> {
	const now = runtime().clock.nowMs();
	const lastEnd = Math.max(0, ...replies.map((reply) => reply.endedAt?.getTime() ?? 0));
	if (standing !== null)
		await client.query("UPDATE judgements SET is_current = false WHERE id = $1", [standing.id]);
	const { rows } = await client.query<VoteRow>(
		`WITH announced AS (INSERT INTO outbox (id, kind, payload) VALUES ($18, $19, $20)),
		 revealed AS (
		   UPDATE battles SET state = 'decided', revealed_at = now(), updated_at = now() WHERE id = $2 AND $21)
		 INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, strength, reasons_a, reasons_b, comment,
		   left_slot, dwell_ms, version, supersedes_id, exclusions, receipt, turns_count, request_key)
		 VALUES ($1, $2, $3, $4, 'vote', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $22)
		 RETURNING ${voteColumns}`,
		[
			uuidV7(now),
			battle.id,
			input.scope,
			turn,
			actor.voterId,
			input.outcome,
			input.strength ?? null,
			input.reasons?.a ?? [],
			input.reasons?.b ?? [],
			input.comment ?? null,
			battle.sideOfA === "left" ? "a" : "b",
			lastEnd === 0 ? null : Math.max(0, Math.round(now - lastEnd)),
			(standing?.version ?? 0) + 1,
			standing?.id ?? null,
			exclusions,
			standing?.receipt ?? randomSlug(),
			// Turns after the reveal are not what was judged.
			battle.revealedAt === null ? battle.turnsCount : (standing?.turnsCount ?? battle.turnsCount),
			uuidV7(now),
			VOTES_CHANGED,
			JSON.stringify({ battleId: battle.id } satisfies VotesChanged),
			reveals,
			requestKey,
		],
	);
	const row = rows[0];
	if (row === undefined) throw new Error("An inserted vote came back empty");
	return row;
}

const reveal = (client: Queryable, battleId: string) =>
	client.query(
		"UPDATE battles SET state = 'decided', revealed_at = now(), updated_at = now() WHERE id = $1",
		[battleId],
	);
