import { AppError, isAppError } from "#lib/kernel/app-error.ts";
import type { Board, BoardEstimate, ComponentEstimate } from "#lib/ranking/board-estimate.ts";
import { fitStrengths, heaviestModel } from "#lib/ranking/bradley-terry.ts";
import { OUTCOMES } from "#lib/ranking/columns/directed-cells.ts";
import { type Covariates, styleColumns } from "#lib/ranking/covariates/style-columns.ts";
import { clusterNumbers, FEW_CLUSTERS } from "#lib/ranking/doubt/cluster-numbers.ts";
import { clusteredScores } from "#lib/ranking/doubt/clustered-scores.ts";
import { type ClusteredSum, clusterCorrection } from "#lib/ranking/doubt/sum-by-cluster.ts";
import type { FitWarning } from "#lib/ranking/fit-result.ts";
import { restrictPairs } from "#lib/ranking/pairs.ts";
import { BASE, POINTS_PER_UNIT } from "#lib/ranking/scale.ts";
import { boardShapes, type PlacedShape } from "./board-shapes.ts";
import { coefficientOf, tieCoefficients } from "./coefficients.ts";
import { emptySums, evaluate } from "./evaluate.ts";
import { atLevels, levelOfShape, sandwich, spread } from "./full-covariance.ts";
import { lowerOf, maximise } from "./maximise.ts";
import { type Problem, parameterCount, type RowBlocks } from "./problem.ts";
import { blocksOfCells, blocksOfColumns, looseRows } from "./row-blocks.ts";

/** A fitted problem: what a bootstrap starts from as well. */
export type GeneralFit = {
	problem: Problem;
	shapes: PlacedShape[];
	free: Int32Array;
	names: string[];
	parameters: Float64Array;
	/** Of all parameters, row-major, the levels of the components being held. */
	covariance: Float64Array;
	iterations: number;
	logLikelihood: number;
	/** Of each component's level before it was held; 0 where it is free. */
	levelVariances: number[];
	clusters: number | null;
	effectiveClusters: number | null;
	warnings: FitWarning[];
};

/**
 * Maximum likelihood of any tie model with covariates, weights and clusters, over all components at
 * once: they share the coefficients and the tie parameter.
 *
 * Throws `unknown-covariate`, `constant-covariate`, `covariate-not-determined`, `no-both-bad`,
 * `invalid-method` (400) and `fit-not-converged` (500).
 */
export function fitGeneral(board: Board): GeneralFit {
	const { method, spec, cells } = board;
	const { ties } = method.parameters;
	const warnings: FitWarning[] = [];
	const shapes = boardShapes(board);
	const { covariates, blocks: rows } = rowsOf(board);
	for (const feature of covariates.unknown)
		warnings.push({ code: "covariate-unknown", models: [feature] });
	const problem = problemOf(board, shapes, rows);
	if (!problem.hasTie && ties !== "half" && ties !== "drop")
		warnings.push({ code: "no-ties", models: [] });
	const free = freeParameters(problem, shapes);
	const start = startOf(board, problem, shapes);
	const objective: Parameters<typeof maximise>[0] = (parameters, kind, sums) =>
		evaluate(problem, parameters, kind, sums);
	const { parameters, iterations, information, value } = withReason(rows.width, () =>
		maximise(objective, start, free),
	);

	const count = parameterCount(problem);
	const withoutPriors = { ...problem, priors: [], penalty: null };
	const scores = emptySums(count, "scores");
	evaluate(problem, parameters, "scores", scores, boundedBlocks(rows, shapes, cells.size));
	const clusters = board.rows === null ? null : clusterNumbers(board.rows.columns, spec.cluster);
	let found: ClusteredSum | null = null;
	if (board.rows !== null && clusters !== null) {
		const withCovariates = { ...board.rows, covariates: covariates.columns };
		const sums = clusteredScores(problem, parameters, withCovariates, clusters);
		found = sums;
		const plain = emptySums(count, "scores");
		evaluate(withoutPriors, parameters, "scores", plain);
		const correction = clusterCorrection(sums, free.length);
		// What the bounds and the prior add stays; what rows had by themselves is replaced.
		for (let at = 0; at < scores.matrix.length; at++)
			scores.matrix[at] =
				(scores.matrix[at] ?? 0) - (plain.matrix[at] ?? 0) + correction * (sums.matrix[at] ?? 0);
		if (sums.effective < FEW_CLUSTERS) warnings.push({ code: "few-clusters", models: [] });
	}
	const pinned = sandwich(information, lowerOf(scores.matrix, count, free), free.length);
	const covariance = spread(pinned, free, count);
	const levels = levelsOf(board, shapes, count);
	const levelVariances = levels.map((level) => quadratic(covariance, level));
	atLevels(covariance, count, shapes, levels);
	return {
		problem,
		shapes,
		free,
		names: covariates.names,
		parameters,
		covariance,
		iterations,
		logLikelihood:
			problem.priors.length === 0 && problem.penalty === null
				? value
				: evaluate(withoutPriors, parameters, "value", emptySums(count, "value")),
		levelVariances,
		clusters: found?.clusters ?? null,
		effectiveClusters: found?.effective ?? null,
		warnings,
	};
}

