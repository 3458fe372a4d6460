import type { ExclusionReason, VoteScope, VoteView } from "#lib/arena/battle.ts";
import type { Outcome } from "#lib/arena/outcome.ts";
import type { Queryable } from "#lib/db/pool.ts";

/** A current judgement row of a voter. */
export interface VoteRow {
	id: string;
	scope: VoteScope;
	turn: number;
	outcome: Outcome;
	strength: number | null;
	reasonsA: string[];
	reasonsB: string[];
	comment: string | null;
	version: number;
	withdrawnAt: Date | null;
	exclusions: ExclusionReason[];
	turnsCount: number;
	receipt: string;
	createdAt: Date;
}

export const voteColumns = `id, scope, turn, outcome, strength, reasons_a AS "reasonsA", reasons_b AS "reasonsB", comment, version,
	withdrawn_at AS "withdrawnAt", exclusions, turns_count AS "turnsCount", receipt, created_at AS "createdAt"`;

export function toVoteView(row: VoteRow): VoteView {
	return {
		voteId: row.id,
		scope: row.scope,
		turn: row.turn,
		outcome: row.outcome,
		reasons: { a: row.reasonsA, b: row.reasonsB },
		comment: row.comment,
		strength: row.strength,
		version: row.version,
		at: row.createdAt.toISOString(),
		withdrawn: row.withdrawnAt !== null,
		receipt: row.receipt,
	};
}

/** The voter's current votes on a battle, oldest turn first, the verdict on the whole battle last. */
export async function loadVotes(
	client: Queryable,
	battleId: string,
	voterId: string,
): Promise<VoteView[]> {
	const { rows } = await client.query<VoteRow>(
		`SELECT ${voteColumns} FROM judgements WHERE battle_id = $1 AND voter_id = $2 AND is_current
		 ORDER BY scope DESC, turn`,
		[battleId, voterId],
	);
	return rows.map(toVoteView);
}
