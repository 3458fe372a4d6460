import type { ExclusionReason, VoteView } from "#lib/arena/battle.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { hasRole } from "#lib/auth/actor.ts";
import { pool, type Queryable } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { findExclusions } from "./build-reveal.ts";
import { toVoteView, type VoteRow, voteColumns } from "./load-votes.ts";

export interface Receipt {
	receipt: string;
	battleId: string;
	vote: VoteView;
	/** Versions that this vote replaced, oldest first. */
	earlier: VoteView[];
	counts: boolean;
	exclusions: ExclusionReason[];
	isRevealed: boolean;
	/** False for an operator who looks at somebody's receipt. */
	isOwn: boolean;
}

export const receiptNotFound = (): AppError =>
	new AppError(
		"receipt-not-found",
		"There is no such receipt, or it is not yours. Open it in the browser that cast the vote.",
		{ status: 404 },
	);

/** What was recorded under a receipt. Throws `receipt-not-found` (404) for an unknown one and for somebody else's. */
export async function findReceipt(
	actor: Actor,
	code: string,
	client: Queryable = pool(),
): Promise<Receipt> {
	const { rows } = await client.query<
		VoteRow & { battleId: string; voterId: string; isRevealed: boolean }
	>(
		`SELECT ${voteColumns}, battle_id AS "battleId", voter_id AS "voterId",
		   EXISTS (SELECT 1 FROM battles b WHERE b.id = j.battle_id AND b.revealed_at IS NOT NULL) AS "isRevealed"
		 FROM judgements j WHERE j.receipt = $1 ORDER BY j.version`,
		[code],
	);
	const current = rows.at(-1);
	if (current === undefined || (current.voterId !== actor.voterId && !hasRole(actor, "admin")))
		throw receiptNotFound();
	const vote = toVoteView(current);
	const exclusions = await findExclusions(client, vote);
	return {
		receipt: code,
		battleId: current.battleId,
		vote,
		earlier: rows.slice(0, -1).map(toVoteView),
		counts: exclusions.length === 0,
		exclusions,
		isRevealed: current.isRevealed,
		isOwn: current.voterId === actor.voterId,
	};
}