function quadratic(matrix: Float64Array, x: Float64Array): number {
	let sum = 0;
	x.forEach((xi, i) => {
		if (xi === 0) return;
		x.forEach((xj, j) => {
			sum += xi * xj * (matrix[i * x.length + j] ?? 0);
		});
	});
	return Math.max(0, sum);
}

/**
 * Strengths alone always have a maximum here, since the light priors saw to it: without one the
 * covariates are to blame.
 */
function withReason<T>(covariates: number, solve: () => T): T {
	try {
		return solve();
	} catch (error) {
		if (covariates === 0 || !isAppError(error, "fit-not-converged")) throw error;
		throw new AppError(
			"covariate-not-determined",
			"These judgements leave the effect of a covariate or of the side order open: it goes along with another one, or one side of it always won.",
			{ cause: error },
		);
	}
}

/** The fit as ratings in points, coefficients and tie parameters. */
export function generalEstimate(board: Board, fit: GeneralFit): BoardEstimate {
	const { problem, parameters, covariance } = fit;
	const coefficients = fit.names.map((name, i) =>
		coefficientOf(name, parameters, covariance, problem.size + i),
	);
	return {
		components: componentEstimates(board, fit.shapes, parameters, covariance),
		coefficients,
		ties: tieCoefficients(board, fit),
		judges: [],
		convergence: { iterations: fit.iterations, logLikelihood: fit.logLikelihood },
		clusters: fit.clusters,
		effectiveClusters: fit.effectiveClusters,
		bootstrap: null,
		warnings: fit.warnings,
	};
}

/** Ratings in points by component, from log-strengths and their covariance at the levels. */
export function componentEstimates(
	board: Board,
	shapes: readonly PlacedShape[],
	parameters: Float64Array,
	covariance: Float64Array,
): ComponentEstimate[] {
	const count = parameters.length;
	const levels = levelsOf(board, shapes, count);
	return shapes.map((shape, c) => {
		const zero = parameters.reduce((sum, value, i) => sum + value * (levels[c]?.[i] ?? 0), 0);
		const { members, core, separated, tiedOn } = shape;
		const size = members.length;
		const own = new Float64Array(size * size);
		for (let p = 0; p < size; p++)
			for (let q = 0; q < size; q++)
				own[p * size + q] =
					POINTS_PER_UNIT *
					POINTS_PER_UNIT *
					(covariance[(members[p] ?? 0) * count + (members[q] ?? 0)] ?? 0);
		const ratings = Float64Array.from(
			members,
			(model) => POINTS_PER_UNIT * ((parameters[model] ?? 0) - zero),
		);
		return { members, ratings, covariance: own, core, separated, tiedOn, percentiles: null };
	});
}

/** For each component the combination of parameters that is held at its level. */
export function levelsOf(
	board: Board,
	shapes: readonly PlacedShape[],
	count: number,
): Float64Array[] {
	const anchor = board.names.indexOf(board.method.parameters.anchor?.model ?? "");
	return shapes.map((shape) => levelOfShape(shape, anchor, count));
}

/** Where a fit of strengths alone would end, and the models it pins: for methods that go on from it. */
export function startStrengths(board: Board): { start: Float64Array; pins: readonly number[] } {
	const { style: _style, sideOrder: _side, ...parameters } = board.method.parameters;
	const fit = fitGeneral({
		...board,
		method: { ...board.method, parameters },
		spec: { name: board.spec.name },
	});
	return { start: fit.parameters, pins: fit.problem.pins };
}

/** What a fit goes through: rows where each has covariates of its own, otherwise cells. */
export function rowsOf(board: Board): { covariates: Covariates; blocks: RowBlocks } {
	const { ties, style, sideOrder, bootstrap } = board.method.parameters;
	const covariates = styleOf(board);
	// Halves of a soft outcome must not be drawn one without the other.
	const isSplit = bootstrap !== undefined && board.cells.softSpread !== null;
	if (board.rows === null || (style === undefined && !isSplit))
		return { covariates, blocks: blocksOfCells(board.cells, ties, sideOrder === true) };
	// A bootstrap draws block by block, and goes over its rows often enough for their order to pay.
	const isLoose = bootstrap === undefined && (ties === "half" || ties === "drop");
	const { columns, factors } = board.rows;
	const blocks = (isLoose ? looseRows : blocksOfColumns)(
		columns,
		factors,
		covariates.columns,
		ties,
	);
	return { covariates, blocks };
}

