import { describe, expect, test } from "vitest";
import { fitRatings } from "#lib/ranking/fit.ts";
import { pairDifference } from "#lib/ranking/fit-result.ts";
import { compareFits } from "./compare-fits.ts";

const cell = (modelA: string, modelB: string, winsA: number, winsB: number) => ({
	modelA,
	modelB,
	winsA,
	winsB,
	ties: 0,
	bothBad: 0,
});
const rated = (cells: ReturnType<typeof cell>[], anchor: string | null = null) =>
	fitRatings({
		cells,
		method: { name: "bt", anchor: anchor === null ? null : { model: anchor, rating: 1000 } },
	});

const before = [cell("lark", "wren", 60, 40), cell("wren", "heron", 50, 50)];
const after = [cell("lark", "wren", 60, 40), cell("wren", "heron", 95, 5)];

describe("two fits", () => {
	test("of the same judgements differ in nothing", () => {
		const { rows } = compareFits(rated(before), rated(before));
		expect(rows).toHaveLength(3);
		for (const row of rows) {
			expect(row.change).toBeCloseTo(0, 9);
			expect(row.isApart).toBe(false);
		}
	});

	test("show the surest change first, up or down, with ranks by the intervals", () => {
		const { rows } = compareFits(rated(after), rated(before));
		const heron = rows.find(({ model }) => model === "heron");
		expect(rows[0]?.isApart).toBe(true);
		expect(heron?.change).toBeLessThan(-100);
		expect(heron?.upper).toBeLessThan(0);
		expect(rows.reduce((sum, row) => sum + row.change, 0)).toBeCloseTo(0, 6);
		expect([heron?.rank, heron?.otherRank]).toEqual([3, 1]);
	});

	test("are put on one level when one has models that the other has not", () => {
		const wider = [...before, cell("lark", "finch", 99, 1)];
		const { rows, onlyHere, onlyThere } = compareFits(rated(wider), rated(before));
		for (const row of rows) expect(row.change).toBeCloseTo(0, 6);
		expect(onlyHere).toEqual(["finch"]);
		expect(onlyThere).toEqual([]);
	});

	test("that hold the same anchor are compared by their ratings", () => {
		const [here, there] = [rated(after, "wren"), rated(before, "wren")];
		const { rows } = compareFits(here, there);
		const heron = rows.find(({ model }) => model === "heron");
		expect(heron?.change).toBe((heron?.rating ?? 0) - (heron?.otherRating ?? 0));
		const [x, y] = [here, there].map(
			(each) => pairDifference(each, "heron", "wren")?.standardError ?? 0,
		);
		const error = Math.hypot(x ?? 0, y ?? 0);
		expect((heron?.upper ?? 0) - (heron?.change ?? 0)).toBeCloseTo(1.959963984540054 * error, 6);
		expect(rows.find(({ model }) => model === "wren")).toMatchObject({ change: 0, isApart: false });
	});

	test("without a model in common have nothing to compare", () => {
		const { rows, onlyHere } = compareFits(rated([cell("a", "b", 2, 1)]), rated(before));
		expect(rows).toEqual([]);
		expect(onlyHere).toEqual(["a", "b"]);
	});
});
