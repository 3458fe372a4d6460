import { differenceVariance } from "./covariance.ts";
import { normalBelow } from "./doubt/normal.ts";
import type { FittedMethod } from "./method.ts";
import { type Level, NORMAL_QUANTILE } from "./scale.ts";

/**
 * - `established`: enough judgements, of enough groups, and a narrow interval (see method.ts);
 * - `preliminary`: rated, but not yet established;
 * - `separated`: the judgements bound the rating on one side at most (it only won, only lost, or
 *   belongs to a group that did), so the light prior has a say in it;
 * - `unrated`: no judgements.
 */
export type RatingStatus = "preliminary" | "established" | "separated" | "unrated";

/** One model's line of the leaderboard. Ratings and errors are in points. */
export type RatingRow = {
	model: string;
	rating: number | null;
	/** 95 % interval of the rating, against the level of its component. */
	lower: number | null;
	upper: number | null;
	standardError: number | null;
	/** Judgements with this model, or their weight: wins + losses + ties + bothBad. */
	votes: number;
	battles: number;
	wins: number;
	losses: number;
	ties: number;
	bothBad: number;
	/** Share of outcomes won, ties and both-bad as half. */
	winRate: number | null;
	/** Place within the component. */
	rank: number | null;
	rankLower: number | null;
	rankUpper: number | null;
	status: RatingStatus;
	/** Position in `components`; ratings of different components cannot be compared. */
	component: number | null;
};

/** Models that judgements join. Each component is fitted by itself, on its own level. */
export type RatingComponent = {
	/** By rating, best first. */
	models: string[];
	/** The models whose ratings are pure maximum likelihood relative to each other; may be empty. */
	core: string[];
	level: Level;
	/** Stretches of neighbours that cannot be told apart, best first, as `ranks.ts` defines them. */
	groups: string[][];
};

/**
 * What a reader must be told, and about which models:
 * - `no-votes`: nothing to fit;
 * - `disconnected`: several components (the models named are those outside the first);
 * - `separated`: rated with the light prior;
 * - `tie-only-links`: joined to the others only by ties, so their intervals are upper bounds;
 * - `anchor-not-rated`: the anchor has no judgements here, so the centre fixes the level;
 * - `no-ties`: a tie model was asked for, but there is no tie, so its parameter is at its limit;
 * - `few-clusters`: fewer than 10 groups if they were of equal size, so intervals may be too narrow;
 * - `separated-replicates`: some bootstrap refits needed the light prior for every model;
 * - `covariate-unknown`: some rows lack a covariate and are taken as if both sides were equal.
 */
export type FitWarning = {
	code: WarningCode;
	models: string[];
};

export const warningCodes = [
	"no-votes",
	"disconnected",
	"separated",
	"tie-only-links",
	"anchor-not-rated",
	"no-ties",
	"few-clusters",
	"separated-replicates",
	"covariate-unknown",
] as const;
export type WarningCode = (typeof warningCodes)[number];

/**
 * A fitted number beside the ratings, with its 95 % interval: the effect of a covariate or of the
 * side order on the log-odds of slot `a`, or a parameter of the tie model. Figures that the
 * judgements do not determine are null.
 */
export type Coefficient = {
	name: string;
	estimate: number | null;
	lower: number | null;
	upper: number | null;
	standardError: number | null;
};

/** How one judge differs from the reference (see `judges/`). */
export type JudgeRow = {
	/** The judge's number in its column; -1 for judgements whose judge is unknown. */
	judge: number;
	votes: number;
	/** 1 is the reference's sharpness, 0 no relation to the ratings, below 0 the reverse. */
	sharpness: Coefficient;
	/** Log-odds in favour of slot `a`, whatever is in it. */
	sideBias: Coefficient;
	tie: Coefficient;
};

export type FitResult = {
	method: FittedMethod;
	/** By component, then rating (best first), then name; unrated models last. */
	rows: RatingRow[];
	/** Largest first. */
	components: RatingComponent[];
	/** Row-major covariance of the ratings in points squared; 0 between components. */
	covariance: { order: string[]; values: number[] };
	/** How many standard errors an interval reaches to either side, by component. */
	multipliers: number[];
	warnings: FitWarning[];
	/** Effects of covariates and of the side order. */
	coefficients: Coefficient[];
	/** Parameters of the tie model; empty when there is none. */
	ties: Coefficient[];
	/** By judge's number; empty unless judges were asked for. */
	judges: JudgeRow[];
	/** How the maximum was reached; null where nothing is maximised. */
	convergence: { iterations: number; logLikelihood: number } | null;
	/** Groups the errors were summed in; null without clustering. */
	clusters: number | null;
	/** Refits behind percentile intervals; null without a bootstrap. */
	bootstrap: { replicates: number; withPrior: number } | null;
};

/** How much better `model` is than `opponent`, in points, with its 95 % interval. */
export type PairDifference = {
	difference: number;
	standardError: number;
	lower: number;
	upper: number;
	/** The chance that `model` is truly the stronger, its error being normal and nothing else known. */
	chanceBetter: number;
};

/** Null when either is unrated or they are in different components, where no answer exists. */
export function pairDifference(
	fit: Pick<FitResult, "rows" | "covariance"> & Partial<Pick<FitResult, "multipliers">>,
	model: string,
	opponent: string,
): PairDifference | null {
	const x = fit.rows.find((row) => row.model === model);
	const y = fit.rows.find((row) => row.model === opponent);
	if (x === undefined || y === undefined) return null;
	const { order } = fit.covariance;
	return differenceAt(fit, [x, order.indexOf(model)], [y, order.indexOf(opponent)]);
}

/** `pairDifference` for who has found the rows and their places in the covariance (-1 for none) already. */
export function differenceAt(
	{
		covariance,
		multipliers,
	}: Pick<FitResult, "covariance"> & Partial<Pick<FitResult, "multipliers">>,
	[x, i]: readonly [RatingRow, number],
	[y, j]: readonly [RatingRow, number],
): PairDifference | null {
	if (x.rating === null || y.rating === null || x.component !== y.component) return null;
	if (i === -1 || j === -1) return null;
	const { order, values } = covariance;
	const difference = x.rating - y.rating;
	const standardError = Math.sqrt(differenceVariance(values, order.length, i, j));
	const margin = (multipliers?.[x.component ?? 0] ?? NORMAL_QUANTILE) * standardError;
	const chanceBetter =
		standardError > 0 ? normalBelow(difference / standardError) : 0.5 + Math.sign(difference) / 2;
	return {
		difference,
		standardError,
		lower: difference - margin,
		upper: difference + margin,
		chanceBetter,
	};
}
