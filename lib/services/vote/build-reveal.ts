import type { ExclusionReason, RevealedModel, RevealView, VoteView } from "#lib/arena/battle.ts";
import type { Origin, Slot } from "#lib/arena/outcome.ts";
import type { Queryable } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { expectedForPair } from "#lib/services/ranking/expected-for-pair.ts";
import { pairAgreement } from "#lib/services/ranking/pair-agreement.ts";

interface ContenderRow {
	slot: Slot;
	battleSlug: string;
	origin: Origin;
	modelId: string;
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
		   b.origin, m.id AS "modelId", used.*
		 FROM battles b JOIN conversations c ON c.battle_id = b.id JOIN models m ON m.id = c.model_id,
		 LATERAL (
		   SELECT sum(k.cost_usd) AS "costUsd", sum(k.tokens_in) AS "tokensIn", sum(k.tokens_out) AS "tokensOut",
		     percentile_cont(0.5) WITHIN GROUP (ORDER BY k.first_token_ms) AS "ttftMs", sum(k.duration_ms) AS "durationMs"
		   -- By the battle, for which there is an index; without the calls of a model that a reserve replaced.
		   FROM calls k WHERE k.battle_id = b.id AND k.conversation_id = c.id AND k.model_id = c.model_id) AS used
		 WHERE b.id = $1 AND b.revealed_at IS NOT NULL ORDER BY c.slot`,
		[battleId],
	);
	const [a, b] = rows;
	if (a === undefined || b === undefined)
		throw new AppError("not-revealed", "This battle is not revealed yet.", { status: 409 });
	const [expected, exclusions, agreementShare] = await Promise.all([
		expectedForPair(a.slug, b.slug),
		findExclusions(client, vote),
		vote === null
			? null
			: pairAgreement({
					battleId,
					modelAId: a.modelId,
					modelBId: b.modelId,
					origin: a.origin,
					outcome: vote.outcome,
				}),
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
