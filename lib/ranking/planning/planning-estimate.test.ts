import { describe, expect, test } from "vitest";
import { wholeBoard } from "#lib/ranking/board-filter.ts";
import { fitRatings } from "#lib/ranking/fit.ts";
import { pairDifference } from "#lib/ranking/fit-result.ts";
import { POINTS_PER_UNIT } from "#lib/ranking/scale.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { boardEstimate, estimateOf } from "./planning-estimate.ts";
import { separationOf } from "./rule-scores.ts";

const cell = (
	modelA: string,
	modelB: string,
	[winsA, winsB, ties]: number[],
): Snapshot["pairs"][number] => ({
	modelA,
	modelB,
	winsA: winsA ?? 0,
	winsB: winsB ?? 0,
	ties: ties ?? 0,
	bothBad: 1,
	battles: 1,
});

/** Four models that meet, and two that only met each other. */
const cells = [
	cell("d", "a", [4, 20, 3]),
	cell("a", "b", [12, 9, 8]),
	cell("b", "a", [5, 7, 0]),
	cell("b", "c", [15, 8, 2]),
	cell("c", "d", [9, 7, 4]),
	cell("x", "y", [3, 2, 0]),
];
const fit = fitRatings({ cells, method: { name: "bt-half" }, models: ["unheard-of"] });
const snapshot: Snapshot = {
	id: null,
	key: "",
	method: fit.method.name,
	methodVersion: fit.method.version,
	parameters: fit.method.parameters,
	filter: wholeBoard("human"),
	seed: 1,
	judgementHash: "",
	counts: { total: 0, used: 0, leftOut: {}, byLanguage: {}, byCategory: {} },
	components: fit.components,
	warnings: fit.warnings,
	rows: fit.rows,
	pairs: cells,
	coefficients: [],
	covariance: null,
	multipliers: fit.multipliers,
	clusters: null,
	at: "2026-01-01T00:00:00Z",
};
const estimate = boardEstimate(snapshot);

describe("the estimate of a snapshot", () => {
	test("takes the covariance that was published", () => {
		const kept = boardEstimate({ ...snapshot, covariance: fit.covariance });
		expect(kept).toEqual(estimate);
		const doubled = { ...fit.covariance, values: fit.covariance.values.map((value) => 2 * value) };
		const wide = boardEstimate({ ...snapshot, covariance: doubled });
		expect(wide.covariance).toEqual(estimate.covariance.map((value) => 2 * value));
	});

	test("has the published differences and their errors, in natural units", () => {
		expect(estimate.models.toSorted()).toEqual(["a", "b", "c", "d", "x", "y"]);
		const { models, strengths, covariance } = estimateOf(estimate, ["c", "unheard-of", "a"]);
		expect(models).toEqual(["c", "a"]);
		const known = pairDifference(fit, "c", "a");
		expect((strengths[0] ?? 0) - (strengths[1] ?? 0)).toBeCloseTo(
			(known?.difference ?? 0) / POINTS_PER_UNIT,
			12,
		);
		const variance = (covariance[0] ?? 0) + (covariance[3] ?? 0) - 2 * (covariance[1] ?? 0);
		expect(Math.sqrt(variance)).toBeCloseTo((known?.standardError ?? 0) / POINTS_PER_UNIT, 12);
		expect(covariance[1]).toBe(covariance[2]);
	});

	test("counts judgements by pair in both orders, and all of them", () => {
		const pair = estimateOf(estimate, ["b", "a", "x"]);
		expect([...pair.votes]).toEqual([0, 43, 0, 43, 0, 0, 0, 0, 0]);
		expect(estimate.votesTotal).toBe(124);
		// Ties as half vary less than wins and losses.
		expect(estimate.spread).toBeGreaterThan(0.5);
		expect(estimate.spread).toBeLessThan(1);
	});

	test("says about how many votes separate two, and when that has no answer", () => {
		const close = separationOf(estimate, "a", "b");
		expect(close).toMatchObject({ isSeparated: false });
		expect(close?.directVotes).toBeGreaterThan(0);
		expect(close?.spreadVotes).toBeGreaterThan(close?.directVotes ?? Number.NaN);
		expect(separationOf(estimate, "b", "a")).toEqual(close);
		expect(separationOf(estimate, "a", "d")).toEqual({
			isSeparated: true,
			directVotes: 0,
			spreadVotes: 0,
		});
		expect(separationOf(estimate, "a", "x")).toBeNull();
		expect(separationOf(estimate, "a", "unheard-of")).toBeNull();
	});

	test("models that always tied are equal, and no votes would tell them apart", () => {
		const tied = [cell("p", "q", [0, 0, 9])];
		const { rows } = fitRatings({ cells: tied, method: { name: "bt-half" } });
		const equal = boardEstimate({ ...snapshot, rows, pairs: tied });
		expect(equal.spread).toBe(1);
		expect(separationOf(equal, "p", "q")).toEqual({
			isSeparated: false,
			directVotes: null,
			spreadVotes: null,
		});
	});
});
