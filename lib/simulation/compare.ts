import type { DecidingMetric, Grade, Suite } from "./suite.ts";

/** What two grades of one scenario say about who did better; `unscored` is never a tie. */
export type Comparison =
	| {
			outcome: "a" | "b" | "tie";
			/** Which of the suite's numbers decided; null for a tie. */
			by: "primary" | "secondary" | null;
			/** Of the deciding metric, or of the primary one for a tie; positive when a is better. */
			difference: number;
	  }
	| { outcome: null; reason: string };

/**
 * The programmatic verdict: the suite's primary number if it differs by more than its margin, else the secondary if
 * the suite names one, else a tie. Swapping the grades swaps the outcome.
 */
export function compareGrades(
	suite: Pick<Suite, "primary" | "secondary" | "metrics">,
	a: Pick<Grade, "metrics">,
	b: Pick<Grade, "metrics">,
): Comparison {
	const primary = differenceOf(suite, suite.primary, a, b);
	if (primary === null) return { outcome: null, reason: `no ${suite.primary.metric}` };
	if (Math.abs(primary) > suite.primary.margin)
		return { outcome: primary > 0 ? "a" : "b", by: "primary", difference: primary };
	const { secondary } = suite;
	const second = secondary === null ? null : differenceOf(suite, secondary, a, b);
	if (second !== null && secondary !== null && Math.abs(second) > secondary.margin)
		return { outcome: second > 0 ? "a" : "b", by: "secondary", difference: second };
	return { outcome: "tie", by: null, difference: primary };
}

/** How much better a is; null when either has no such number. */
function differenceOf(
	{ metrics }: Pick<Suite, "metrics">,
	{ metric }: DecidingMetric,
	a: Pick<Grade, "metrics">,
	b: Pick<Grade, "metrics">,
): number | null {
	const [left, right] = [a.metrics[metric] ?? null, b.metrics[metric] ?? null];
	if (left === null || right === null) return null;
	const isLower = metrics.find(({ name }) => name === metric)?.better === "lower";
	return isLower ? right - left : left - right;
}
