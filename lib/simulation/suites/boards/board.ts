export type Mark = "X" | "O";

/** What a game is played by. Marks alternate, X first, unless it is wild: then each may place either. */
export interface Variant {
	size: 3 | 4;
	/** Three in a row loses instead of winning. */
	misere: boolean;
	wild: boolean;
}

/** A board row by row, one character a cell: `.` free, `X`, `O`, `#` blocked. */
export type Cells = string;

export interface Placement {
	cell: number;
	mark: Mark;
}

/** For the one who has just moved: won 1, drawn 0, lost -1; null while the game goes on. */
export type Outcome = 1 | 0 | -1 | null;

/** Straight lines of three neighbouring cells, on boards of 3 and of 4 by 4. */
export function linesOf(size: 3 | 4): readonly (readonly [number, number, number])[] {
	return known[size];
}

const directions = [
	[0, 1],
	[1, 0],
	[1, 1],
	[1, -1],
] as const;

const known = { 3: makeLines(3), 4: makeLines(4) };

function makeLines(size: number): [number, number, number][] {
	const lines: [number, number, number][] = [];
	for (let row = 0; row < size; row++)
		for (let column = 0; column < size; column++)
			for (const [down, right] of directions) {
				const lastRow = row + 2 * down;
				const lastColumn = column + 2 * right;
				if (lastRow >= size || lastColumn < 0 || lastColumn >= size) continue;
				const cell = row * size + column;
				const step = down * size + right;
				lines.push([cell, cell + step, cell + 2 * step]);
			}
	return lines;
}

const count = (cells: Cells, mark: string) => cells.split(mark).length - 1;

/** The mark of whoever moves next; in a wild game it means nothing. */
export const markToMove = (cells: Cells): Mark =>
	count(cells, "X") > count(cells, "O") ? "O" : "X";

/** All that can be placed, cell by cell, X before O. */
export function placements({ wild }: Variant, cells: Cells): Placement[] {
	const marks: readonly Mark[] = wild ? ["X", "O"] : [markToMove(cells)];
	return [...cells].flatMap((content, cell) =>
		content === "." ? marks.map((mark) => ({ cell, mark })) : [],
	);
}

/** The board after a legal placement, and what it means to the one who made it. */
export function place(
	{ size, misere }: Variant,
	cells: Cells,
	{ cell, mark }: Placement,
): { cells: Cells; outcome: Outcome } {
	const after = cells.slice(0, cell) + mark + cells.slice(cell + 1);
	const isLine = linesOf(size).some(
		(line) => line.includes(cell) && line.every((at) => after[at] === mark),
	);
	if (isLine) return { cells: after, outcome: misere ? -1 : 1 };
	return { cells: after, outcome: after.includes(".") ? null : 0 };
}
