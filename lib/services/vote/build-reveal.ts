import type { ExclusionReason, RevealedModel, RevealView, VoteView } from "#lib/arena/battle.ts";
import type { Slot } from "#lib/arena/outcome.ts";
import type { Queryable } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { expectedForPair } from "#lib/services/ranking/expected-for-pair.ts";

interface ContenderRow {
	slot: Slot;
	battleSlug: string;
	slug: string;
	name: string;
	maker: string;
	kind: RevealedModel["kind"];
	licence: string | null;
	openWeights: boolean;
	costUsd: number | null;
	tokensIn: number | null;
	tokensOut: number | null;
	ttftMs: number | null;
	durationMs: number | null;
}

/**
 * Who the two were, what they cost, and whether the vote counts. To be called only after the vote
 * that reveals is committed; throws `not-revealed` otherwise.
 */
export async function buildReveal(
	client: Queryable,
	battleId: string,
	vote: VoteView | null,
): Promise<RevealView> {
	const { rows } = await client.query<ContenderRow>(
		`SELECT c.slot, b.slug AS "battleSlug", m.slug, m.name, m.maker, m.kind, m.licence, m.open_weights AS "openWeights",
		   used.*
		 FROM battles b JOIN conversations c ON c.battle_id = b.id JOIN models m ON m.id = c.model_id,
		 LATERAL (
		   SELECT sum(k.cost_usd) AS "costUsd", sum(k.tokens_in) AS "tokensIn", sum(k.tokens_out) AS "tokensOut",
		     percentile_cont(0.5) WITHIN GROUP (ORDER BY k.first_token_ms) AS "ttftMs", sum(k.duration_ms) AS "durationMs"
		   -- By the battle, for which there is an index.
		   FROM calls k WHERE k.battle_id = b.id AND k.conversation_id = c.id) AS used
		 WHERE b.id = $1 AND b.revealed_at IS NOT NULL ORDER BY c.slot`,
		[battleId],
	);
	const [a, b] = rows;
	if (a === undefined || b === undefined)
		throw new AppError("not-revealed", "This battle is not revealed yet.", { status: 409 });
	const [expected, exclusions, agreementShare] = await Promise.all([
		expectedForPair(a.slug, b.slug),
		findExclusions(client, vote),
		vote === null ? null : agreement(client, battleId, a.slug, b.slug, vote),
	]);
	return {
		a: toRevealed(a),
		b: toRevealed(b),
		expectedA: expected?.probability ?? null,
		agreementShare,
		counts: vote !== null && exclusions.length === 0,
		exclusions,
		replayPath: `/r/${a.battleSlug}`,
	};
}

function toRevealed(row: ContenderRow): RevealedModel {
	const {
		slug,
		name,
		maker,
		kind,
		licence,
		openWeights,
		costUsd,
		tokensIn,
		tokensOut,
		ttftMs,
		durationMs,
	} = row;
	return {
		slug,
		name,
		maker,
		kind,
		licence,
		openWeights,
		usage: { costUsd, tokensIn, tokensOut, ttftMs, durationMs },
	};
}

/** Why the vote does not count right now: what was stored with it, and what came later. */
export async function findExclusions(
	client: Queryable,
	vote: Pick<VoteView, "voteId"> | null,
): Promise<ExclusionReason[]> {
	if (vote === null) return [];
	const { rows } = await client.query<{
		stored: ExclusionReason[];
		withdrawn: boolean;
		superseded: boolean;
		excluded: boolean;
	}>(
		`SELECT j.exclusions AS stored, j.withdrawn_at IS NOT NULL AS withdrawn, NOT j.is_current AS superseded,
		        v.excluded_at IS NOT NULL AS excluded
		 FROM judgements j JOIN voters v ON v.id = j.voter_id WHERE j.id = $1`,
		[vote.voteId],
	);
	const row = rows[0];
	if (row === undefined) return [];
	return [
		...row.stored,
		...(row.withdrawn ? (["withdrawn"] as const) : []),
		...(row.superseded ? (["superseded"] as const) : []),
		...(row.excluded ? (["voter-excluded"] as const) : []),
	];
}

/** Below this many earlier votes on the pair a share would say nothing. */
const AGREEMENT_VOTES_MIN = 5;

/** Looks at no more battles of a pair than this, so that a vote costs the same in a large arena. */
const AGREEMENT_BATTLES_MAX = 500;

/** Of earlier counted votes on this pair of models, in their latest battles, the share with the same preference. */
async function agreement(
	client: Queryable,
	battleId: string,
	slugA: string,
	slugB: string,
	vote: VoteView,
): Promise<number | null> {
	const latest = (a: string, b: string, isSwapped: boolean) =>
		`(SELECT b.id, ${isSwapped} AS "isSwapped" FROM battles b
		  WHERE b.model_a_id = (SELECT ${a} FROM pair) AND b.model_b_id = (SELECT ${b} FROM pair)
		    AND b.origin = (SELECT origin FROM battles WHERE id = $1) AND b.id <> $1
		  ORDER BY b.id DESC LIMIT $5)`;
	const { rows } = await client.query<{ votes: number; agreeing: number }>(
		`WITH pair AS (SELECT (SELECT id FROM models WHERE slug = $2) AS a, (SELECT id FROM models WHERE slug = $3) AS b),
		 latest AS (SELECT * FROM (${latest("a", "b", false)} UNION ALL ${latest("b", "a", true)}) AS both_ways ORDER BY id DESC LIMIT $5)
		 SELECT count(*) AS votes,
		   count(*) FILTER (WHERE CASE WHEN NOT latest."isSwapped" THEN j.outcome
		     WHEN j.outcome = 'a' THEN 'b' WHEN j.outcome = 'b' THEN 'a' ELSE j.outcome END = $4) AS agreeing
		 FROM latest JOIN judgements j ON j.battle_id = latest.id
		 WHERE j.is_current AND j.withdrawn_at IS NULL AND j.exclusions = '{}'`,
		[battleId, slugA, slugB, vote.outcome, AGREEMENT_BATTLES_MAX],
	);
	const { votes = 0, agreeing = 0 } = rows[0] ?? {};
	return votes < AGREEMENT_VOTES_MIN ? null : agreeing / votes;
}
