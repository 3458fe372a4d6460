import type { Random } from "#lib/kernel/random.ts";
import { type MergedCell, mergeCells, type PairCell } from "./cells.ts";
import { directedFromMerged } from "./columns/directed-cells.ts";
import { fitBoard } from "./fit-board.ts";
import type { FitResult } from "./fit-result.ts";
import { type MethodSpec, resolveMethod } from "./method.ts";
import { modelNames } from "./pairs.ts";

export type FitInput = {
	cells: readonly PairCell[];
	method: MethodSpec;
	/** Models to list even without judgements. */
	models?: readonly string[] | undefined;
	/** For methods that draw. */
	random?: Random | undefined;
};

/**
 * Judgements in, ratings out, from sums by pair. The order of the cells never changes a digit.
 * Methods that need single judgements are refused (`invalid-method`): see `fitColumns`.
 *
 * Too little to fit is a marked result, not an error: models without judgements are `unrated`,
 * models that only won or only lost are `separated`, unconnected groups are separate components.
 * Every number in the result is finite or null.
 *
 * Throws `invalid-cell`, `unknown-method`, `invalid-method`, `invalid-anchor`, `no-both-bad`,
 * `covariate-not-determined` (400) and `fit-not-converged` (500).
 */
export function fitRatings(input: FitInput): FitResult {
	const method = resolveMethod(input.method);
	const merged = mergeCells(input.cells);
	const names = modelNames(merged, input.models ?? []);
	const cells = directedFromMerged(merged, names);
	const board = { method, spec: input.method, names, cells, rows: null };
	return fitBoard(board, battlesByModel(merged, names), input.random ?? null);
}

/** Battles by model, in the order of the names. */
export function battlesByModel(
	merged: readonly MergedCell[],
	names: readonly string[],
): Float64Array {
	const numbers = new Map(names.map((name, number) => [name, number]));
	const battles = new Float64Array(names.length);
	for (const cell of merged)
		for (const model of [cell.modelA, cell.modelB]) {
			const number = numbers.get(model) ?? 0;
			battles[number] = (battles[number] ?? 0) + cell.battles;
		}
	return battles;
}
