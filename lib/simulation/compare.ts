import type { DecidingMetric, Grade, Suite } from "./suite.ts";

/** What a suite says of two conversations with equal pairing keys. */
export type Comparison =
	| {
			kind: "scored";
			outcome: "a" | "b" | "tie";
			/** Which number decided; null for a tie. */
			by: "primary" | "secondary" | null;
			/** The deciding number of a minus that of b in its own unit; for a tie that of the primary one. */
			difference: number;
	  }
	| { kind: "unscored"; reason: "primary-missing" | "secondary-missing" };

/**
 * Compares two grades as the suite does: by the primary number if it differs by more than its margin, else by
 * the secondary one if there is one, else they tie. A number that is not there is never taken for a tie: without a
 * primary number there is no outcome, and neither when only one has the secondary. Where the primary one makes no
 * difference and neither has a secondary, such as turns until a goal that both missed, it is a tie.
 */
export function compareGrades(
	suite: Pick<Suite, "metrics" | "primary" | "secondary">,
	a: Pick<Grade, "metrics">,
	b: Pick<Grade, "metrics">,
): Comparison {
	const primary = differenceIn(suite, suite.primary, a, b);
	if (primary === "missing" || primary === "missing-in-one")
		return { kind: "unscored", reason: "primary-missing" };
	if (primary.outcome !== "tie") return { kind: "scored", by: "primary", ...primary };
	const tie = { kind: "scored", by: null, ...primary } as const;
	if (suite.secondary === null) return tie;
	const secondary = differenceIn(suite, suite.secondary, a, b);
	if (secondary === "missing-in-one") return { kind: "unscored", reason: "secondary-missing" };
	if (secondary === "missing" || secondary.outcome === "tie") return tie;
	return { kind: "scored", by: "secondary", ...secondary };
}

/** Decimal numbers are not exact: 0.53 does not differ from 0.5 by more than 0.03. */
const ROUNDING = 1e-9;

function differenceIn(
	{ metrics }: Pick<Suite, "metrics">,
	{ metric, margin }: DecidingMetric,
	a: Pick<Grade, "metrics">,
	b: Pick<Grade, "metrics">,
): { outcome: "a" | "b" | "tie"; difference: number } | "missing" | "missing-in-one" {
	const better = metrics.find(({ name }) => name === metric)?.better ?? null;
	if (better === null)
		throw new Error(`Broken invariant: ${metric} decides, but no direction of it is better`);
	const [ofA, ofB] = [numberOf(a, metric), numberOf(b, metric)];
	if (ofA === null || ofB === null) return ofA === ofB ? "missing" : "missing-in-one";
	const difference = ofA - ofB;
	if (Math.abs(difference) <= margin + ROUNDING) return { outcome: "tie", difference };
	return { outcome: difference > 0 === (better === "higher") ? "a" : "b", difference };
}

function numberOf({ metrics }: Pick<Grade, "metrics">, metric: string): number | null {
	const value = metrics[metric];
	return value !== undefined && value !== null && Number.isFinite(value) ? value : null;
}
