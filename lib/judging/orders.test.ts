import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Outcome, otherSlot, outcomes } from "#lib/arena/outcome.ts";
import {
	mergeOrders,
	type Order,
	outcomeInSlots,
	placedOutcomes,
	placeInOrder,
	type Reading,
	swapPlaces,
	unscoredReasons,
} from "./orders.ts";

const scored = (order: Order, outcome: Outcome): Reading => ({ order, status: "scored", outcome });
const merge = (ab: Outcome, ba: Outcome) =>
	mergeOrders({ ab: scored("ab", ab), ba: scored("ba", ba) });
const swapSlots = (outcome: Outcome): Outcome =>
	outcome === "a" || outcome === "b" ? otherSlot(outcome) : outcome;
const reading = (order: Order): fc.Arbitrary<Reading> =>
	fc.oneof(
		fc.constantFrom(...outcomes).map((outcome) => scored(order, outcome)),
		fc
			.constantFrom(...unscoredReasons)
			.map((reason): Reading => ({ order, status: "unscored", reason })),
	);

describe("places and slots", () => {
	test.each([
		["first", "ab", "a"],
		["second", "ab", "b"],
		["first", "ba", "b"],
		["second", "ba", "a"],
		["tie", "ba", "tie"],
		["both_bad", "ba", "both_bad"],
	] as const)("%s under %s is %s", (placed, order, outcome) => {
		expect(outcomeInSlots(placed, order)).toBe(outcome);
	});
	test("a swapped answer under the other order is the same outcome", () => {
		for (const placed of placedOutcomes)
			expect(outcomeInSlots(swapPlaces(placed), "ba")).toBe(outcomeInSlots(placed, "ab"));
	});
	test("a pair is put into the places that outcomes are read from", () => {
		expect(placeInOrder({ a: "A", b: "B" }, "ab")).toEqual({ first: "A", second: "B" });
		expect(placeInOrder({ a: "A", b: "B" }, "ba")).toEqual({ first: "B", second: "A" });
	});
});

describe("both orders of a juror", () => {
	test("that agree give what they say, both_bad included", () => {
		for (const outcome of outcomes)
			expect(merge(outcome, outcome)).toEqual({
				status: "scored",
				outcome,
				disagreement: null,
				isFlip: false,
			});
	});
	test("that prefer opposite slots are a tie and a reversed flip", () => {
		expect(merge("a", "b")).toMatchObject({
			outcome: "tie",
			disagreement: "reversed",
			isFlip: true,
		});
	});
	test.each([
		["a", "tie"],
		["both_bad", "b"],
		["tie", "both_bad"],
	] as const)("%s and %s are a tie and a partial flip", (ab, ba) => {
		expect(merge(ab, ba)).toMatchObject({ outcome: "tie", disagreement: "partial", isFlip: true });
	});
	test("need both readings: one without an outcome leaves none, never a tie", () => {
		for (const reason of unscoredReasons) {
			const failed: Reading = { order: "ba", status: "unscored", reason };
			expect(mergeOrders({ ab: scored("ab", "a"), ba: failed })).toEqual({
				status: "unscored",
				reason,
				order: "ba",
			});
		}
	});
	test("come out with the slots exchanged when the slots are", () => {
		fc.assert(
			fc.property(reading("ab"), reading("ba"), (ab, ba) => {
				const swapped = (one: Reading): Reading =>
					one.status === "scored" ? { ...one, outcome: swapSlots(one.outcome) } : one;
				const plain = mergeOrders({ ab, ba });
				const turned = mergeOrders({ ab: swapped(ab), ba: swapped(ba) });
				expect(turned).toEqual(
					plain.status === "scored" ? { ...plain, outcome: swapSlots(plain.outcome) } : plain,
				);
			}),
		);
	});
});
