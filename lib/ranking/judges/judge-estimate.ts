import { AppError } from "#lib/kernel/app-error.ts";
import { assert } from "#lib/kernel/assert.ts";
import type { Board, BoardEstimate } from "#lib/ranking/board-estimate.ts";
import { clusterNumbers, FEW_CLUSTERS } from "#lib/ranking/doubt/cluster-numbers.ts";
import { clusterCorrection, sumByCluster } from "#lib/ranking/doubt/sum-by-cluster.ts";
import type { JudgeRow } from "#lib/ranking/fit-result.ts";
import { boardShapes } from "#lib/ranking/general/board-shapes.ts";
import { coefficientOf, rescaled } from "#lib/ranking/general/coefficients.ts";
import { componentEstimates, levelsOf, startStrengths } from "#lib/ranking/general/estimate.ts";
import { atLevels, sandwich, spread } from "#lib/ranking/general/full-covariance.ts";
import { lowerOf, maximise } from "#lib/ranking/general/maximise.ts";
import { intervalAround } from "#lib/ranking/scale.ts";
import {
	evaluateJudges,
	type JudgeProblem,
	judgeParameterCount,
	judgePrecisions,
	judgeScores,
	PER_JUDGE,
} from "./judge-problem.ts";
import { numberJudges } from "./number-judges.ts";

/**
 * One set of ratings and, for every judge, how sharply it follows them, how much it favours slot `a`
 * and how often it ties. The reference's sharpness is 1; without a reference the priors hold the
 * judges' sharpness about 1, which fixes the scale.
 *
 * Throws `invalid-method` (400) and `fit-not-converged` (500).
 */
export function judgeEstimate(board: Board): BoardEstimate {
	const { method, spec, cells, rows } = board;
	const { ties, judges, style, sideOrder, bootstrap } = method.parameters;
	assert(rows !== null && judges !== undefined, "judges without judgements by row");
	const refuse = (field: string): never => {
		throw new AppError("invalid-method", `The method's ${field} does not go with judges.`, {
			data: { field },
		});
	};
	if (ties !== "half" && ties !== "drop" && ties !== "davidson") return refuse("ties");
	if (style !== undefined) refuse("style");
	if (sideOrder === true) refuse("sideOrder");
	if (bootstrap !== undefined) refuse("bootstrap");

	const numbered = numberJudges(rows.columns, judges);
	const shapes = boardShapes(board);
	const { start: strengths, pins } = startStrengths(board);
	const hasTie = ties === "davidson" && cells.weights.some((w, at) => at % 4 >= 2 && w > 0);
	const problem: JudgeProblem = {
		size: cells.size,
		rule: ties,
		hasTie,
		judges: numbered.codes.length,
		judge: numbered.judge,
		rows,
	};
	const count = judgeParameterCount(problem);
	const start = new Float64Array(count);
	start.set(strengths.subarray(0, cells.size));
	if (hasTie) start[cells.size + 1] = strengths[cells.size] ?? 0;
	const isHeld = new Set(pins);
	if (!hasTie) isHeld.add(cells.size + 1);
	const reference = numbered.codes.indexOf(judges.reference ?? Number.NaN);
	if (reference !== -1) isHeld.add(cells.size + 2 + PER_JUDGE * reference);
	const rated = new Set(shapes.flatMap(({ members }) => [...members]));
	const free = Int32Array.from(
		[...start.keys()].filter((i) => !isHeld.has(i) && (i >= cells.size || rated.has(i))),
	);
	const { parameters, iterations, information } = maximise(
		(at, kind, sums) => evaluateJudges(problem, at, kind, sums),
		start,
		free,
	);

	const clusters = clusterNumbers(rows.columns, spec.cluster);
	const alone = clusters ?? new Int32Array(rows.columns.slotA.length).fill(-1);
	const sums = sumByCluster(count, alone, judgeScores(problem, parameters));
	const correction = clusters === null ? 1 : clusterCorrection(sums, cells.size);
	const scores = sums.matrix.map((value) => value * correction);
	const precisions = judgePrecisions(hasTie);
	for (let at = cells.size + 2; at < count; at++)
		scores[at * count + at] =
			(scores[at * count + at] ?? 0) + (precisions[(at - cells.size - 2) % PER_JUDGE] ?? 0);
	const pinned = sandwich(information, lowerOf(scores, count, free), free.length);
	const covariance = spread(pinned, free, count);
	atLevels(covariance, count, shapes, levelsOf(board, shapes, count));
	return {
		components: componentEstimates(board, shapes, parameters, covariance),
		coefficients: [coefficientOf("side-order", parameters, covariance, cells.size)],
		ties: hasTie
			? [nuOf(coefficientOf("nu", parameters, covariance, cells.size + 1))]
			: ties === "davidson"
				? [{ name: "nu", estimate: 0, lower: null, upper: null, standardError: null }]
				: [],
		judges: numbered.codes.map((judge, k) =>
			judgeRow(judge, numbered.votes[k] ?? 0, k, problem, parameters, covariance),
		),
		convergence: {
			iterations,
			logLikelihood: evaluateJudges(problem, parameters, "value", {
				gradient: new Float64Array(count),
				matrix: new Float64Array(0),
			}),
		},
		clusters: clusters === null ? null : sums.clusters,
		effectiveClusters: clusters === null ? null : sums.effective,
		bootstrap: null,
		warnings: [
			...(ties === "davidson" && !hasTie ? [{ code: "no-ties" as const, models: [] }] : []),
			...(clusters !== null && sums.effective < FEW_CLUSTERS
				? [{ code: "few-clusters" as const, models: [] }]
				: []),
		],
	};
}

const nuOf = (log: ReturnType<typeof coefficientOf>) =>
	rescaled(log, "nu", Math.exp, Math.exp(log.estimate ?? 0));

function judgeRow(
	judge: number,
	votes: number,
	k: number,
	{ size, hasTie }: JudgeProblem,
	parameters: Float64Array,
	covariance: Float64Array,
): JudgeRow {
	const count = parameters.length;
	const own = size + 2 + PER_JUDGE * k;
	const sum = (name: string, i: number, j: number) => {
		const estimate = (parameters[i] ?? 0) + (parameters[j] ?? 0);
		const variance =
			(covariance[i * count + i] ?? 0) +
			(covariance[j * count + j] ?? 0) +
			2 * (covariance[i * count + j] ?? 0);
		const standardError = Math.sqrt(Math.max(0, variance));
		return { name, estimate, ...intervalAround(estimate, standardError), standardError };
	};
	const sharpness = coefficientOf("sharpness", parameters, covariance, own);
	return {
		judge,
		votes,
		sharpness: rescaled(sharpness, "sharpness", (value) => 1 + value, 1),
		sideBias: sum("side-bias", size, own + 1),
		tie: hasTie
			? nuOf(sum("nu", size + 1, own + 2))
			: { name: "nu", estimate: null, lower: null, upper: null, standardError: null },
	};
}
