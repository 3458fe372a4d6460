import { expect, test } from "vitest";
import { fitRatings } from "./fit.ts";
import type { RatingRow } from "./fit-result.ts";
import { kendallTau, spearman } from "./recovery.ts";

const unrated = fitRatings({ cells: [], method: { name: "bt-half" }, models: ["none"] }).rows;

function fitWith(ratings: Record<string, number>): { rows: RatingRow[] } {
	const blank = unrated[0];
	if (blank === undefined) throw new Error("no row to copy");
	const rows = Object.entries(ratings).map(([model, rating]) => ({
		...blank,
		model,
		rating,
		component: 0,
	}));
	return { rows: [...rows, blank] };
}

test("perfect and reversed recovery", () => {
	const fit = fitWith({ a: 1200, b: 1100, c: 1000, d: 900 });
	expect(spearman(["a", "b", "c", "d"], fit)).toBe(1);
	expect(kendallTau(["a", "b", "c", "d"], fit)).toBe(1);
	expect(spearman(["d", "c", "b", "a"], fit)).toBe(-1);
	expect(kendallTau(["d", "c", "b", "a"], fit)).toBe(-1);
});

test("values by hand", () => {
	const fit = fitWith({ a: 1100, b: 1200, c: 1000, d: 900, e: 950 });
	// Rank differences 1, 1, 0, 1, 1: 1 - 6 * 4 / (5 * 24); two of ten pairs are turned.
	expect(spearman(["a", "b", "c", "d", "e"], fit)).toBeCloseTo(0.8, 12);
	expect(kendallTau(["a", "b", "c", "d", "e"], fit)).toBeCloseTo(0.6, 12);
});

test("equal ratings share a rank", () => {
	const fit = fitWith({ a: 1100, b: 1000, c: 1000 });
	expect(spearman(["a", "b", "c"], fit)).toBeCloseTo(Math.sqrt(3) / 2, 12);
	expect(kendallTau(["a", "b", "c"], fit)).toBeCloseTo(2 / Math.sqrt(6), 12);
});

test("unknown and unrated models are left out; too few are no number", () => {
	const fit = fitWith({ a: 1100, b: 1000, stranger: 1500 });
	expect(spearman(["a", "none", "b", "absent"], fit)).toBe(1);
	expect(spearman(["a"], fit)).toBeNull();
	expect(kendallTau(["a", "none"], fit)).toBeNull();
	expect(spearman(["x", "y"], fitWith({ x: 5, y: 5 }))).toBeNull();
	expect(kendallTau(["x", "y"], fitWith({ x: 5, y: 5 }))).toBeNull();
});
