import { describe, expect, test } from "vitest";
import { isAppError } from "#lib/kernel/app-error.ts";
import { fitStrengths } from "./bradley-terry.ts";
import { mergeCells } from "./cells.ts";
import { fitRatings } from "./fit.ts";
import { pairDifference } from "./fit-result.ts";
import { cell } from "./fixtures/fixture-cells.ts";
import { modelNames, pairTable } from "./pairs.ts";

const method = { name: "bt-half" } as const;
const fitted = (...cells: ReturnType<typeof cell>[]) => fitRatings({ cells, method });
const codes = (result: ReturnType<typeof fitted>) => result.warnings.map(({ code }) => code);

test("nothing at all is an empty, marked result", () => {
	const result = fitted();
	expect(result).toMatchObject({ rows: [], components: [], covariance: { order: [], values: [] } });
	expect(codes(result)).toEqual(["no-votes"]);
});

test("one model, or cells without judgements, are unrated", () => {
	expect(fitRatings({ cells: [], method, models: ["a"] }).rows).toMatchObject([
		{ model: "a", status: "unrated", rating: null, votes: 0, component: null },
	]);
	expect(fitted(cell("a", "b", 0)).rows.map((row) => row.status)).toEqual(["unrated", "unrated"]);
});

test("a single vote: both are separated, with intervals that admit not to know", () => {
	const result = fitted(cell("a", "b", 1));
	expect(codes(result)).toEqual(["separated"]);
	expect(result.components[0]?.core).toEqual([]);
	expect(result.rows.map((row) => [row.model, row.status, row.rank, row.rankUpper])).toEqual([
		["a", "separated", 1, 2],
		["b", "separated", 1, 2],
	]);
	const [winner, loser] = result.rows;
	expect(winner?.rating).toBeGreaterThan(1000);
	expect((winner?.rating ?? 0) + (loser?.rating ?? 0)).toBeCloseTo(2000, 9);
	expect((winner?.upper ?? 0) - (winner?.lower ?? 0)).toBeGreaterThan(400);
	// One real judgement, and a virtual win and loss of each against the middle of the two.
	const difference = pairDifference(result, "a", "b");
	const variance = (x: number) => 1 / (2 + Math.exp(x) + Math.exp(-x));
	const z = (difference?.difference ?? 0) / (400 / Math.LN10);
	const information = variance(z) + (2 * variance(z / 2)) / 4;
	const standardError = 400 / Math.LN10 / Math.sqrt(information);
	expect(difference?.standardError).toBeCloseTo(standardError, 8);
});

test("all ties: equal ratings, and the intervals do not collapse", () => {
	const result = fitted(
		cell("a", "b", 0, 0, 8),
		cell("b", "c", 0, 0, 8),
		cell("c", "a", 0, 0, 4, 4),
	);
	expect(codes(result)).toEqual(["tie-only-links"]);
	for (const row of result.rows) {
		expect(row.rating).toBeCloseTo(1000, 9);
		// Eight even judgements on each of three pairs: Var = 1/3 * 1 / (8 / 4) * 2/3, in units.
		expect(row.standardError).toBeCloseTo((400 / Math.LN10) * Math.sqrt(1 / 9), 6);
		expect(row.rank).toBe(1);
	}
	expect(result.components[0]?.groups).toEqual([["a", "b", "c"]]);
});

test("a model that only tied is named, and is no better known than its judgements allow", () => {
	const result = fitted(cell("a", "b", 50, 50), cell("new", "a", 0, 0, 1));
	expect(result.warnings).toEqual([{ code: "tie-only-links", models: ["new"] }]);
	const difference = pairDifference(result, "new", "a");
	expect(difference?.difference).toBeCloseTo(0, 8);
	expect(difference?.standardError).toBeCloseTo((400 / Math.LN10) * 2, 6);
});

describe("a model that won everything", () => {
	const core = [cell("a", "b", 30, 20), cell("b", "c", 30, 20), cell("c", "a", 25, 25)];
	const result = fitted(...core, cell("star", "a", 10), cell("star", "c", 10));

	test("gets the light prior and the mark; the others do not", () => {
		expect(result.warnings).toEqual([{ code: "separated", models: ["star"] }]);
		expect(result.components[0]?.core).toEqual(["a", "b", "c"]);
		expect(result.rows[0]).toMatchObject({ model: "star", status: "separated", losses: 0 });
		for (const row of result.rows.slice(1)) expect(row.status).not.toBe("separated");
	});

	test("half a virtual win and loss against the core's mean balance its expected wins", () => {
		const ratings = new Map(result.rows.map((row) => [row.model, row.rating ?? 0]));
		const chance = (opponent: number) =>
			1 / (1 + 10 ** ((opponent - (ratings.get("star") ?? 0)) / 400));
		const mean = ["a", "b", "c"].reduce((sum, model) => sum + (ratings.get(model) ?? 0), 0) / 3;
		expect(mean).toBeCloseTo(1000, 9);
		const expected =
			10 * chance(ratings.get("a") ?? 0) + 10 * chance(ratings.get("c") ?? 0) + chance(mean);
		expect(expected).toBeCloseTo(20.5, 9);
	});

	test("knows its rating far less well than the core knows its own", () => {
		const [star, ...others] = result.rows;
		for (const row of others)
			expect(star?.standardError).toBeGreaterThan(3 * (row.standardError ?? Infinity));
	});
});

