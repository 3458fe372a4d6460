import { type Cells, place, placements, type Variant } from "./board.ts";
import { valueOfBoard } from "./solver.ts";

/** How many marks may stand on the board when a game starts. */
export const OPENING_MAX = 3;

const cache = new Map<string, readonly (readonly Cells[])[]>();

/**
 * Boards to start from that are worth the same to both: drawn under best play. By the number of marks on them,
 * numbers without such a board left out.
 */
export function evenStarts(variant: Variant, layout: Cells): readonly (readonly Cells[])[] {
	const key = `${variant.misere}|${variant.wild}|${layout}`;
	const starts = cache.get(key) ?? findStarts(variant, layout);
	cache.set(key, starts);
	return starts;
}

function findStarts(variant: Variant, layout: Cells): Cells[][] {
	const starts: Cells[][] = [];
	let boards = [layout];
	for (let marks = 0; marks <= OPENING_MAX; marks++) {
		starts.push(boards.filter((cells) => valueOfBoard(variant, cells) === 0));
		boards = [...new Set(boards.flatMap((cells) => nextBoards(variant, cells)))].sort();
	}
	return starts.filter((even) => even.length > 0);
}

/** Boards after one placement on which the game goes on. */
function nextBoards(variant: Variant, cells: Cells): Cells[] {
	return placements(variant, cells).flatMap((placement) => {
		const after = place(variant, cells, placement);
		return after.outcome === null ? [after.cells] : [];
	});
}
