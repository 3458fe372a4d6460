import type { Random } from "#lib/kernel/random.ts";
import { cellsOf } from "./columns/cells-of.ts";
import type { JudgementColumns } from "./columns/judgement-columns.ts";
import { fitRatings } from "./fit.ts";
import type { FitResult } from "./fit-result.ts";
import type { MethodSpec } from "./method.ts";

/**
 * Judgements as columns in, ratings out, by any method. The order of the rows never matters, except
 * to `elo`, which is defined by it.
 */
export function fitColumns(
	columns: JudgementColumns,
	spec: MethodSpec,
	_random?: Random,
): FitResult {
	return fitRatings({ cells: cellsOf(columns), method: spec, models: columns.models });
}
