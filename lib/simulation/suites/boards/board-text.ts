import { type Cells, markToMove, type Placement, placements, type Variant } from "./board.ts";

/** A cell's name: a letter for the column from the left, a number for the row from the top. */
export const cellName = (size: number, cell: number): string =>
	`${"abcd"[cell % size]}${Math.floor(cell / size) + 1}`;

/** A placement as a seat says it: `MOVE b2`, in a wild game `MOVE b2 X`. */
export const moveText = ({ size, wild }: Variant, { cell, mark }: Placement): string =>
	`MOVE ${cellName(size, cell)}${wild ? ` ${mark}` : ""}`;

/** The board with the names of its rows and columns. */
export function drawBoard({ size }: Variant, cells: Cells): string {
	const rows = Array.from({ length: size }, (_, row) => {
		const contents = [...cells.slice(row * size, (row + 1) * size)];
		return `${row + 1} ${contents.join(" ")}`;
	});
	return [`  ${[..."abcd"].slice(0, size).join(" ")}`, ...rows].join("\n");
}

/** The board in full sentences, with every move that can be made. */
export function restateBoard(variant: Variant, cells: Cells): string {
	const { size, wild } = variant;
	const named = (content: string) =>
		[...cells].flatMap((at, cell) => (at === content ? [cellName(size, cell)] : [])).join(", ");
	const sentence = (what: string, content: string) =>
		cells.includes(content) ? `${what} ${named(content)}.` : "";
	return [
		sentence("X stands on", "X"),
		sentence("O stands on", "O"),
		sentence("Blocked are", "#"),
		sentence("Free are", "."),
		wild ? "You may place X or O." : `You place ${markToMove(cells)}.`,
		`You can say: ${placements(variant, cells)
			.map((placement) => moveText(variant, placement))
			.join("; ")}.`,
	]
		.filter((text) => text !== "")
		.join("\n");
}

/** What a seat was shown, read back: which game it is (from 0) and its board. Null when there is none in it. */
export function readBoard(text: string): { game: number; cells: Cells } | null {
	const game = /^Game (\d) of \d/m.exec(text)?.[1];
	const rows = [...text.matchAll(/^\d ([.XO#](?: [.XO#])+)$/gm)].map(([, row = ""]) => row);
	if (game === undefined || rows.length < 3) return null;
	return { game: Number(game) - 1, cells: rows.join("").replaceAll(" ", "") };
}
