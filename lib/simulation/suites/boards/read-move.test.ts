import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Variant } from "./board.ts";
import { drawBoard, moveText, readBoard } from "./board-text.ts";
import { readMove } from "./read-move.ts";

const plain: Variant = { size: 3, misere: false, wild: false };
const wild: Variant = { size: 3, misere: false, wild: true };
const large: Variant = { size: 4, misere: false, wild: false };

describe("moves", () => {
	test.each([
		["MOVE b2", 4],
		["move: B2.", 4],
		["**MOVE** `c1`", 2],
		["- MOVE (a3)", 6],
		["MOVE b2 X", 4],
		["MOVE b 2", 4],
		["I could take c3.\nMOVE a1\nor not\nMOVE b2\nThat is my move.", 4],
		["MOVE b2\nMove on, please.", 4],
		["MOVE b2\nMove c3", 4],
		["MOVE\u00a0b2", 4],
		['"MOVE b2"', 4],
		["**Move:** MOVE b2", 4],
		["Move: MOVE b2", 4],
		["$MOVE b2$", 4],
	])("%j", (text, cell) => {
		expect(readMove(plain, ".........", text)).toEqual({ placement: { cell, mark: "X" } });
	});

	test("the mark is the one whose turn it is, or the one that is named in a wild game", () => {
		expect(readMove(plain, "X........", "MOVE b2")).toEqual({ placement: { cell: 4, mark: "O" } });
		expect(readMove(wild, "X........", "MOVE b2 x")).toEqual({ placement: { cell: 4, mark: "X" } });
		expect(readMove(large, "................", "MOVE d4")).toEqual({
			placement: { cell: 15, mark: "X" },
		});
	});
});

describe("what is no move says why", () => {
	test.each<[Variant, string, string, RegExp]>([
		[plain, ".........", "", /no line/],
		[plain, ".........", "b2", /no line/],
		[plain, ".........", "My MOVE b2", /no line/],
		[plain, ".........", "Move b2 is good.", /no line/],
		[plain, ".........", "MOVE b2 or c3", /nothing more/],
		[plain, ".........", "MOVE 22", /nothing more/],
		[plain, ".........", "MOVE b2\nMOVE", /nothing more/],
		[plain, ".........", "MOVE d1", /not on the board/],
		[plain, ".........", "MOVE a4", /not on the board/],
		[plain, "X........", "MOVE a1", /taken/],
		[large, "#...............", "MOVE a1", /blocked/],
		[plain, ".........", "MOVE b2 O", /your mark is X/],
		[wild, ".........", "MOVE b2", /which mark/],
	])("%j %s %j", (variant, cells, text, reason) => {
		const move = readMove(variant, cells, text);
		expect("reason" in move ? move.reason : "a move").toMatch(reason);
	});
});

test("a drawn board is read back, and what is said as a move is read as that move", () => {
	const content = fc.constantFrom(".", "X", "O", "#");
	const board = fc.constantFrom<3 | 4>(3, 4).chain((size) =>
		fc.array(content, { minLength: size ** 2, maxLength: size ** 2 }).map((cells) => ({
			variant: { size, misere: false, wild: true },
			cells: cells.join(""),
		})),
	);
	fc.assert(
		fc.property(board, fc.nat(15), fc.constantFrom("X", "O"), ({ variant, cells }, at, mark) => {
			const text = `Game 2 of 2. Your move.\n${drawBoard(variant, cells)}`;
			expect(readBoard(text)).toEqual({ game: 1, cells });
			if (cells[at] !== ".") return;
			const placement = { cell: at, mark };
			expect(readMove(variant, cells, moveText(variant, placement))).toEqual({ placement });
		}),
	);
	expect(readBoard("no board")).toBeNull();
});
