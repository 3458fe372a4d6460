import { expect, test } from "vitest";
import { expectedOutcome } from "./expected.ts";
import { fitRatings } from "./fit.ts";
import { cell } from "./fixtures/fixture-cells.ts";
import { wilsonInterval, winMatrix } from "./win-matrix.ts";

// 81 of 263: the worked example of Newcombe (Statist. Med. 17, 1998), 0.2553 to 0.3662.
test("Wilson's interval", () => {
	const interval = wilsonInterval(81, 263);
	expect(interval?.lower).toBeCloseTo(0.2553, 4);
	expect(interval?.upper).toBeCloseTo(0.3662, 4);
	expect(wilsonInterval(0, 20)?.lower).toBe(0);
	expect(wilsonInterval(20, 20)?.upper).toBe(1);
	expect(wilsonInterval(0, 20)?.upper).toBeCloseTo(0.1611, 4);
	expect(wilsonInterval(0, 0)).toBeNull();
});

test("both slot orders count, both directions are listed", () => {
	const cells = [cell("a", "b", 3, 1, 2), cell("b", "a", 1, 4, 0, 1)];
	const { models, entries } = winMatrix(cells);
	expect(models).toEqual(["a", "b"]);
	const [ab, ba] = entries;
	const counts = { votes: 12, wins: 7, losses: 2, ties: 2, bothBad: 1, winRate: 8.5 / 12 };
	expect(ab).toMatchObject({ model: "a", opponent: "b", ...counts, expected: null });
	expect(ba).toMatchObject({ model: "b", opponent: "a", wins: 2, losses: 7, winRate: 3.5 / 12 });
	expect(ab?.lower).toBeCloseTo(1 - (ba?.upper ?? 0), 12);
});

test("with a fit: its order, what it expects, and nothing where it cannot compare", () => {
	const cells = [cell("a", "b", 1, 3), cell("x", "y", 2, 2), cell("b", "c", 1, 1)];
	const fit = fitRatings({ cells, method: { name: "bt-half" }, models: ["idle"] });
	const { models, entries } = winMatrix(cells, fit);
	expect(models).toEqual(fit.rows.map((row) => row.model));
	expect(entries).toHaveLength(models.length * (models.length - 1));
	const entry = (model: string, opponent: string) =>
		entries.find((each) => each.model === model && each.opponent === opponent);
	expect(entry("b", "a")?.expected).toBeCloseTo(0.75, 9);
	// They never met, but the fit has an opinion.
	expect(entry("c", "a")).toMatchObject({ votes: 0, winRate: null, lower: null });
	expect(entry("c", "a")?.expected).toBeCloseTo(0.75, 9);
	expect(entry("a", "x")?.expected).toBeNull();
	expect(entry("a", "idle")?.expected).toBeNull();
});

test("expected outcomes: 400 points are odds of ten to one", () => {
	expect(expectedOutcome(1400, 1000)).toBeCloseTo(10 / 11, 15);
	expect(expectedOutcome(1000, 1000)).toBe(0.5);
	expect(expectedOutcome(900, 1033) + expectedOutcome(1033, 900)).toBeCloseTo(1, 15);
	expect(expectedOutcome(1e6, -1e6)).toBe(1);
	expect(expectedOutcome(-1e6, 1e6)).toBe(0);
});
