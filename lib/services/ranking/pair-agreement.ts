import type { Origin, Outcome } from "#lib/arena/outcome.ts";
import { pool } from "#lib/db/pool.ts";
import { COUNTS_SQL } from "./judgement-scope.ts";

/** Earlier decisive votes needed before a share is named. */
export const AGREEMENT_VOTES_MIN = 5;

/**
 * Of other voters' decisive votes on the same two models that count, the share that preferred the
 * same model; null for a vote without a preference and below AGREEMENT_VOTES_MIN votes. Only votes
 * of the same origin are looked at, and none on this battle.
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
		FROM battles b JOIN judgements j ON j.battle_id = b.id JOIN voters v ON v.id = j.voter_id
		WHERE b.id <> $4 AND b.origin = $5 AND j.kind = 'vote' AND j.outcome IN ('a', 'b') AND ${COUNTS_SQL}
			AND ((b.model_a_id = $1::uuid AND b.model_b_id = $2::uuid) OR (b.model_a_id = $2::uuid AND b.model_b_id = $1::uuid))`,
		[vote.modelAId, vote.modelBId, preferred, vote.battleId, vote.origin],
	);
	const found = rows[0];
	return found === undefined || found.decisive < AGREEMENT_VOTES_MIN
		? null
		: found.same / found.decisive;
}
