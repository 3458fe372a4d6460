import type { Variant } from "./board.ts";
import { GAMES, ILLEGAL_MAX } from "./match-state.ts";

/** What a side is told: the rules of its game and how to move. The same for both sides. */
export function instructionsFor(variant: Variant): string {
	return [
		`You play ${GAMES} games against another player, both from the same board: one side moves first in the first game, the other in the second. A win gives 1 point, a draw half a point, a loss nothing.`,
		rulesOf(variant),
		`Columns have letters from the left, rows have numbers from the top. On the board X and O are marks, . is a free cell${variant.size === 4 ? " and # a blocked one, where nothing can be placed" : ""}. Marks may already stand on it when a game starts.`,
		movesText(variant),
	].join("\n\n");
}

function rulesOf({ size, misere, wild }: Variant): string {
	const marks = wild
		? "In turn, each side places one mark on a free cell, X or O as it likes, whatever it placed before."
		: "In turn, each side places its own mark on a free cell: one side has X, the other O. X and O take turns.";
	const line = wild ? "three equal marks, whoever placed them," : "three of its own marks";
	const end = misere
		? `Whoever makes a line of ${line} loses the game at once.`
		: `Whoever makes a line of ${line} wins the game at once.`;
	return `The board has ${size} rows and ${size} columns. ${marks} ${end} A line is three neighbouring cells in a row, in a column or on a diagonal. A full board without a line is a draw.`;
}

function movesText({ wild }: Variant): string {
	const move = wild
		? "MOVE b3 X\nplaces X in column b, row 3. Always say which mark."
		: "MOVE b3\nplaces your mark in column b, row 3.";
	return `In each message make one move, on a line of its own. You may think in the same message; the last such line counts.

${move}

A message without a legal move is counted and you are asked again; ${ILLEGAL_MAX} of them in a row lose the game.`;
}
