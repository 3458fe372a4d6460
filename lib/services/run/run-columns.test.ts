import fc from "fast-check";
import { expect, test } from "vitest";
import { fitPublished } from "#lib/ranking/published-fit.ts";
import { type RunJudgement, runColumns } from "./run-columns.ts";

const names = ["ash", "birch", "cedar"];
const judgement = fc
	.record({
		pair: fc.constantFrom([0, 1], [0, 2], [1, 2]),
		outcome: fc.constantFrom("a", "b", "tie", "both_bad" as const),
		group: fc.integer({ min: 0, max: 40 }),
	})
	.map(({ pair, outcome, group }) => ({
		suite: "boards",
		kind: "check",
		a: names[pair[0] ?? 0],
		b: names[pair[1] ?? 0],
		outcome,
		group: `scenario ${group}`,
	})) as fc.Arbitrary<RunJudgement>;

test("the slots that were drawn do not change a digit, nor who won", () => {
	fc.assert(
		fc.property(
			fc.array(fc.tuple(judgement, fc.boolean()), { minLength: 60, maxLength: 120 }),
			(drawn) => {
				const straight = drawn.map(([one]) => one);
				const other = drawn.map(([one, swapped]) => (swapped ? swap(one) : one));
				expect(fitPublished(runColumns(other), "off")).toEqual(
					fitPublished(runColumns(straight), "off"),
				);
			},
		),
		{ numRuns: 20 },
	);
	const won: RunJudgement = {
		suite: "boards",
		kind: "check",
		a: "birch",
		b: "ash",
		outcome: "a",
		group: "1",
	};
	const { models, slotA, outcome } = runColumns([won]);
	expect([models, slotA[0], outcome[0]]).toEqual([["ash", "birch"], 0, 1]);
});

function swap(one: RunJudgement): RunJudgement {
	const outcomes = { a: "b", b: "a", tie: "tie", both_bad: "both_bad" } as const;
	return { ...one, a: one.b, b: one.a, outcome: outcomes[one.outcome] };
}
