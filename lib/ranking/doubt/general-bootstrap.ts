import { isAppError } from "#lib/kernel/app-error.ts";
import type { Random } from "#lib/kernel/random.ts";
import type { Board, BoardEstimate } from "#lib/ranking/board-estimate.ts";
import { directedCells } from "#lib/ranking/columns/directed-cells.ts";
import type { Coefficient } from "#lib/ranking/fit-result.ts";
import {
	fitGeneral,
	type GeneralFit,
	generalEstimate,
	levelsOf,
	rowsOf,
} from "#lib/ranking/general/estimate.ts";
import { evaluate } from "#lib/ranking/general/evaluate.ts";
import { maximise } from "#lib/ranking/general/maximise.ts";
import type { Problem, RowBlocks } from "#lib/ranking/general/problem.ts";
import { POINTS_PER_UNIT } from "#lib/ranking/scale.ts";
import { clusterNumbers } from "./cluster-numbers.ts";
import { PoissonSource } from "./poisson.ts";
import { Replicates } from "./replicates.ts";

/** The bootstrap of any other method, refitted exactly from the fitted parameters on. */
export function generalBootstrap(
	board: Board,
	replicates: number,
	by: "cell" | "cluster",
	random: Random,
): BoardEstimate {
	const fit = fitGeneral(board);
	const estimate = generalEstimate(board, fit);
	const source = new PoissonSource(random);
	const draw = by === "cluster" ? clusterDraws(board, source) : rowDraws(fit.problem.rows, source);
	const count = fit.parameters.length;
	const values = new Replicates(replicates, count);
	const levels = levelsOf(board, fit.shapes, count);
	let withPrior = 0;
	for (let replicate = 0; replicate < replicates; replicate++) {
		const refitted = refit(fit, draw());
		if (refitted.hasPrior) withPrior++;
		const { parameters } = refitted;
		for (let i = fit.problem.size; i < count; i++) values.set(replicate, i, parameters[i] ?? 0);
		fit.shapes.forEach(({ members }, c) => {
			const level = levels[c] ?? parameters;
			const zero = parameters.reduce((sum, value, i) => sum + value * (level[i] ?? 0), 0);
			for (const model of members)
				values.set(replicate, model, POINTS_PER_UNIT * ((parameters[model] ?? 0) - zero));
		});
	}
	const components = estimate.components.map((component) => {
		const ends = Array.from(component.members, (model) => values.interval(model));
		const lower = Float64Array.from(ends, (end) => end.lower);
		const upper = Float64Array.from(ends, (end) => end.upper);
		return { ...component, percentiles: { lower, upper } };
	});
	const within = (coefficient: Coefficient, at: number, scale = (value: number) => value) => {
		const { lower, upper } = values.interval(at);
		return { ...coefficient, lower: scale(lower), upper: scale(upper) };
	};
	const shift = fit.problem.rule === "grounded" ? 1 : 0;
	return {
		...estimate,
		components,
		coefficients: estimate.coefficients.map((each, i) => within(each, fit.problem.size + i)),
		ties: estimate.ties.map((each, i) =>
			i === 0 && fit.problem.hasTie
				? within(each, count - 1, (value) => shift + Math.exp(value))
				: each,
		),
		bootstrap: { replicates, withPrior },
	};
}

type Draw = Pick<RowBlocks, "weight"> | RowBlocks;

/** Every row a Poisson number of times; a row of weight w and variance s stands for w^2 / s of them. */
function rowDraws(rows: RowBlocks, source: PoissonSource): () => Draw {
	const repeats = rows.weight.map((weight, row) => (weight * weight) / (rows.square[row] ?? 1));
	const tables = source.tablesOf(repeats);
	const drawn = new Float64Array(repeats.length);
	return () => {
		source.drawAll(tables, drawn);
		return {
			weight: drawn.map((times, row) => (times * (rows.weight[row] ?? 0)) / (repeats[row] ?? 1)),
		};
	};
}

/** Every cluster a Poisson number of times, and rows without one by themselves. */
function clusterDraws(board: Board, source: PoissonSource): () => Draw {
	const { rows, spec } = board;
	if (rows === null) return () => ({ weight: new Float64Array(0) });
	const clusters = clusterNumbers(rows.columns, spec.cluster) ?? new Int32Array(0);
	const last = clusters.reduce((most, cluster) => Math.max(most, cluster), -1);
	const times = new Float64Array(last + 1);
	const tables = source.tablesOf(new Float64Array(last + 1).fill(1));
	const isSoft = board.method.parameters.ties === "half" || board.method.parameters.ties === "drop";
	return () => {
		source.drawAll(tables, times);
		const factors = Float64Array.from(clusters, (cluster, row) => {
			const count = rows.columns.weight?.[row] ?? 1;
			const drawn =
				cluster >= 0 ? (times[cluster] ?? 0) : count > 0 ? source.draw(count) / count : 0;
			return drawn * (rows.factors?.[row] ?? 1);
		});
		const cells = directedCells(rows.columns, factors, isSoft);
		return rowsOf({ ...board, cells, rows: { ...rows, factors } }).blocks;
	};
}

/** Where the likelihood of a draw has no maximum, all models get the light prior. */
function refit(fit: GeneralFit, draw: Draw): { parameters: Float64Array; hasPrior: boolean } {
	const rows = { ...fit.problem.rows, ...draw };
	const problem: Problem = { ...fit.problem, rows };
	const solve = (at: Problem) =>
		maximise((p, kind, sums) => evaluate(at, p, kind, sums), fit.parameters, fit.free).parameters;
	try {
		return { parameters: solve(problem), hasPrior: false };
	} catch (error) {
		if (!isAppError(error, "fit-not-converged")) throw error;
		const priors = fit.shapes.map(({ members }) => ({ targets: members, reference: members }));
		return { parameters: solve({ ...problem, priors }), hasPrior: true };
	}
}
