import type { LightPrior } from "#lib/ranking/bradley-terry.ts";
import type { TieRule } from "#lib/ranking/method-spec.ts";

/**
 * Rows to fit, in blocks of equal models: block `k` has `slotA[k]` against `slotB[k]` in the rows
 * from `starts[k]` up to `starts[k + 1]`.
 */
export type RowBlocks = {
	slotA: Int32Array;
	slotB: Int32Array;
	starts: Int32Array;
	/** Position in `outcomes`. */
	outcome: Uint8Array;
	/** The degree to which slot `a` was preferred, for rules that need nothing else. */
	degree: Float64Array;
	/** What the row weighs in the likelihood, and in the variance of its score. */
	weight: Float64Array;
	square: Float64Array;
	/** Covariates by row, `width` each. */
	x: Float64Array;
	width: number;
	/** By block, what summing soft outcomes has added to the variance of the scores; or null. */
	softSpread: Float64Array | null;
	/**
	 * Covariates by column where every row is a block of its own, in any order; `starts`, `outcome` and `x`
	 * are then empty. Null for rows in the order of their blocks.
	 */
	byColumn: readonly Float64Array[] | null;
};

/**
 * A likelihood to maximise. Its parameters are the models' log-strengths, then the coefficients of
 * the covariates, then the tie parameter if there is one.
 */
export type Problem = {
	/** Number of models. */
	size: number;
	rule: TieRule;
	rows: RowBlocks;
	/** False also when a tie model has no tie to learn from; its parameter is then at its limit. */
	hasTie: boolean;
	/** Models held at 0 while solving, one for each component, where the level is free. */
	pins: readonly number[];
	priors: readonly LightPrior[];
	/** Quadratic pull of each parameter towards 0; null for none. */
	penalty: Float64Array | null;
};

export function parameterCount(problem: Problem): number {
	return problem.size + problem.rows.width + (problem.hasTie ? 1 : 0);
}

/** The tie parameter among `parameters`, or the value that stands for no ties. */
export function tieOf(problem: Problem, parameters: Float64Array): number {
	if (problem.hasTie) return parameters[parameters.length - 1] ?? 0;
	return problem.rule === "rao-kupper" ? 0 : Number.NEGATIVE_INFINITY;
}

/** What a pass over the rows adds up beside the log-likelihood: nothing, or a matrix. */
export type PassKind = "value" | "information" | "scores";

/** Where a pass leaves its sums. `matrix` is row-major and only its lower triangle counts. */
export type PassSums = {
	gradient: Float64Array;
	matrix: Float64Array;
};
