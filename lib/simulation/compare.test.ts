import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toyConversation } from "#lib/testing/toy-suites.ts";
import { type Comparison, compareGrades } from "./compare.ts";

// Words decide, more are better, 0.02 is no difference; then turns, fewer are better.
const suite = toyConversation();
const grade = (words: number | null, turns: number | null = null) => ({
	metrics: { words, turns },
});
const compared = (a: ReturnType<typeof grade>, b: ReturnType<typeof grade>) =>
	compareGrades(suite, a, b);

describe("comparing two grades", () => {
	test.each([
		["the primary number decides", grade(0.8, 9), grade(0.5, 1), "a", "primary", 0.3],
		["in both directions", grade(0.5), grade(0.8), "b", "primary", -0.3],
		["a difference of the margin is none", grade(0.52), grade(0.5), "tie", null, 0.02],
		["one of just more is", grade(0.521), grade(0.5), "a", "primary", 0.021],
		[
			"then the secondary number, where fewer are better",
			grade(0.5, 3),
			grade(0.51, 5),
			"a",
			"secondary",
			-2,
		],
		["both equal", grade(0.5, 3), grade(0.5, 3), "tie", null, 0],
		["neither has a secondary number", grade(0), grade(0), "tie", null, 0],
	] as const)("%s", (_, a, b, outcome, by, difference) => {
		expect(compared(a, b)).toEqual({
			kind: "scored",
			outcome,
			by,
			difference: expect.closeTo(difference, 12),
		});
	});

	test.each([
		["one primary number", grade(null), grade(0.5), "primary-missing"],
		["both primary numbers", grade(null, 1), grade(null, 2), "primary-missing"],
		["a primary number that is none", grade(Number.NaN), grade(0.5), "primary-missing"],
		["one secondary number where it would decide", grade(0.5, 3), grade(0.5), "secondary-missing"],
	] as const)("without %s there is no outcome", (_, a, b, reason) => {
		expect(compared(a, b)).toEqual({ kind: "unscored", reason });
	});

	test("a secondary number is not missed where the primary one decides, nor where there is none", () => {
		expect(compared(grade(0.9, 3), grade(0.5))).toMatchObject({ outcome: "a", by: "primary" });
		expect(compareGrades({ ...suite, secondary: null }, grade(0.5, 3), grade(0.5))).toMatchObject({
			outcome: "tie",
			by: null,
		});
	});

	test("a mere fact can't decide", () => {
		const odd = { ...suite, primary: { metric: "calls", margin: 0 } };
		expect(() => compareGrades(odd, grade(1), grade(1))).toThrow("no direction of it is better");
	});

	test("swapping the two swaps the outcome and turns the difference round", () => {
		const swapped = (one: Comparison): Comparison => {
			if (one.kind === "unscored") return one;
			const outcome = one.outcome === "tie" ? "tie" : one.outcome === "a" ? "b" : "a";
			return { ...one, outcome, difference: -one.difference + 0 };
		};
		const number = fc.option(
			fc.oneof(
				fc.double({ min: -1, max: 1, noNaN: true }),
				fc.integer({ min: 0, max: 20 }).map((n) => n / 100),
			),
		);
		fc.assert(
			fc.property(number, number, number, number, (wordsA, turnsA, wordsB, turnsB) => {
				const [a, b] = [grade(wordsA, turnsA), grade(wordsB, turnsB)];
				const zero = (one: Comparison) =>
					one.kind === "scored" ? { ...one, difference: one.difference + 0 } : one;
				expect(zero(compared(b, a))).toEqual(swapped(compared(a, b)));
			}),
		);
	});
});
