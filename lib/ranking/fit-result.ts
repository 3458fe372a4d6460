import { differenceVariance } from "./covariance.ts";
import type { FittedMethod } from "./method.ts";
import { intervalAround, type Level } from "./scale.ts";

/**
 * - `established`: enough judgements and a narrow interval (see method.ts);
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
 * - `anchor-not-rated`: the anchor has no judgements here, so the centre fixes the level.
 */
export type FitWarning = {
	code: "no-votes" | "disconnected" | "separated" | "tie-only-links" | "anchor-not-rated";
	models: string[];
};

export type FitResult = {
	method: FittedMethod;
	/** By component, then rating (best first), then name; unrated models last. */
	rows: RatingRow[];
	/** Largest first. */
	components: RatingComponent[];
	/** Row-major covariance of the ratings in points squared; 0 between components. */
	covariance: { order: string[]; values: number[] };
	warnings: FitWarning[];
};

/** How much better `model` is than `opponent`, in points, with its 95 % interval. */
export type PairDifference = {
	difference: number;
	standardError: number;
	lower: number;
	upper: number;
};

/** Null when either is unrated or they are in different components, where no answer exists. */
export function pairDifference(
	fit: FitResult,
	model: string,
	opponent: string,
): PairDifference | null {
	const x = fit.rows.find((row) => row.model === model);
	const y = fit.rows.find((row) => row.model === opponent);
	if (x === undefined || y === undefined) return null;
	if (x.rating === null || y.rating === null || x.component !== y.component) return null;
	const { order, values } = fit.covariance;
	const variance = differenceVariance(
		values,
		order.length,
		order.indexOf(model),
		order.indexOf(opponent),
	);
	const difference = x.rating - y.rating;
	const standardError = Math.sqrt(variance);
	return { difference, standardError, ...intervalAround(difference, standardError) };
}