test("a model that lost everything, and a chain without any core", () => {
	expect(fitted(cell("a", "b", 5, 5), cell("a", "low", 4)).rows.at(-1)).toMatchObject({
		model: "low",
		status: "separated",
	});
	const chain = fitted(cell("a", "b", 2), cell("b", "c", 2), cell("c", "d", 2));
	expect(chain.rows.map((row) => row.model)).toEqual(["a", "b", "c", "d"]);
	expect(chain.rows.every((row) => row.status === "separated")).toBe(true);
});

test("unconnected groups are components of their own, and are not compared", () => {
	const result = fitted(cell("a", "b", 3, 2), cell("b", "c", 3, 3), cell("x", "y", 9, 1));
	expect(result.components.map(({ models }) => [...models].sort())).toEqual([
		["a", "b", "c"],
		["x", "y"],
	]);
	expect(result.warnings).toEqual([{ code: "disconnected", models: ["x", "y"] }]);
	expect(pairDifference(result, "a", "x")).toBeNull();
	expect(pairDifference(result, "x", "y")?.difference).toBeCloseTo(400 * Math.log10(9), 8);
	const y = result.rows.find((row) => row.model === "y");
	expect(y).toMatchObject({ component: 1 });
	const { order, values } = result.covariance;
	expect(values[order.indexOf("a") * order.length + order.indexOf("x")]).toBe(0);
});

test("an anchor without judgements is reported, and the centre is used", () => {
	const result = fitRatings({
		cells: [cell("a", "b", 1, 1)],
		method: { name: "bt-half", anchor: { model: "gone", rating: 1100 } },
		models: ["gone"],
	});
	expect(result.warnings).toEqual([{ code: "anchor-not-rated", models: ["gone"] }]);
	expect(result.components[0]?.level).toEqual({ kind: "centre", rating: 1000 });
});

test("unknown methods and impossible anchors are refused", () => {
	const refused = (spec: unknown) => {
		try {
			fitRatings({ cells: [], method: spec as typeof method });
		} catch (error) {
			return isAppError(error) ? error.code : "other";
		}
		return "accepted";
	};
	expect(refused({ name: "glicko" })).toBe("unknown-method");
	expect(refused({ name: "bt-half", anchor: { model: "a", rating: Number.NaN } })).toBe(
		"invalid-anchor",
	);
	expect(refused({ name: "bt-half", anchor: null })).toBe("accepted");
});

test("a likelihood without a finite maximum is loud when nobody looked first", () => {
	const cells = mergeCells([cell("a", "b", 5)]);
	const table = pairTable(cells, modelNames(cells, []));
	try {
		fitStrengths(table);
		expect.unreachable();
	} catch (error) {
		expect(isAppError(error, "fit-not-converged")).toBe(true);
	}
});

test("very lopsided boards still reach their maximum", () => {
	const result = fitted(cell("a", "b", 1e6, 1), cell("b", "c", 1e6, 1), cell("c", "a", 0, 1e6, 1));
	expect(result.warnings).toEqual([]);
	expect(result.rows.map((row) => row.model)).toEqual(["a", "b", "c"]);
	const pair = fitted(cell("a", "b", 1e9, 1)).rows;
	expect((pair[0]?.rating ?? 0) - (pair[1]?.rating ?? 0)).toBeCloseTo(3600, 6);
});

test("steps that would overshoot are shortened", () => {
	const result = fitted(
		cell("a", "b", 0, 10_000),
		cell("b", "c", 1, 10),
		cell("c", "d", 0, 100_000),
		cell("d", "a", 10_000),
	);
	expect(result.rows.map((row) => row.model)).toEqual(["d", "c", "b", "a"]);
});

test("the light prior weighs the same beside tiny weights", () => {
	const [winner, loser] = fitted(cell("a", "b", 1e-7)).rows;
	expect((winner?.rating ?? 0) - (loser?.rating ?? 0)).toBeGreaterThan(0);
	expect(winner?.rating).toBeCloseTo(1000, 3);
});
