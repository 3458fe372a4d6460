import { expect, test } from "vitest";
import { fitRatings } from "./fit.ts";
import baseball from "./fixtures/baseball.json" with { type: "json" };
import food from "./fixtures/evalica-food.json" with { type: "json" };
import simple from "./fixtures/evalica-simple.json" with { type: "json" };
import { cell, type Fixture, fixtureCells } from "./fixtures/fixture-cells.ts";
import llmfao from "./fixtures/llmfao-crowd.json" with { type: "json" };
import { referenceRatings } from "./fixtures/reference-fit.ts";
import { POINTS_PER_UNIT } from "./scale.ts";

const method = { name: "bt-half" } as const;

function fittedStrengths(fixture: Fixture): number[] {
	const { rows } = fitRatings({ cells: fixtureCells(fixture), method });
	const ratings = new Map(rows.map((row) => [row.model, row.rating ?? Number.NaN]));
	return fixture.models.map((model) => (ratings.get(model) ?? Number.NaN) / POINTS_PER_UNIT);
}

const published: [string, Fixture, number][] = [
	["evalica, simple", simple, 1e-12],
	["evalica, food", food, 1e-12],
	["llmfao crowd votes", llmfao, 1e-12],
];
test.each(published)("published scores: %s", (_, fixture, tolerance) => {
	const strengths = fittedStrengths(fixture).map((s) => Math.exp(s - 1000 / POINTS_PER_UNIT));
	const sum = strengths.reduce((total, strength) => total + strength, 0);
	strengths.forEach((strength, i) => {
		expect(Math.abs(strength / sum - (fixture.strengths[i] ?? 0))).toBeLessThan(tolerance);
	});
});

test("the crowd votes are one strongly connected component", () => {
	const fit = fitRatings({ cells: fixtureCells(llmfao), method });
	expect(fit.warnings).toEqual([]);
	expect(fit.components).toHaveLength(1);
	expect(fit.rows).toHaveLength(59);
	expect(fit.rows.reduce((sum, row) => sum + row.votes, 0)).toBe(2 * 8931);
});

test("baseball: log-strengths relative to Baltimore", () => {
	const strengths = fittedStrengths(baseball);
	const baltimore = strengths[baseball.models.indexOf("Baltimore")] ?? 0;
	strengths.forEach((strength, i) => {
		expect(strength - baltimore).toBeCloseTo(baseball.strengths[i] ?? 0, 2);
	});
	const reference = referenceRatings(fixtureCells(baseball));
	for (const row of fitRatings({ cells: fixtureCells(baseball), method }).rows)
		expect(Math.abs((row.rating ?? 0) - (reference.get(row.model) ?? 0))).toBeLessThan(1e-6);
});

// A cycle of three with one more comparison: from the tests of choix (github.com/lucasmaystre/choix
// at 7494ad31, MIT).
test("a cycle with one comparison more", () => {
	const cells = [cell("0", "1", 2), cell("1", "2", 1), cell("2", "0", 1)];
	const { rows } = fitRatings({ cells, method });
	const strengths = new Map(rows.map((row) => [row.model, row.rating ?? Number.NaN]));
	const expected: [string, number][] = [
		["0", 0.419617624],
		["1", -0.419617624],
		["2", 0],
	];
	for (const [model, strength] of expected) {
		const fitted = ((strengths.get(model) ?? Number.NaN) - 1000) / POINTS_PER_UNIT;
		expect(Math.abs(fitted - strength)).toBeLessThan(1e-9);
	}
});
