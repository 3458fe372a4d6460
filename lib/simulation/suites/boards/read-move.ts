import { commandLines } from "#lib/simulation/command-lines.ts";
import { type Cells, type Mark, markToMove, type Placement, type Variant } from "./board.ts";

/**
 * What a message does: its last line `MOVE b2` (or, in a wild game, `MOVE b2 X`) counts. A line with more in
 * it is prose, unless it writes MOVE in capitals: then it is a mistake; beside a readable move in capitals, those in
 * small letters are prose. `reason` says to the seat what is wrong.
 */
export function readMove(
	variant: Variant,
	cells: Cells,
	text: string,
): { placement: Placement } | { reason: string } {
	const lines = commandLines(text, ["MOVE"]).map((line) => ({
		...line,
		move: readRest(line.rest),
	}));
	const hasPlain = lines.some(({ move, isPlain }) => isPlain && move !== null);
	const last = lines.findLast(({ move, isPlain }) => isPlain || (!hasPlain && move !== null));
	const example = variant.wild ? "MOVE b2 X" : "MOVE b2";
	if (last === undefined) return { reason: "there is no line that begins with MOVE" };
	if (last.move === null) return { reason: `a move is a line like ${example} and nothing more` };
	return checkMove(variant, cells, last.move);
}

const restPattern = /^\(?([a-d]) ?([1-4])\)?(?:[ ,]{1,3}([XO]))?$/i;

function readRest(rest: string): { column: number; row: number; mark: Mark | null } | null {
	const match = restPattern.exec(rest);
	if (match === null) return null;
	const [, column = "", row = "", mark] = match;
	return {
		column: "abcd".indexOf(column.toLowerCase()),
		row: Number(row) - 1,
		mark: mark === undefined ? null : mark.toUpperCase() === "X" ? "X" : "O",
	};
}

function checkMove(
	{ size, wild }: Variant,
	cells: Cells,
	{ column, row, mark }: { column: number; row: number; mark: Mark | null },
): { placement: Placement } | { reason: string } {
	if (column >= size || row >= size) return { reason: "that cell is not on the board" };
	const cell = row * size + column;
	if (cells[cell] === "#") return { reason: "that cell is blocked" };
	if (cells[cell] !== ".") return { reason: "that cell is taken" };
	if (wild && mark === null) return { reason: "say which mark to place, as in MOVE b2 X" };
	const own = markToMove(cells);
	if (!wild && mark !== null && mark !== own) return { reason: `your mark is ${own}` };
	return { placement: { cell, mark: mark ?? own } };
}
