import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Outcome, otherSlot, outcomes } from "#lib/arena/outcome.ts";
import { conveneJury, type JuryRule, type Member } from "./jury.ts";
import type { Opinion } from "./orders.ts";

const says = (outcome: Outcome): Opinion => ({
	status: "scored",
	outcome,
	disagreement: null,
	isFlip: false,
});
const flipped: Opinion = {
	status: "scored",
	outcome: "tie",
	disagreement: "reversed",
	isFlip: true,
};
const silent: Opinion = { status: "unscored", reason: "refused", order: "ab" };
const jury = (...opinions: (Outcome | Opinion)[]): Member[] =>
	opinions.map((opinion, i) => ({
		juror: `juror-${i}`,
		family: `family-${i % 3}`,
		weight: 1,
		opinion: typeof opinion === "string" ? says(opinion) : opinion,
	}));
const majority: JuryRule = { rule: "majority", scoredMin: 1 };
const outcomeOf = (members: Member[], rule: JuryRule = majority) => {
	const result = conveneJury(members, rule);
	return result.status === "scored" ? result.outcome : result.reason;
};

describe("a majority", () => {
	test.each([
		[["a", "a", "b"], "a"],
		[["a", "tie", "tie"], "a"],
		[["a", "b", "tie"], "tie"],
		[["tie", "tie"], "tie"],
		[["both_bad", "both_bad", "a"], "both_bad"],
		[["a", "a", "b", "both_bad"], "tie"],
		[["both_bad", "tie"], "both_bad"],
	] as [Outcome[], Outcome][])("of %j is %s", (opinions, outcome) => {
		expect(outcomeOf(jury(...opinions))).toBe(outcome);
	});
	test("goes by weight", () => {
		const members = jury("a", "b", "b").map((one, i) => (i === 0 ? { ...one, weight: 3 } : one));
		expect(outcomeOf(members)).toBe("a");
	});
});

describe("a mean", () => {
	const rule: JuryRule = { rule: "mean", margin: 0.25, scoredMin: 1 };
	test.each([
		[["a", "a", "b"], "a"],
		[["a", "tie", "tie", "tie"], "tie"],
		[["b", "tie"], "b"],
		[["both_bad", "both_bad", "a"], "both_bad"],
	] as [Outcome[], Outcome][])("of %j is %s", (opinions, outcome) => {
		expect(outcomeOf(jury(...opinions), rule)).toBe(outcome);
	});
});

describe("a jury", () => {
	test("without enough scored members has no outcome, and says who is missing", () => {
		expect(conveneJury(jury("a", silent, silent), { ...majority, scoredMin: 2 })).toEqual({
			status: "unscored",
			reason: "too-few-scored",
			tally: {
				weights: { a: 1, b: 0, tie: 0, both_bad: 0 },
				scored: 1,
				flips: 0,
				unscored: { refused: 2 },
			},
		});
		expect(outcomeOf([])).toBe("too-few-scored");
	});
	test("refuses weights that mean nothing", () => {
		for (const weight of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
			expect(() => conveneJury([{ ...jury("a")[0], weight } as Member], majority)).toThrow(
				"weights",
			);
	});

	const opinion = fc.oneof(
		fc.constantFrom(...outcomes).map(says),
		fc.constant(flipped),
		fc.constant(silent),
	);
	const members = fc.array(
		fc.record({
			juror: fc.string(),
			family: fc.constantFrom("x", "y", "z"),
			weight: fc.double({ min: 0.01, max: 10, noNaN: true }),
			opinion,
		}),
		{ maxLength: 9 },
	);
	const rules = fc.constantFrom<JuryRule>(
		majority,
		{ rule: "majority", scoredMin: 3 },
		{ rule: "mean", margin: 0.2, scoredMin: 1 },
	);
	test("does not depend on the order of its members, to the last digit", () => {
		const shuffled = members.chain((list) =>
			fc.tuple(
				fc.constant(list),
				fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
			),
		);
		fc.assert(
			fc.property(shuffled, rules, ([list, mixed], rule) => {
				expect(conveneJury(mixed, rule)).toEqual(conveneJury(list, rule));
			}),
			{ numRuns: 500 },
		);
	});
	test("comes out exchanged when the slots are", () => {
		const turn = (outcome: Outcome): Outcome =>
			outcome === "a" || outcome === "b" ? otherSlot(outcome) : outcome;
		fc.assert(
			fc.property(members, rules, (list, rule) => {
				const turned = list.map((one) => ({
					...one,
					opinion:
						one.opinion.status === "scored"
							? { ...one.opinion, outcome: turn(one.opinion.outcome) }
							: one.opinion,
				}));
				const [plain, other] = [conveneJury(list, rule), conveneJury(turned, rule)];
				expect(other.status).toBe(plain.status);
				if (plain.status === "scored" && other.status === "scored") {
					expect(other.outcome).toBe(turn(plain.outcome));
					expect(other.confidence).toEqual(plain.confidence);
				}
			}),
		);
	});
	test("of one juror or of one family is never of high confidence", () => {
		fc.assert(
			fc.property(members, rules, (list, rule) => {
				const scored = list.filter((one) => one.opinion.status === "scored");
				const result = conveneJury(list, rule);
				if (result.status !== "scored" || result.confidence.level !== "high") return;
				expect(scored.length).toBeGreaterThanOrEqual(3);
				expect(new Set(scored.map(({ family }) => family)).size).toBeGreaterThan(1);
			}),
			{ numRuns: 500 },
		);
	});
});

describe("confidence", () => {
	const confidence = (members: Member[]) => {
		const result = conveneJury(members, majority);
		return result.status === "scored" ? result.confidence : null;
	};
	test("is high for three families of one mind", () => {
		expect(confidence(jury("a", "a", "a"))).toEqual({
			level: "high",
			doubts: [],
			agreed: 1,
			statement: "High confidence.",
		});
	});
	test("of one juror says so", () => {
		expect(confidence(jury("a"))).toEqual({
			level: "moderate",
			doubts: ["one-juror"],
			agreed: 1,
			statement: "Moderate confidence: it is one juror's opinion alone.",
		});
		expect(confidence(jury(flipped))?.level).toBe("low");
	});
	test("of one family says so", () => {
		const members = jury("a", "a", "a").map((one) => ({ ...one, family: "same" }));
		expect(confidence(members)).toMatchObject({ level: "moderate", doubts: ["one-family"] });
	});
	test("names disagreement, flips and silence", () => {
		expect(confidence(jury("a", "a", "b", flipped, silent))).toMatchObject({
			level: "low",
			doubts: ["members-disagree", "orders-disagree", "members-unscored"],
			agreed: 0.5,
		});
	});
});
