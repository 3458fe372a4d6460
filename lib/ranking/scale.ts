/**
 * The Arena score (Bradley-Terry): a difference of SCALE points is a factor BASE in the odds of
 * winning, and a component's models are CENTRE points strong on average unless an anchor is given.
 */
export const SCALE = 400;
export const BASE = 10;
export const CENTRE = 1000;

/** Points for one unit of natural log-strength: 400 / ln 10 = 173.7178. */
export const POINTS_PER_UNIT = SCALE / Math.log(BASE);

/** Two-sided level of every interval, and the normal quantile that belongs to it. */
export const CONFIDENCE = 0.95;
export const NORMAL_QUANTILE = 1.959963984540054;

/** What fixes the free level of a component: its mean, or one model held at a rating. */
export type Level =
	| { kind: "centre"; rating: number }
	| { kind: "anchor"; model: string; rating: number };

/** An interval of CONFIDENCE around an estimate with a normal error. */
export function intervalAround(
	estimate: number,
	standardError: number,
): { lower: number; upper: number } {
	const margin = NORMAL_QUANTILE * standardError;
	return { lower: estimate - margin, upper: estimate + margin };
}
