import type { Intervals } from "#lib/ranking/method-spec.ts";
import { CONFIDENCE, NORMAL_QUANTILE } from "#lib/ranking/scale.ts";

/** The number of judgements at which anytime-valid intervals are as narrow as they can be. */
export const ANYTIME_TUNED_FOR = 1000;

/**
 * How many standard errors an interval reaches to either side.
 *
 * `anytime` intervals are an asymptotic confidence sequence (Waudby-Smith, Arbour, Sinha, Kennedy and
 * Ramdas, Ann. Statist. 52, 2024): with 95 % they hold the truth at all times at once, so that a
 * board may be watched and voting stopped whenever one likes. After t independent judgements (or
 * clusters) that is SE sqrt(2 (t r + 1) / (t r) ln(sqrt(t r + 1) / alpha)), r = rho^2.
 */
export function intervalMultiplier(
	kind: Intervals,
	judgements: number,
	alpha = 1 - CONFIDENCE,
	tunedFor = ANYTIME_TUNED_FOR,
): number {
	if (kind === "normal") return NORMAL_QUANTILE;
	const bound = -2 * Math.log(alpha);
	const spread = (judgements * (bound + Math.log(bound) + 1)) / tunedFor;
	return Math.sqrt(((2 * (spread + 1)) / spread) * Math.log(Math.sqrt(spread + 1) / alpha));
}
