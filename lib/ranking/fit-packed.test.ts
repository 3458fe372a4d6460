import { expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import type { PairCell } from "./cells.ts";
import type { PackedCells } from "./columns/packed-cells.ts";
import { fitRatings } from "./fit.ts";
import { fitPacked } from "./fit-packed.ts";
import type { MethodSpec } from "./method.ts";

const method: MethodSpec = { name: "bt-half" };
const names = Array.from({ length: 12 }, (_, i) => `model-${String(i).padStart(2, "0")}`);

/** A third of the pairs empty; the last model only ever lost. */
function board(seed: number): { cells: PairCell[]; packed: PackedCells } {
	const random = seededRandom(seed);
	const cells: PairCell[] = [];
	const last = names.length - 1;
	names.forEach((modelA, a) => {
		names.forEach((modelB, b) => {
			if (a === b) return;
			const count = (most: number) => (random.next() < 0.3 ? 0 : Math.floor(most * random.next()));
			const [winsA, winsB] = [a === last ? 0 : count(20), b === last ? 0 : count(12)];
			const [ties, bothBad] = a === last || b === last ? [0, 0] : [count(5), count(3)];
			const battles = Math.ceil((winsA + winsB + ties + bothBad) / 2);
			cells.push({ modelA, modelB, winsA, winsB, ties, bothBad, battles });
		});
	});
	const numbers = (name: "modelA" | "modelB") =>
		Int32Array.from(cells, (cell) => names.indexOf(cell[name]));
	const packed = {
		models: names,
		slotA: numbers("modelA"),
		slotB: numbers("modelB"),
		counts: Float64Array.from(
			cells.flatMap(({ winsA, winsB, ties, bothBad }) => [winsA, winsB, ties, bothBad]),
		),
		battles: Float64Array.from(cells, ({ battles }) => battles ?? 0),
	};
	return { cells, packed };
}

test.each(["bt-half", "bt-drop", "bt-davidson"] as const)(
	"packed cells are fitted to the last digit as cells are: %s",
	(name) => {
		const { cells, packed } = board(1);
		const whole = fitRatings({ cells, method: { name }, models: names });
		expect(fitPacked({ cells: packed, method: { name } })).toEqual(whole);
		const each = { ...packed, battles: null };
		const alone = cells.map(({ battles: _, ...cell }) => cell);
		expect(fitPacked({ cells: each, method: { name } })).toEqual(
			fitRatings({ cells: alone, method: { name }, models: names }),
		);
	},
);

test("an earlier fit is a shorter way to the same maximum", () => {
	const [before, after] = [board(1), board(1)];
	after.packed.counts[0] = (after.packed.counts[0] ?? 0) + 1;
	const earlier = fitPacked({ cells: before.packed, method });
	const start = Float64Array.from(
		names,
		(model) => earlier.rows.find((row) => row.model === model)?.rating ?? Number.NaN,
	);
	start[3] = Number.NaN;
	const cold = fitPacked({ cells: after.packed, method });
	const warm = fitPacked({ cells: after.packed, method, start });
	expect(warm.convergence?.iterations).toBeLessThanOrEqual(cold.convergence?.iterations ?? 0);
	const same = fitPacked({
		cells: before.packed,
		method,
		start: start.map((x, i) =>
			i === 3 ? (earlier.rows.find((row) => row.model === names[3])?.rating ?? 0) : x,
		),
	});
	expect(same.convergence?.iterations).toBeLessThan(earlier.convergence?.iterations ?? 0);
	cold.rows.forEach((row, i) => {
		const other = warm.rows[i];
		expect(other?.model).toBe(row.model);
		for (const field of ["rating", "lower", "upper"] as const)
			expect(Math.abs((other?.[field] ?? Number.NaN) - (row[field] ?? 0))).toBeLessThan(1e-10);
	});
	const nothing = new Float64Array(names.length).fill(Number.NaN);
	expect(fitPacked({ cells: after.packed, method, start: nothing })).toEqual(cold);
});

test.each<[string, (cells: PackedCells) => PackedCells]>([
	["a model that is none", (c) => ({ ...c, slotA: c.slotA.map(() => 99) })],
	["a model against itself", (c) => ({ ...c, slotB: c.slotA })],
	["a pair twice", (c) => ({ ...c, slotA: c.slotA.fill(0), slotB: c.slotB.fill(1) })],
	["a count below 0", (c) => ({ ...c, counts: c.counts.map(() => -1) })],
	["a count that is no number", (c) => ({ ...c, counts: c.counts.map(() => Number.NaN) })],
	["counts that are too large", (c) => ({ ...c, counts: c.counts.map(() => 1e308) })],
	["too few counts", (c) => ({ ...c, counts: c.counts.slice(1) })],
	["too few battles", (c) => ({ ...c, battles: new Float64Array(1) })],
	["names out of order", (c) => ({ ...c, models: [...c.models].reverse() })],
])("refused: %s", (_, spoil) => {
	expect(() => fitPacked({ cells: spoil(board(1).packed), method })).toThrow(
		expect.objectContaining({ code: "invalid-cell" }),
	);
});
