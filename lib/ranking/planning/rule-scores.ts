import type { ScoredRule } from "#lib/arena/pairing-settings.ts";
import { differenceVariance } from "#lib/ranking/covariance.ts";
import { arenaScores, overlapScores, uncertaintyScores } from "./pair-scores.ts";
import type { PlanningEstimate } from "./planning-estimate.ts";
import {
	type SeparationPlan,
	separationScores,
	spreadVotesToSeparate,
	variancePerVote,
	votesToSeparate,
} from "./votes-to-separate.ts";

/** The planner gives up on pairs that need more votes than this: they would eat up everything. */
export const PLANNER_VOTES_MAX = 10_000;

/** How much each pair of the estimate's models, all of one component, is worth by a rule. */
export function scoresByRule(rule: ScoredRule, estimate: PlanningEstimate): Float64Array {
	const { strengths, covariance, votes, spread } = estimate;
	if (rule === "uncertainty") return uncertaintyScores(strengths, covariance);
	if (rule === "arena") return arenaScores(strengths, votes);
	if (rule === "overlap") return overlapScores(strengths, covariance);
	return separationScores(strengths, covariance, { votesMax: PLANNER_VOTES_MAX, spread });
}

/** About how many more votes separate two models: on the pair itself, or spread as votes were so far. */
export type PairSeparation = Pick<SeparationPlan, "isSeparated"> & {
	directVotes: number | null;
	spreadVotes: number | null;
};

/** Null when it cannot be computed: one is unrated, or nothing joins the two. */
export function separationOf(
	estimate: PlanningEstimate,
	model: string,
	opponent: string,
): PairSeparation | null {
	const [i, j] = [estimate.models.indexOf(model), estimate.models.indexOf(opponent)];
	if (i === -1 || j === -1 || estimate.component[i] !== estimate.component[j]) return null;
	const difference = (estimate.strengths[i] ?? 0) - (estimate.strengths[j] ?? 0);
	const variance = differenceVariance(estimate.covariance, estimate.models.length, i, j);
	const perVote = variancePerVote(difference, estimate.spread);
	const plan = votesToSeparate({ difference, variance, variancePerVote: perVote });
	const spreadVotes = spreadVotesToSeparate(plan, variance, estimate.votesTotal);
	return { isSeparated: plan.isSeparated, directVotes: plan.directVotes, spreadVotes };
}
