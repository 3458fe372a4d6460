import { type FitResult, pairDifference } from "#lib/ranking/fit-result.ts";
import {
	spreadVotesToSeparate,
	variancePerVote,
	votesToSeparate,
} from "#lib/ranking/planning/votes-to-separate.ts";
import { POINTS_PER_UNIT } from "#lib/ranking/scale.ts";
import { type FittedPairs, totalVotes } from "./fitted-pairs.ts";
import { outcomeSpread } from "./pair-residuals.ts";

/** The first place of the largest component, and how sure it is. */
export type Lead = {
	model: string;
	/** Models whose difference from it has an interval with 0 in it, best first. */
	notApart: string[];
	/** What would tell it apart from the model that follows; null when that is done, or has no errors. */
	toSeparate: {
		model: string;
		/** About so many more votes between the two; null when no number would do. */
		directVotes: number | null;
		/** The same when votes go to all pairs as they did so far. */
		spreadVotes: number | null;
	} | null;
};

export function leadOf(fit: FitResult, pairs: FittedPairs): Lead | null {
	const [model, runnerUp, ...others] = fit.components[0]?.models ?? [];
	if (model === undefined) return null;
	if (runnerUp === undefined || fit.method.parameters.covariance === "none")
		return { model, notApart: [], toSeparate: null };
	const notApart = [runnerUp, ...others].filter((other) => {
		const between = pairDifference(fit, model, other);
		return between !== null && between.lower <= 0;
	});
	return { model, notApart, toSeparate: separation(fit, pairs, model, runnerUp) };
}

function separation(fit: FitResult, pairs: FittedPairs, first: string, second: string) {
	const between = pairDifference(fit, first, second);
	if (between === null) return null;
	const difference = between.difference / POINTS_PER_UNIT;
	const variance = (between.standardError / POINTS_PER_UNIT) ** 2;
	const perVote = variancePerVote(difference, outcomeSpread(pairs));
	if (!(perVote > 0)) return null;
	const plan = votesToSeparate({ difference, variance, variancePerVote: perVote });
	if (plan.isSeparated) return null;
	return {
		model: second,
		directVotes: plan.directVotes,
		spreadVotes: spreadVotesToSeparate(plan, variance, totalVotes(pairs.table)),
	};
}
