import type { Random } from "#lib/kernel/random.ts";
import {
	battlesOfPacked,
	checkPackedCells,
	directedFromPacked,
	type PackedCells,
} from "./columns/packed-cells.ts";
import { fitBoard } from "./fit-board.ts";
import type { FitResult } from "./fit-result.ts";
import { type MethodSpec, resolveMethod } from "./method.ts";

export type PackedInput = {
	cells: PackedCells;
	method: MethodSpec;
	/**
	 * Ratings in points by model to begin from, such as the last snapshot's; NaN where there is none. They
	 * spare a plain fit most of its steps and never change where it ends by more than 1e-10 points.
	 */
	start?: Float64Array | undefined;
	/** For methods that draw. */
	random?: Random | undefined;
};

/**
 * `fitRatings` for cells that are numbers already: a refresh that reads sums from a database and fits them
 * from where it ended the last time.
 *
 * Throws as `fitRatings`, and `too-many-models` (400).
 */
export function fitPacked({ cells, method: spec, start, random }: PackedInput): FitResult {
	const method = resolveMethod(spec);
	checkPackedCells(cells);
	const directed = directedFromPacked(cells);
	const known = { method, spec, names: cells.models, cells: directed, rows: null };
	const board = { ...known, start: start ?? null };
	return fitBoard(board, battlesOfPacked(cells), random ?? null);
}
