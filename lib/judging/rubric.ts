import { z } from "zod";
import type { PlacedOutcome } from "./orders.ts";

/** What a rubric asks, as data. Weights are relative; only their proportions matter. */
export const rubricSchema = z.object({
	id: z.string().min(1),
	version: z.string().regex(/^\d+\.\d+\.\d+$/),
	criteria: z
		.array(
			z.object({
				key: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/),
				title: z.string().min(1),
				description: z.string(),
				weight: z.number().positive(),
			}),
		)
		.min(1)
		.refine(
			(criteria) => new Set(criteria.map(({ key }) => key)).size === criteria.length,
			"Each key occurs once.",
		),
});
export type Rubric = z.infer<typeof rubricSchema>;

/** Balances nearer to 0 than this are a tie: far less than the weight of one criterion in twenty. */
const TIE_MARGIN = 0.02;

/**
 * The outcome of winners by criterion. Criteria that were not seen don't weigh. `both_bad` when
 * more than half of the weight says so; otherwise the sign of (weight for first - weight for
 * second) / weight seen, a tie within 0.02. Null when no criterion was seen.
 */
export function weightedOutcome(
	rubric: Rubric,
	verdicts: readonly { key: string; winner: PlacedOutcome | "not_seen" }[],
): PlacedOutcome | null {
	const winners = new Map(verdicts.map(({ key, winner }) => [key, winner]));
	const sums = { first: 0, second: 0, tie: 0, both_bad: 0 };
	for (const { key, weight } of rubric.criteria) {
		const winner = winners.get(key) ?? "not_seen";
		if (winner !== "not_seen") sums[winner] += weight;
	}
	const seen = sums.first + sums.second + sums.tie + sums.both_bad;
	if (seen === 0) return null;
	if (sums.both_bad > seen / 2) return "both_bad";
	const balance = (sums.first - sums.second) / seen;
	if (Math.abs(balance) <= TIE_MARGIN) return "tie";
	return balance > 0 ? "first" : "second";
}
