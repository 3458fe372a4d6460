import type { Intervals } from "#lib/ranking/method-spec.ts";
import { CONFIDENCE, NORMAL_QUANTILE } from "#lib/ranking/scale.ts";

/** The number of judgements at which anytime-valid intervals are as narrow as they can be. */
export const ANYTIME_TUNED_FOR = 1000;

/**
 * How many standard errors an interval reaches to either side, after so many independent judgements
 * or, when clustered, effectively so many clusters: Student's quantile with one degree fewer for the
 * latter, the normal one otherwise.
 */
export function intervalMultiplier(
	kind: Intervals,
	judgements: number,
	effectiveClusters: number | null,
): number {
	const normal =
		effectiveClusters === null ? NORMAL_QUANTILE : studentQuantile(effectiveClusters - 1);
	if (kind === "normal") return normal;
	const anytime = anytimeMultiplier(effectiveClusters ?? judgements);
	return Math.max(anytime, normal);
}

/**
 * An asymptotic confidence sequence (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, Ann. Statist.
 * 52, 2024): with 95 % its intervals hold the truth at all times at once, so that a board may be
 * watched and voting stopped whenever one likes. After t independent judgements (or clusters) it is
 * SE sqrt(2 (t r + 1) / (t r) ln(sqrt(t r + 1) / alpha)), r = rho^2, with r chosen so that it is
 * narrowest at `tunedFor`.
 */
export function anytimeMultiplier(
	judgements: number,
	alpha = 1 - CONFIDENCE,
	tunedFor = ANYTIME_TUNED_FOR,
): number {
	const bound = -2 * Math.log(alpha);
	const spread = (judgements * (bound + Math.log(bound) + 1)) / tunedFor;
	return Math.sqrt(((2 * (spread + 1)) / spread) * Math.log(Math.sqrt(spread + 1) / alpha));
}

/** The 97.5 % quantile of Student's t by its expansion about the normal one; at least 3 degrees. */
export function studentQuantile(degrees: number): number {
	const n = Math.max(3, degrees);
	const z = NORMAL_QUANTILE;
	const [z3, z5, z7, z9] = [z ** 3, z ** 5, z ** 7, z ** 9];
	return (
		z +
		(z3 + z) / (4 * n) +
		(5 * z5 + 16 * z3 + 3 * z) / (96 * n ** 2) +
		(3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n ** 3) +
		(79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92160 * n ** 4)
	);
}
