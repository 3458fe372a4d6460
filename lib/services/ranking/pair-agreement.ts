import type { Origin, Outcome } from "#lib/arena/outcome.ts";
import { pool } from "#lib/db/pool.ts";
import { COUNTS_SQL } from "./judgement-scope.ts";

/** Earlier decisive votes needed before a share is named. */
export const AGREEMENT_VOTES_MIN = 5;

/** Looks at no more battles of a pair than this, so that a vote costs the same in a large arena. */
const BATTLES_MAX = 500;

/** The latest battles of the two models in this order of the slots, through the index on both. */
const latest = (a: string, b: string) =>
	`(SELECT id, model_a_id FROM battles WHERE model_a_id = ${a} AND model_b_id = ${b} AND id <> $4 AND origin = $5
	  ORDER BY id DESC LIMIT ${BATTLES_MAX})`;

/**
 * Of other voters' decisive votes on the same two models that count, the share that preferred the
 * same model; null for a vote without a preference and below AGREEMENT_VOTES_MIN votes. Only votes
 * of the same origin are looked at, in the latest battles of the pair, and none on this battle.
 */
export async function pairAgreement(vote: {
	battleId: string;
	modelAId: string;
	modelBId: string;
	origin: Origin;
	outcome: Outcome;
}): Promise<number | null> {
	if (vote.outcome !== "a" && vote.outcome !== "b") return null;
	const preferred = vote.outcome === "a" ? vote.modelAId : vote.modelBId;
	const { rows } = await pool().query<{ same: number; decisive: number }>(
		`SELECT count(*) AS decisive,
			count(*) FILTER (WHERE CASE WHEN (b.model_a_id = $1::uuid) = (j.outcome = 'a') THEN $1::uuid ELSE $2::uuid END = $3::uuid) AS same
		FROM (${latest("$1::uuid", "$2::uuid")} UNION ALL ${latest("$2::uuid", "$1::uuid")}) b
			JOIN judgements j ON j.battle_id = b.id JOIN voters v ON v.id = j.voter_id
		WHERE j.kind = 'vote' AND j.outcome IN ('a', 'b') AND ${COUNTS_SQL}`,
		[vote.modelAId, vote.modelBId, preferred, vote.battleId, vote.origin],
	);
	const found = rows[0];
	return found === undefined || found.decisive < AGREEMENT_VOTES_MIN
		? null
		: found.same / found.decisive;
}
