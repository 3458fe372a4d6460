import { AppError } from "#lib/kernel/app-error.ts";
import { winChance } from "#lib/ranking/bradley-terry.ts";
import { differenceVariance } from "#lib/ranking/covariance.ts";
import { normalQuantile } from "#lib/ranking/normal-distribution.ts";
import { checkEstimates } from "#lib/ranking/ranks/normal-draws.ts";
import { CONFIDENCE } from "#lib/ranking/scale.ts";
import { scoresByPair } from "./pair-scores.ts";

/** `confidence` of the two-sided interval that shall leave out 0, and `power`: the chance that it will. */
export type SeparationGoal = { confidence: number; power: number };

export const SEPARATION_GOAL: SeparationGoal = { confidence: CONFIDENCE, power: 0.8 };

export type SeparationPlan = {
	/** True when the interval of the difference leaves out 0 already; then nothing more is needed. */
	isSeparated: boolean;
	/**
	 * About how many more votes between the two do it; null when no number would (they are equal, or
	 * the number is beyond what can be counted).
	 */
	directVotes: number | null;
	/** The standard error of the difference that has to be reached. */
	targetError: number;
};

/**
 * About how many more votes separate two models, if their true difference is the one observed: the
 * standard error must fall to |difference| / (z_confidence + z_power), the textbook rule for sample
 * sizes, and one direct vote adds 1 / `variancePerVote` to the precision of the difference (exact
 * for the pair's own votes, by Sherman and Morrison). `variance` is that of the difference now;
 * infinite when nothing joins the two yet.
 *
 * All in natural log-strength. Throws `invalid-plan` (400).
 */
export function votesToSeparate(
	now: { difference: number; variance: number; variancePerVote: number },
	goal: SeparationGoal = SEPARATION_GOAL,
): SeparationPlan {
	const { difference, variance, variancePerVote } = now;
	const isShare = (share: number) => share > 0 && share < 1;
	if (
		!(Number.isFinite(difference) && variance >= 0 && variancePerVote > 0) ||
		!isShare(goal.confidence) ||
		!isShare(goal.power)
	)
		throw new AppError("invalid-plan", "A plan needs a difference, variances and shares below 1.", {
			data: { ...now, ...goal },
		});
	const critical = normalQuantile((1 + goal.confidence) / 2);
	// Below a power of about the level the rule would ask for a larger error than separates at all.
	const targetError =
		Math.abs(difference) / Math.max(critical, critical + normalQuantile(goal.power));
	const isSeparated = Math.abs(difference) > critical * Math.sqrt(variance);
	if (isSeparated) return { isSeparated, directVotes: 0, targetError };
	const wanted = 1 / (targetError * targetError) - (variance > 0 ? 1 / variance : 0);
	const votes = Math.max(1, Math.ceil(variancePerVote * wanted));
	const isCountable = Number.isFinite(votes) && votes <= Number.MAX_SAFE_INTEGER;
	return { isSeparated, directVotes: isCountable ? votes : null, targetError };
}

/**
 * How many more votes separate the two when votes keep being spread over all pairs as they were, so
 * that every variance falls in proportion: n (v / v* - 1), n being the votes so far on the board.
 * Null when no number would.
 */
export function spreadVotesToSeparate(
	plan: SeparationPlan,
	variance: number,
	votesSoFar: number,
): number | null {
	if (plan.isSeparated) return 0;
	const votes = Math.ceil(votesSoFar * (variance / plan.targetError ** 2 - 1));
	return Number.isFinite(votes) && votes <= Number.MAX_SAFE_INTEGER ? Math.max(1, votes) : null;
}

/**
 * The variance that one vote between two models leaves in their difference: spread / (p (1 - p)).
 * `spread` is the variance of an outcome as a share of p (1 - p), below 1 with ties as half
 * (`outcomeSpread`), and may be multiplied by an overdispersion.
 */
export function variancePerVote(gap: number, spread = 1): number {
	return spread / (winChance(gap) * winChance(-gap));
}

/**
 * Pair scores by which pairing can follow the plan: the votes that each pair still needs, so that all
 * pairs get there at about the same time. Pairs that are separated count 0, and so do those that need
 * more than `votesMax`, which would eat up everything. With `neighboursOnly` only models next to each
 * other in the order of strength count.
 *
 * Throws `invalid-estimates` (400) and as `votesToSeparate`.
 */
export function separationScores(
	strengths: Float64Array,
	covariance: Float64Array,
	options: {
		votesMax: number;
		spread?: number;
		goal?: SeparationGoal;
		neighboursOnly?: boolean;
	},
): Float64Array {
	checkEstimates(strengths, covariance);
	const size = strengths.length;
	const order = Array.from(strengths.keys()).sort(
		(x, y) => (strengths[y] ?? 0) - (strengths[x] ?? 0) || x - y,
	);
	const place = new Int32Array(size);
	order.forEach((model, at) => {
		place[model] = at;
	});
	return scoresByPair(size, (i, j) => {
		if (options.neighboursOnly === true && Math.abs((place[i] ?? 0) - (place[j] ?? 0)) !== 1)
			return 0;
		const difference = (strengths[i] ?? 0) - (strengths[j] ?? 0);
		const variance = differenceVariance(covariance, size, i, j);
		const perVote = variancePerVote(difference, options.spread);
		const plan = votesToSeparate({ difference, variance, variancePerVote: perVote }, options.goal);
		const votes = plan.directVotes ?? Number.POSITIVE_INFINITY;
		return votes <= options.votesMax ? votes : 0;
	});
}
