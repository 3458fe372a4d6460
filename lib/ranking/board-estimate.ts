import type { DirectedCells } from "./columns/directed-cells.ts";
import type { FitRows } from "./doubt/clustered-scores.ts";
import type { Coefficient, FitResult, FitWarning, JudgeRow } from "./fit-result.ts";
import type { FittedMethod, MethodSpec } from "./method.ts";
import type { PairTable } from "./pairs.ts";

/** What every estimator reads: models are numbers, positions in `names`. */
export type Board = {
	method: FittedMethod;
	spec: MethodSpec;
	names: readonly string[];
	cells: DirectedCells;
	/** The cells by pair, as the method's rule for ties counts them. */
	table: PairTable;
	/** Judgements row by row; null when only their sums are known. */
	rows: FitRows | null;
	/** The models of each component with at least two, in the order of the result. */
	components: readonly Int32Array[];
	/** Ratings in points by model to begin from, NaN for none; null to begin from equal ones. */
	start?: Float64Array | null;
};

/** Ratings of one component, by position in its members. */
export type ComponentEstimate = {
	members: Int32Array;
	/** In points, the level being 0. */
	ratings: Float64Array;
	/** Row-major, in points squared. */
	covariance: Float64Array;
	core: Int32Array;
	separated: Int32Array;
	tiedOn: Int32Array;
	/** Percentile interval by position, the level being 0; null for intervals from the covariance. */
	percentiles: { lower: Float64Array; upper: Float64Array } | null;
};

export type BoardEstimate = {
	components: ComponentEstimate[];
	coefficients: Coefficient[];
	ties: Coefficient[];
	judges: JudgeRow[];
	convergence: FitResult["convergence"];
	clusters: number | null;
	/** What the clusters are worth if they were of equal size; null without clustering. */
	effectiveClusters: number | null;
	bootstrap: FitResult["bootstrap"];
	warnings: FitWarning[];
};

/** An estimate of nothing, which others fill in. */
export const emptyEstimate: BoardEstimate = {
	components: [],
	coefficients: [],
	ties: [],
	judges: [],
	convergence: null,
	clusters: null,
	effectiveClusters: null,
	bootstrap: null,
	warnings: [],
};
