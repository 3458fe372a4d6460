import { expect, test } from "vitest";
import { fitRatings } from "./fit.ts";
import { fitColumns } from "./fit-columns.ts";
import baseball from "./fixtures/baseball.json" with { type: "json" };
import { columnsOf } from "./fixtures/columns-of.ts";
import food from "./fixtures/evalica-food-elo.json" with { type: "json" };
import simple from "./fixtures/evalica-simple-elo.json" with { type: "json" };
import { fixtureCells } from "./fixtures/fixture-cells.ts";
import llmfao from "./fixtures/llmfao-crowd.json" with { type: "json" };

// Agresti, Categorical Data Analysis, 2nd edition 2002, section 10.6.3: the home team is in slot a.
test("baseball: the home effect and its standard error", () => {
	const fit = fitRatings({
		cells: fixtureCells(baseball),
		method: { name: "bt-half", sideOrder: true },
	});
	const [home] = fit.coefficients;
	expect(home?.name).toBe("side-order");
	expect(home?.estimate).toBeCloseTo(0.302, 3);
	expect(home?.standardError).toBeCloseTo(0.131, 2);
});

test.each([
	["simple", simple],
	["food", food],
])("evalica, %s: Elo in the order of the file", (_, fixture) => {
	const rows = fixture.votes.map(([a = 0, b = 0, outcome = 0]) => ({
		a: fixture.models[a] ?? "",
		b: fixture.models[b] ?? "",
		outcome,
	}));
	const fit = fitColumns(columnsOf(rows), { name: "elo" });
	fixture.models.forEach((model, i) => {
		const rating = fit.rows.find((row) => row.model === model)?.rating;
		expect(rating).toBeCloseTo(fixture.elo[i] ?? Number.NaN, 9);
	});
	expect(fit.method).toMatchObject({ name: "elo", parameters: { k: 4, start: 1000 } });
	for (const row of fit.rows) expect([row.lower, row.standardError]).toEqual([null, null]);
});

// Newman's v for these votes, from the tests of evalica (github.com/dustalov/evalica at 2ebe79e3,
// Apache-2.0). His model (J. Mach. Learn. Res. 24, 2023) is Davidson's with nu = 2 v.
test("crowd votes: Davidson's nu is twice Newman's v", () => {
	const fit = fitRatings({ cells: fixtureCells(llmfao), method: { name: "bt-davidson" } });
	expect((fit.ties[0]?.estimate ?? 0) / 2).toBeCloseTo(0.73985379, 8);
});
