import type { Outcome } from "#lib/arena/outcome.ts";

/** Which slot stands in the first place of a prompt: `ab` shows slot a first. */
export const orders = ["ab", "ba"] as const;
export type Order = (typeof orders)[number];

/** What a juror answers: it knows places, never slots. */
export const placedOutcomes = ["first", "second", "tie", "both_bad"] as const;
export type PlacedOutcome = (typeof placedOutcomes)[number];

/** A pair of things by slot, put into the places of an order. */
export function placeInOrder<T>(pair: { a: T; b: T }, order: Order): { first: T; second: T } {
	return order === "ab" ? { first: pair.a, second: pair.b } : { first: pair.b, second: pair.a };
}

/** The outcome in slots of what was said in places. */
export function outcomeInSlots(placed: PlacedOutcome, order: Order): Outcome {
	if (placed === "tie" || placed === "both_bad") return placed;
	return (placed === "first") === (order === "ab") ? "a" : "b";
}

/** The same answer with the places exchanged. */
export function swapPlaces(placed: PlacedOutcome): PlacedOutcome {
	if (placed === "first") return "second";
	return placed === "second" ? "first" : placed;
}

/** Why a reading gives no outcome. `failed`: the call itself did. `nothing-seen`: no criterion applied. */
export const unscoredReasons = ["unparseable", "refused", "failed", "nothing-seen"] as const;
export type UnscoredReason = (typeof unscoredReasons)[number];

/** One juror's verdict under one order, in slots. */
export type Reading =
	| { order: Order; status: "scored"; outcome: Outcome }
	| { order: Order; status: "unscored"; reason: UnscoredReason };

/**
 * How two scored readings differ: `reversed` prefer opposite slots, which is the mark of a place
 * preferred for its own sake; `partial` is any other difference, as between a slot and a tie.
 */
export type Disagreement = "reversed" | "partial";

/**
 * What one juror says of a battle after both orders. A flip is any disagreement of its two
 * readings: its outcome is a tie. Without both readings it has no opinion.
 */
export type Opinion =
	| { status: "scored"; outcome: Outcome; disagreement: Disagreement | null; isFlip: boolean }
	| { status: "unscored"; reason: UnscoredReason; order: Order };

/** Takes both readings of a juror together. `both_bad` stands when both say so; against anything else it is a flip. */
export function mergeOrders(readings: { ab: Reading; ba: Reading }): Opinion {
	const { ab, ba } = readings;
	if (ab.status === "unscored") return { status: "unscored", reason: ab.reason, order: "ab" };
	if (ba.status === "unscored") return { status: "unscored", reason: ba.reason, order: "ba" };
	if (ab.outcome === ba.outcome)
		return { status: "scored", outcome: ab.outcome, disagreement: null, isFlip: false };
	const isDecided = (outcome: Outcome) => outcome === "a" || outcome === "b";
	const disagreement = isDecided(ab.outcome) && isDecided(ba.outcome) ? "reversed" : "partial";
	return { status: "scored", outcome: "tie", disagreement, isFlip: true };
}
