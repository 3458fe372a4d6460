import type { PairingCandidate } from "#lib/arena/pairing.ts";
import {
	type MixedPair,
	mixedPairProbabilities,
	type PairingMix,
	type PairScores,
} from "#lib/arena/pairing-mix.ts";
import {
	isScoredRule,
	type PairingRule,
	type PairingSettings,
	type ScoredRule,
} from "#lib/arena/pairing-settings.ts";
import { log } from "#lib/http/log.ts";
import { estimateOf, type PlanningEstimate } from "#lib/ranking/planning/planning-estimate.ts";
import { scoresByRule } from "#lib/ranking/planning/rule-scores.ts";
import type { BoardKnowledge } from "./board-knowledge.ts";

/**
 * Why a rule that needs ratings cannot be followed: there is no leaderboard yet, fewer than two
 * candidates are rated, nothing joins some of those that are, or the computation failed.
 */
export type PairingFallback = "no-snapshot" | "not-rated" | "not-joined" | "failed";

/** From what the next blind battle is drawn. */
export interface PairingPlan {
	/** Most likely first, summing to 1; empty when no two models may meet. */
	pairs: MixedPair[];
	/** Slugs of the candidates that count as new. */
	newModels: string[];
	/** Set when the configured weights stand in for the rule; the shares stay as they are. */
	fallback: PairingFallback | null;
	/** What a battle drawn from it is stored with. */
	reason: PairingRule | "weights-fallback";
}

/**
 * The probability of every pair under a choice of rule. Only what is wrong with the weights throws
 * (`weight-invalid`); a rule that cannot be followed is replaced by the weights and says so.
 */
export function makePairingPlan(
	candidates: readonly PairingCandidate[],
	settings: PairingSettings,
	board: BoardKnowledge | null,
): PairingPlan {
	const fresh = candidates.filter(
		({ slug }) => (board?.votesOf.get(slug) ?? 0) < settings.newVotesMax,
	);
	const mix = {
		uniformShare: settings.uniformShare,
		newShare: settings.newShare,
		newIds: fresh.map(({ id }) => id),
	};
	const { rule, fallback } = ruleOf(candidates, settings.rule, board);
	return {
		pairs: mixedPairProbabilities(candidates, { ...mix, rule }),
		newModels: fresh.map(({ slug }) => slug),
		fallback,
		reason: fallback === null ? settings.rule : "weights-fallback",
	};
}

function ruleOf(
	candidates: readonly PairingCandidate[],
	rule: PairingRule,
	board: BoardKnowledge | null,
): { rule: PairingMix["rule"]; fallback: PairingFallback | null } {
	if (!isScoredRule(rule)) return { rule, fallback: null };
	const scores = ratedScores(candidates, rule, board);
	return typeof scores === "string"
		? { rule: "weights", fallback: scores }
		: { rule: scores, fallback: null };
}

function ratedScores(
	candidates: readonly PairingCandidate[],
	rule: ScoredRule,
	board: BoardKnowledge | null,
): PairScores | PairingFallback {
	if (board === null) return "no-snapshot";
	if (board.estimate === null) return "failed";
	const known = estimateOf(
		board.estimate,
		candidates.map(({ slug }) => slug),
	);
	if (known.models.length < 2) return "not-rated";
	if (known.component.some((component) => component !== known.component[0])) return "not-joined";
	const idOf = new Map(candidates.map(({ id, slug }) => [slug, id]));
	const values = scoresOrNull(rule, known);
	if (values === null) return "failed";
	return { ids: known.models.map((slug) => idOf.get(slug) ?? ""), values };
}

function scoresOrNull(rule: ScoredRule, estimate: PlanningEstimate): Float64Array | null {
	try {
		const scores = scoresByRule(rule, estimate);
		if (scores.every((score) => score >= 0 && score < Number.POSITIVE_INFINITY)) return scores;
		log().error({ rule }, "the rule of pairing gave a score that is none");
	} catch (error) {
		log().error({ err: error, rule }, "the rule of pairing could not be computed");
	}
	return null;
}
