import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedChips } from "./expected-chips.ts";
import { type Card, cards, type Situation } from "./rules.ts";
import { equilibrium, type Strategy, strategies, strategyNames } from "./strategy.ts";

const situations: readonly Situation[] = ["open", "checkedTo", "facingBet", "checkedThenBet"];

/** All 4,096 strategies without chance. */
function pureStrategies(): Strategy[] {
	return Array.from({ length: 2 ** 12 }, (_, bits) => {
		const of = (situation: number) =>
			Object.fromEntries(cards.map((card, i) => [card, (bits >> (situation * 3 + i)) & 1]));
		return Object.fromEntries(situations.map((name, i) => [name, of(i)])) as unknown as Strategy;
	});
}

/** What a strategy wins per hand over both seats. */
const overBothSeats = (own: Strategy, other: Strategy) =>
	(expectedChips(own, other) - expectedChips(other, own)) / 2;

describe("the equilibria", () => {
	const alpha = fc.double({ min: 0, max: 1 / 3, noNaN: true });

	test("any two are worth -1/18 to the first seat, exactly by enumeration", () => {
		fc.assert(
			fc.property(alpha, alpha, (first, second) => {
				expect(expectedChips(equilibrium(first), equilibrium(second))).toBeCloseTo(-1 / 18, 12);
			}),
		);
	});

	test("no strategy wins anything against one, in either seat", () => {
		for (const own of pureStrategies()) {
			const other = strategies.equilibrium;
			expect(expectedChips(own, other)).toBeLessThanOrEqual(-1 / 18 + 1e-12);
			expect(-expectedChips(other, own)).toBeLessThanOrEqual(1 / 18 + 1e-12);
		}
	});

	test("beyond 1/3 it is none any more: somebody wins against it", () => {
		const broken: Strategy = { ...equilibrium(0.3), checkedTo: { J: 1, Q: 0, K: 1 } };
		const best = Math.max(...pureStrategies().map((own) => overBothSeats(own, broken)));
		expect(best).toBeGreaterThan(0.01);
	});
});

test("every other declared strategy loses to some reply", () => {
	for (const name of strategyNames.filter((other) => other !== "equilibrium")) {
		const replies = pureStrategies().map((own) => overBothSeats(own, strategies[name]));
		expect(Math.max(...replies), name).toBeGreaterThan(0.1);
	}
});

test("level 1 is the best reply to random moves", () => {
	const half: Record<Card, number> = { J: 0.5, Q: 0.5, K: 0.5 };
	const random: Strategy = { open: half, checkedTo: half, facingBet: half, checkedThenBet: half };
	const best = Math.max(...pureStrategies().map((own) => overBothSeats(own, random)));
	expect(overBothSeats(strategies["level-1"], random)).toBeCloseTo(best, 12);
});