function styleOf({ rows, method, spec }: Board): Covariates {
	const sideOrder = method.parameters.sideOrder === true;
	if (rows !== null) return styleColumns(rows.columns, spec.style, sideOrder);
	if (method.parameters.style !== undefined)
		throw new AppError("invalid-method", "Style needs judgements row by row.", {
			data: { field: "style" },
		});
	const names = sideOrder ? ["side-order"] : [];
	return { names, columns: [], unknown: [] };
}

function problemOf(
	{ method, cells, table }: Board,
	shapes: PlacedShape[],
	rows: RowBlocks,
): Problem {
	const { ties, style } = method.parameters;
	const sums = sumOutcomes(cells.weights);
	const tied = ties === "grounded" ? (sums[2] ?? 0) : (sums[2] ?? 0) + (sums[3] ?? 0);
	if (ties === "grounded" && (sums[3] ?? 0) === 0)
		throw new AppError("no-both-bad", "The grounded model needs judgements that both are bad.");
	const strength = style?.transform === "fastchat" ? style.penalty / Math.log(BASE) ** 2 : 0;
	const hasTie = ties !== "half" && ties !== "drop" && tied > 0;
	const features = style?.features.length ?? 0;
	const penalty =
		style === undefined || style.penalty === 0
			? null
			: Float64Array.from({ length: cells.size + rows.width + (hasTie ? 1 : 0) }, (_, i) =>
					i < cells.size ? strength : i < cells.size + features ? style.penalty : 0,
				);
	const isFree = ties !== "grounded" && strength === 0;
	return {
		size: cells.size,
		rule: ties,
		rows,
		hasTie,
		pins: isFree
			? shapes.map(
					({ members }) => members[heaviestModel(restrictPairs(table, members)).model] ?? 0,
				)
			: [],
		priors: shapes.flatMap(({ placedPrior }) => placedPrior ?? []),
		penalty,
	};
}

function sumOutcomes(weights: Float64Array): number[] {
	const sums = [0, 0, 0, 0];
	weights.forEach((weight, at) => {
		sums[at % OUTCOMES] = (sums[at % OUTCOMES] ?? 0) + weight;
	});
	return sums;
}

function freeParameters(problem: Problem, shapes: readonly PlacedShape[]): Int32Array {
	const isPinned = new Set(problem.pins);
	const models = shapes.flatMap(({ members }) => [...members]).filter((m) => !isPinned.has(m));
	const count = parameterCount(problem);
	const others = Array.from({ length: count - problem.size }, (_, i) => problem.size + i);
	return Int32Array.from([...models.sort((i, j) => i - j), ...others]);
}

/** Equal strengths, and the share of ties read off as if all models were equal. */
function startOf(
	{ cells, table }: Board,
	problem: Problem,
	shapes: readonly PlacedShape[],
): Float64Array {
	const start = new Float64Array(parameterCount(problem));
	const [winsA = 0, winsB = 0, ties = 0, bothBad = 0] = sumOutcomes(cells.weights);
	const total = winsA + winsB + ties + bothBad;
	if (problem.rule === "grounded") {
		const strength = Math.log(Math.max(total / bothBad - 1, 1e-3) / 2);
		for (const { members } of shapes) for (const model of members) start[model] = strength;
	}
	if (!problem.hasTie) {
		// With covariates every pass is long: it pays to begin where the sums by pair lead.
		for (const { members, prior } of problem.rule === "grounded" ? [] : shapes) {
			const strengths = fitStrengths(restrictPairs(table, members), prior);
			const pin = problem.pins.find((model) => members.includes(model));
			const zero = pin === undefined ? 0 : (strengths[members.indexOf(pin)] ?? 0);
			strengths.forEach((strength, i) => {
				start[members[i] ?? 0] = strength - zero;
			});
		}
		return start;
	}
	const share = Math.min(0.99, (ties + bothBad) / total);
	if (problem.rule === "davidson") start[start.length - 1] = Math.log((2 * share) / (1 - share));
	if (problem.rule === "rao-kupper") start[start.length - 1] = 2 * Math.atanh(share);
	return start;
}

function boundedBlocks(
	rows: RowBlocks,
	shapes: readonly PlacedShape[],
	size: number,
): Uint8Array | null {
	if (shapes.every(({ separated, tiedOn }) => separated.length + tiedOn.length === 0)) return null;
	const component = new Int32Array(size).fill(-1);
	const position = new Int32Array(size);
	shapes.forEach(({ members }, c) => {
		members.forEach((model, p) => {
			component[model] = c;
			position[model] = p;
		});
	});
	const marks = Uint8Array.from(rows.slotA, (a, k) => {
		const shape = shapes[component[a] ?? -1];
		const b = rows.slotB[k] ?? 0;
		return shape?.isBounded(position[a] ?? 0, position[b] ?? 0) === true ? 1 : 0;
	});
	return marks.includes(1) ? marks : null;
}
