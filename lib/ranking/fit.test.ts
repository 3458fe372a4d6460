import fc from "fast-check";
import { expect, test } from "vitest";
import { type PairCell, swapSlots } from "./cells.ts";
import { fitRatings } from "./fit.ts";
import { type FitResult, pairDifference } from "./fit-result.ts";
import { cell } from "./fixtures/fixture-cells.ts";
import { referenceRatings } from "./fixtures/reference-fit.ts";

const method = { name: "bt-half" } as const;
const names = ["ant", "bee", "cat", "dog", "elk", "fox"];

/** Any board at all: unconnected, separated, tied and empty ones included. */
const anyBoard = fc.array(
	fc
		.tuple(
			fc.constantFrom(...names),
			fc.constantFrom(...names),
			fc.tuple(fc.nat(6), fc.nat(6), fc.nat(3), fc.nat(2)),
		)
		.filter(([a, b]) => a !== b)
		.map(([a, b, counts]) => cell(a, b, ...counts)),
	{ maxLength: 14 },
);

/** Boards whose maximum likelihood is finite: a ring of wins joins everybody. */
const finiteBoard = anyBoard.map((cells) => [
	...cells,
	...names.map((name, i) => cell(name, names[(i + 1) % names.length] ?? "", 1)),
]);

function rowOf(fit: FitResult, model: string) {
	const row = fit.rows.find((each) => each.model === model);
	if (row === undefined) throw new Error(`no row for ${model}`);
	return row;
}

/** Compares all numbers by model to 1e-7; positions that names decide between equals are left out. */
function expectSame(x: FitResult, y: FitResult, rename = (model: string) => model) {
	expect(y.rows).toHaveLength(x.rows.length);
	for (const row of x.rows) {
		const other = rowOf(y, rename(row.model));
		for (const field of [
			"rating",
			"lower",
			"upper",
			"standardError",
			"votes",
			"winRate",
		] as const) {
			if (row[field] === null) expect(other[field]).toBeNull();
			else expect(Math.abs((other[field] ?? Number.NaN) - row[field])).toBeLessThan(1e-7);
		}
		expect(other.status).toBe(row.status);
	}
	expect(y.warnings.map(({ code }) => code)).toEqual(x.warnings.map(({ code }) => code));
}

test("agrees with brute force to a millionth of a point", () => {
	fc.assert(
		fc.property(finiteBoard, (cells) => {
			const reference = referenceRatings(cells);
			for (const row of fitRatings({ cells, method }).rows)
				expect(Math.abs((row.rating ?? 0) - (reference.get(row.model) ?? 0))).toBeLessThan(1e-6);
		}),
		{ numRuns: 40, seed: 7 },
	);
});

test("the order of the cells does not change a digit", () => {
	const boards = fc.tuple(anyBoard, fc.double({ min: 0.1, max: 3, noNaN: true }), fc.nat());
	fc.assert(
		fc.property(boards, ([board, weight, turn]) => {
			const cells = board.map((each, i) => ({ ...each, winsA: each.winsA * weight ** i }));
			const at = turn % (cells.length + 1);
			const turned = [...cells.slice(at), ...cells.slice(0, at)].reverse();
			expect(JSON.stringify(fitRatings({ cells: turned, method }))).toBe(
				JSON.stringify(fitRatings({ cells, method })),
			);
		}),
	);
});

test("swapping slots does not change a digit", () => {
	fc.assert(
		fc.property(anyBoard, fc.array(fc.boolean()), (cells, swaps) => {
			const swapped = cells.map((each, i) => (swaps[i] ? swapSlots(each) : each));
			expect(fitRatings({ cells: swapped, method })).toEqual(fitRatings({ cells, method }));
		}),
	);
});

test("renaming the models changes nothing but names", () => {
	const rename = (model: string) => String.fromCharCode(219 - model.charCodeAt(0));
	fc.assert(
		fc.property(anyBoard, (cells) => {
			const renamed = cells.map((each) => ({
				...each,
				modelA: rename(each.modelA),
				modelB: rename(each.modelB),
			}));
			expectSame(fitRatings({ cells, method }), fitRatings({ cells: renamed, method }), rename);
		}),
	);
});

test("splitting every cell into two of half weight changes nothing", () => {
	const halve = (each: PairCell): PairCell => ({
		...each,
		winsA: each.winsA / 2,
		winsB: each.winsB / 2,
		ties: each.ties / 2,
		bothBad: each.bothBad / 2,
	});
	fc.assert(
		fc.property(anyBoard, (cells) => {
			const halves = cells.flatMap((each) => [halve(each), halve(each)]);
			expectSame(fitRatings({ cells, method }), fitRatings({ cells: halves, method }));
		}),
	);
});

test("every number of every board is finite or null, and rows are consistent", () => {
	fc.assert(
		fc.property(anyBoard, (cells) => {
			const fit = fitRatings({ cells, method, models: ["zebu"] });
			JSON.stringify(fit, (_, value) => {
				if (typeof value === "number" && !Number.isFinite(value)) throw new Error("not finite");
				return value;
			});
			for (const row of fit.rows) {
				expect(row.wins + row.losses + row.ties + row.bothBad).toBe(row.votes);
				if (row.status === "unrated") continue;
				expect(row.standardError).toBeGreaterThan(0);
				expect(row.rank).toBe(row.rankLower);
				expect(row.rankUpper).toBeGreaterThanOrEqual(row.rank ?? Number.NaN);
			}
			expect(rowOf(fit, "zebu").status).toBe("unrated");
		}),
		{ numRuns: 300 },
	);
});

test("both-bad counts as a tie does", () => {
	const withHalves = (ties: number, bothBad: number) =>
		fitRatings({ cells: [cell("a", "b", 5, 3, ties, bothBad)], method });
	expectSame(withHalves(4, 0), withHalves(1, 3));
});

test("an anchor is held exactly and has no error; differences do not depend on it", () => {
	const cells = [cell("a", "b", 20, 10, 4), cell("b", "c", 15, 15), cell("c", "a", 9, 21)];
	const free = fitRatings({ cells, method });
	const fit = fitRatings({ cells, method: { ...method, anchor: { model: "b", rating: 1200 } } });
	expect(rowOf(fit, "b")).toMatchObject({ rating: 1200, standardError: 0, lower: 1200 });
	expect(fit.components[0]?.level).toEqual({ kind: "anchor", model: "b", rating: 1200 });
	const [x, y] = [pairDifference(free, "a", "c"), pairDifference(fit, "a", "c")];
	expect(y?.difference).toBeCloseTo(x?.difference ?? 0, 8);
	expect(y?.standardError).toBeCloseTo(x?.standardError ?? 0, 8);
	expect(fit.method.parameters.anchor).toEqual({ model: "b", rating: 1200 });
});

test("without an anchor a component's mean is 1000", () => {
	const { rows } = fitRatings({ cells: [cell("a", "b", 3, 1), cell("b", "c", 2, 2)], method });
	expect(rows.reduce((sum, row) => sum + (row.rating ?? 0), 0) / 3).toBeCloseTo(1000, 9);
});

test("established needs judgements and a narrow interval", () => {
	const status = (scale: number) =>
		fitRatings({ cells: [cell("a", "b", scale, scale)], method }).rows[0]?.status;
	expect(status(14)).toBe("preliminary");
	expect(status(500)).toBe("established");
	const lopsided = fitRatings({ cells: [cell("a", "b", 39, 1)], method });
	expect(lopsided.rows[0]?.status).toBe("preliminary");
});
