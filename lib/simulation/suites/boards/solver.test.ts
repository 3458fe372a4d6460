import { describe, expect, test } from "vitest";
import { randomInt, seededRandom } from "#lib/kernel/random.ts";
import { naiveSolver } from "#lib/testing/naive-boards.ts";
import { type Cells, place, placements, type Variant } from "./board.ts";
import { keepingPlacements, valueOfBoard } from "./solver.ts";
import { evenStarts } from "./starts.ts";
import { type Category, categories, categoryNames } from "./variants.ts";

const empty = ".../.../...";
const toRows = (size: number, cells: Cells) =>
	Array.from({ length: size }, (_, row) => cells.slice(row * size, (row + 1) * size)).join("/");

/** Expects the suite's solver to say of a board what the naive one says. */
function expectSame(variant: Variant, naive: ReturnType<typeof naiveSolver>, board: string): void {
	const cells = board.replaceAll("/", "");
	const value = naive.value(board);
	if (valueOfBoard(variant, cells) !== value) expect.fail(`the value of ${board} is ${value}`);
	const best = naive
		.moves(board)
		.filter((move) => move.value === value)
		.map(({ row, column, mark }) => `${row * variant.size + column}${mark}`);
	const kept = keepingPlacements(variant, cells).map(({ cell, mark }) => `${cell}${mark}`);
	expect(kept, board).toEqual(best);
}

describe("the solver's moves are those that keep the value", () => {
	// Of the 5,478 boards that can come up, 958 are ends of games. Wild, all boards that hold no line and have a free
	// cell can come up.
	test.each([
		{ misere: false, wild: false, boards: 4520 },
		{ misere: true, wild: false, boards: 4520 },
		{ misere: false, wild: true, boards: 11_093 },
		{ misere: true, wild: true, boards: 11_093 },
	])(
		"on every reachable board of 3 by 3, misere $misere, wild $wild",
		({ misere, wild, boards }) => {
			const naive = naiveSolver({ misere, wild });
			naive.value(empty);
			const reachable = [...naive.boards()];
			expect(reachable).toHaveLength(boards);
			for (const board of reachable) expectSame({ size: 3, misere, wild }, naive, board);
		},
	);

	test("on sampled boards of 4 by 4", () => {
		const random = seededRandom(44);
		const { variant, layouts }: Category = categories.blocked;
		for (const layout of layouts)
			for (let sample = 0; sample < 10; sample++) {
				const naive = naiveSolver(variant);
				let cells: Cells = layout;
				for (let marks = 0; marks < 4 + (sample % 5); marks++) {
					const choices = placements(variant, cells);
					const choice = choices[randomInt(random, choices.length)];
					const after = choice === undefined ? null : place(variant, cells, choice);
					if (after === null || after.outcome !== null) break;
					cells = after.cells;
				}
				if (cells.split(".").length <= 9) expectSame(variant, naive, toRows(4, cells));
			}
	});

	test("on two whole boards of 4 by 4", () => {
		const { variant, layouts }: Category = categories.blocked;
		for (const layout of layouts.slice(0, 2))
			expectSame(variant, naiveSolver(variant), toRows(4, layout));
	});
});

describe("what is known of these games, by minimax alone", () => {
	const facts = (misere: boolean, wild: boolean) => {
		const naive = naiveSolver({ misere, wild });
		const value = naive.value(empty);
		const openings = naive.moves(empty).filter((move) => move.value === value);
		return { value, openings: openings.map(({ row, column, mark }) => `${row}${column}${mark}`) };
	};

	test("tic-tac-toe is a draw after every opening", () => {
		const { value, openings } = facts(false, false);
		expect(value).toBe(0);
		expect(openings).toHaveLength(9);
	});

	test("misere tic-tac-toe is a draw, and only the centre keeps it", () => {
		expect(facts(true, false)).toEqual({ value: 0, openings: ["11X"] });
	});

	test("wild tic-tac-toe is won by the first to move, from the centre", () => {
		expect(facts(false, true)).toEqual({ value: 1, openings: ["11X", "11O"] });
	});

	test("wild misere tic-tac-toe is a draw, and only the centre keeps it", () => {
		expect(facts(true, true)).toEqual({ value: 0, openings: ["11X", "11O"] });
	});
});

describe("the boards that games start from", () => {
	test("are worth the same to both, go on, and differ in number", () => {
		for (const name of categoryNames) {
			const { variant, layouts }: Category = categories[name];
			for (const layout of layouts.slice(0, 4)) {
				const starts = evenStarts(variant, layout).flat();
				expect(new Set(starts).size).toBe(starts.length);
				expect(starts.length, name).toBeGreaterThan(50);
				for (const cells of starts) {
					expect(valueOfBoard(variant, cells)).toBe(0);
					expect(placements(variant, cells).length).toBeGreaterThan(5);
				}
			}
		}
	});

	test("24 blocked layouts, all different and drawn from the empty board", () => {
		const { variant, layouts }: Category = categories.blocked;
		expect(new Set(layouts).size).toBe(24);
		for (const layout of layouts) {
			expect(layout).toMatch(/^[.#]{16}$/);
			expect(layout.split("#")).toHaveLength(6);
			expect(valueOfBoard(variant, layout)).toBe(0);
		}
	});
});
