import type { Outcome } from "#lib/arena/outcome.ts";
import { assert } from "#lib/kernel/assert.ts";
import { type Confidence, confidenceOf } from "./jury-confidence.ts";
import type { Opinion, UnscoredReason } from "./orders.ts";

/** One member's opinion of a battle. `family` is the model family or maker it belongs to. */
export interface Member {
	juror: string;
	family: string;
	weight: number;
	opinion: Opinion;
}

/**
 * How opinions become one. `majority`: more than half of the weight that names a, b or both_bad;
 * ties abstain; no majority is a tie. `mean`: a counts 1, b -1, the others 0; the mean decides when
 * it is further than `margin` from 0, and both_bad when more than half of all weight says so.
 * With fewer than `scoredMin` scored members there is no outcome.
 */
export type JuryRule = { scoredMin: number } & (
	| { rule: "majority" }
	| { rule: "mean"; margin: number }
);

/** Weight by outcome, and how many members have no opinion, by reason. */
export interface Tally {
	weights: Record<Outcome, number>;
	scored: number;
	flips: number;
	unscored: Partial<Record<UnscoredReason, number>>;
}

export type JuryResult =
	| { status: "scored"; outcome: Outcome; tally: Tally; confidence: Confidence }
	| { status: "unscored"; reason: "too-few-scored"; tally: Tally };

/** Takes a jury's opinions together. The order of members does not matter. */
export function conveneJury(members: readonly Member[], rule: JuryRule): JuryResult {
	assert(rule.scoredMin >= 1, "a jury needs at least one scored member");
	assert(
		members.every(({ weight }) => weight > 0 && weight < Number.POSITIVE_INFINITY),
		"weights of jurors are positive",
	);
	const tally = tallyOf(members);
	if (tally.scored < rule.scoredMin) return { status: "unscored", reason: "too-few-scored", tally };
	const { weights } = tally;
	const outcome = rule.rule === "majority" ? byMajority(weights) : byMean(weights, rule.margin);
	return { status: "scored", outcome, tally, confidence: confidenceOf(members, outcome) };
}

/** Weights are added up in ascending order, so that no digit depends on the order of members. */
function tallyOf(members: readonly Member[]): Tally {
	const weights: Record<Outcome, number> = { a: 0, b: 0, tie: 0, both_bad: 0 };
	const unscored: Partial<Record<UnscoredReason, number>> = {};
	let [scored, flips] = [0, 0];
	for (const { weight, opinion } of members.toSorted((x, y) => x.weight - y.weight)) {
		if (opinion.status === "unscored") {
			unscored[opinion.reason] = (unscored[opinion.reason] ?? 0) + 1;
			continue;
		}
		weights[opinion.outcome] += weight;
		scored++;
		if (opinion.isFlip) flips++;
	}
	return { weights, scored, flips, unscored };
}

function byMajority(weights: Record<Outcome, number>): Outcome {
	const half = (weights.a + weights.b + weights.both_bad) / 2;
	const winners = (["a", "b", "both_bad"] as const).filter((outcome) => weights[outcome] > half);
	return winners[0] ?? "tie";
}

function byMean({ a, b, tie, both_bad }: Record<Outcome, number>, margin: number): Outcome {
	const total = a + b + (tie + both_bad);
	if (both_bad > total / 2) return "both_bad";
	const mean = (a - b) / total;
	if (Math.abs(mean) <= margin) return "tie";
	return mean > 0 ? "a" : "b";
}
