import type { Random } from "#lib/kernel/random.ts";
import { checkColumns } from "./columns/check-columns.ts";
import { countBattles } from "./columns/count-battles.ts";
import { directedCells } from "./columns/directed-cells.ts";
import type { JudgementColumns } from "./columns/judgement-columns.ts";
import { fitElo } from "./elo.ts";
import { fitBoard } from "./fit-board.ts";
import type { FitResult } from "./fit-result.ts";
import { type MethodSpec, resolveMethod } from "./method.ts";
import { rowFactors } from "./weights/row-factors.ts";

/**
 * Judgements as columns in, ratings out, by any method. The order of the rows never matters, except
 * to `elo`, which is defined by it. `random` is needed by a bootstrap and by nothing else; `battles`, by
 * model, when the columns do not say which judgements share one.
 *
 * What is too little to fit is a marked result, as in `fitRatings`. Every number in the result is
 * finite or null. Throws (400) `unknown-method`, `invalid-method`, `invalid-anchor`,
 * `invalid-columns`, `invalid-judgement`, `too-many-models`, `unknown-covariate`,
 * `constant-covariate`, `covariate-not-determined`, `no-both-bad`, and (500) `fit-not-converged`.
 */
export function fitColumns(
	columns: JudgementColumns,
	spec: MethodSpec,
	random?: Random,
	battles: Float64Array | null = null,
): FitResult {
	const method = resolveMethod(spec);
	checkColumns(columns);
	const factors = rowFactors(columns, spec.weights);
	const isSoft = method.parameters.ties === "half" || method.parameters.ties === "drop";
	const cells = directedCells(columns, factors, isSoft);
	if (method.name === "elo") return fitElo(columns, method, cells);
	const rows = { columns, factors };
	const board = { method, spec, names: columns.models, cells, rows };
	return fitBoard(board, battles ?? countBattles(columns), random ?? null);
}
