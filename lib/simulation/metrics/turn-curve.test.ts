import { expect, test } from "vitest";
import type { TurnRow } from "./metric-row.ts";
import { turnCurve, turnSlope } from "./turn-curve.ts";
import { errorPropagationByTurn, feedbackGain, multiTurnCost } from "./twin-difference.ts";

const turns = (scenario: string, values: readonly (number | null)[]): TurnRow[] =>
	values.map((value, i) => ({ scenario, replicate: 0, turn: i + 1, value }));

test("the curve has a mean a turn, of the conversations that came so far", () => {
	const curve = turnCurve([...turns("a", [1, 0.5]), ...turns("b", [0, 0.5, 1, null])]);
	expect(curve.map(({ turn }) => turn)).toEqual([1, 2, 3, 4]);
	expect(curve.map(({ estimate }) => estimate.mean)).toEqual([0.5, 0.5, 1, null]);
	expect(curve.map(({ estimate }) => estimate.clusters)).toEqual([2, 2, 1, 0]);
	expect(curve[1]?.estimate).toMatchObject({ lower: 0.5, upper: 0.5 });
});

test("the slope is the mean of each conversation's own, however long it is", () => {
	const slope = turnSlope([
		...turns("a", [1, 0.9, 0.8]),
		...turns("b", [0.5, 0.2]),
		...turns("short", [1]),
		...turns("gap", [0, null, 0.4]),
	]);
	expect(slope.mean).toBeCloseTo((-0.1 - 0.3 + 0.2) / 3, 12);
	expect(slope.clusters).toBe(3);
	expect(turnSlope([]).mean).toBeNull();
});

test("costs and gains have their sign: the twin less the scenario, feedback less none", () => {
	const row = (scenario: string, value: number) => ({ scenario, replicate: 0, value });
	const main = [row("a", 0.25), row("b", 0.5)];
	const twin = [row("a", 1), row("b", 0.75)];
	expect(multiTurnCost(main, twin).difference.mean).toBeCloseTo(0.5, 12);
	expect(feedbackGain(main, twin).difference.mean).toBeCloseTo(-0.5, 12);
});

test("error propagation by turn is the gold history less the own one", () => {
	const own = [...turns("a", [1, 0.5, 0]), ...turns("b", [1, 1, 0.5])];
	const gold = [...turns("a", [1, 1, 1]), ...turns("b", [1, 1])];
	const found = errorPropagationByTurn(own, gold);
	expect(found.map(({ propagation }) => propagation.difference.mean)).toEqual([0, 0.25, 1]);
	expect(found.map(({ propagation }) => propagation.unpaired)).toEqual([0, 0, 1]);
});
