/**
 * The board games of the suite `boards` a second time, by plain minimax and sharing nothing with it: a test's yardstick.
 * A board is a list of rows, joined by `/`.
 */
export interface NaiveRules {
	misere: boolean;
	wild: boolean;
}

interface NaiveMove {
	row: number;
	column: number;
	mark: string;
	/** 1, 0 or -1 for the one who makes it; under best play after it. */
	value: number;
	/** The board after it; null when the game is over. */
	next: string | null;
}

/** Three equal marks in a neighbouring row, column or diagonal, anywhere. */
function hasLine(rows: readonly string[]): boolean {
	const at = (row: number, column: number) => rows[row]?.[column] ?? " ";
	return rows.some((cells, row) =>
		[...cells].some((mark, column) => {
			if (mark !== "X" && mark !== "O") return false;
			const runs = (down: number, right: number) =>
				at(row + down, column + right) === mark && at(row + 2 * down, column + 2 * right) === mark;
			return runs(0, 1) || runs(1, 0) || runs(1, 1) || runs(1, -1);
		}),
	);
}

/** Values of boards under rules, each worked out by looking at every continuation. */
export function naiveSolver(rules: NaiveRules) {
	const known = new Map<string, NaiveMove[]>();

	function moves(board: string): NaiveMove[] {
		const before = known.get(board);
		if (before !== undefined) return before;
		const rows = board.split("/");
		const placed = (mark: string) => board.split("").filter((at) => at === mark).length;
		const turn = placed("X") === placed("O") ? "X" : "O";
		const found: NaiveMove[] = [];
		rows.forEach((cells, row) => {
			for (let column = 0; column < cells.length; column++)
				for (const mark of rules.wild ? "XO" : turn)
					if (cells[column] === ".") found.push(moveOf(rows, row, column, mark));
		});
		known.set(board, found);
		return found;
	}

	function moveOf(rows: readonly string[], row: number, column: number, mark: string): NaiveMove {
		const after = rows.map((cells, i) =>
			i === row ? `${cells.slice(0, column)}${mark}${cells.slice(column + 1)}` : cells,
		);
		const board = after.join("/");
		if (hasLine(after)) return { row, column, mark, value: rules.misere ? -1 : 1, next: null };
		if (!board.includes(".")) return { row, column, mark, value: 0, next: null };
		return { row, column, mark, value: 0 - value(board), next: board };
	}

	function value(board: string): number {
		return Math.max(...moves(board).map((move) => move.value));
	}

	return { value, moves, boards: () => known.keys() };
}
