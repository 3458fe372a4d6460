import { winChance } from "#lib/ranking/bradley-terry.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { groundedScore } from "#lib/ranking/general/grounded-pass.ts";
import { type Problem, tieOf } from "#lib/ranking/general/problem.ts";
import { deriveGrounded } from "#lib/ranking/ties/grounded-likelihood.ts";
import { BY_TIE, BY_Z, derive, deriveHalf } from "#lib/ranking/ties/pair-likelihood.ts";
import { type ClusteredSum, type RowScore, sumByCluster } from "./sum-by-cluster.ts";
import { sumPairsByCluster } from "./sum-pairs-by-cluster.ts";

/** Judgements by row as a fit reads them. */
export type FitRows = {
	columns: JudgementColumns;
	factors: Float64Array | null;
};

/**
 * The variance of the summed scores when judgements of one cluster may be correlated: scores are
 * summed inside a cluster before they are squared (Liang and Zeger, Biometrika 73, 1986). Lower
 * triangle, by the problem's parameters, without the small-sample correction.
 *
 * A row whose cluster is unknown is a cluster of its own.
 */
export function clusteredScores(
	problem: Problem,
	parameters: Float64Array,
	rows: FitRows & { covariates: readonly Float64Array[] },
	clusters: Int32Array,
): ClusteredSum {
	const { columns, factors, covariates } = rows;
	const width = covariates.length;
	const x = new Float64Array(width);
	const { size, rule } = problem;
	const tie = tieOf(problem, parameters);
	const isGrounded = rule === "grounded";
	const isLogistic = rule === "half" || rule === "drop";
	const out = new Float64Array(isGrounded ? 10 : 6);
	const score = new Float64Array(2 + width + (problem.hasTie ? 1 : 0));
	const places = Int32Array.from(score, (_, i) => size + i - 2);
	const { slotA, slotB, outcome, weight } = columns;
	if (isLogistic && width === 0 && factors === null && columns.score === null) {
		if (rule === "half" && weight === null)
			return sumPairsByCluster(
				parameters.length,
				clusters,
				columns,
				pullsOf(problem, parameters, columns),
			);
		return sumByCluster(parameters.length, clusters, pairScores(problem, parameters, columns));
	}
	return sumByCluster(parameters.length, clusters, {
		places,
		score,
		write(row) {
			const o = outcome[row] ?? 0;
			const a = slotA[row] ?? 0;
			const b = slotB[row] ?? 0;
			const count = weight?.[row] ?? 1;
			if (count === 0 || (rule === "drop" && o >= 2)) return 0;
			places[0] = a;
			places[1] = b;
			let effect = 0;
			for (let i = 0; i < width; i++) {
				x[i] = covariates[i]?.[row] ?? 0;
				effect += (x[i] ?? 0) * (parameters[size + i] ?? 0);
			}
			const [u, v] = [parameters[a] ?? 0, parameters[b] ?? 0];
			const factor = factors?.[row] ?? 1;
			if (isGrounded) {
				deriveGrounded(o, u + effect / 2, v - effect / 2, tie, out);
				groundedScore(out, x, 0, width, score);
				for (let i = 0; i < score.length; i++) score[i] = (score[i] ?? 0) * factor;
				return count;
			}
			const soft = isLogistic ? (columns.score?.[row] ?? Number.NaN) : Number.NaN;
			if (Number.isNaN(soft)) derive(rule, o, u - v + effect, tie, out);
			else deriveHalf(soft, u - v + effect, out);
			const pull = (out[BY_Z] ?? 0) * factor;
			score[0] = pull;
			score[1] = -pull;
			for (let i = 0; i < width; i++) score[2 + i] = pull * (x[i] ?? 0);
			if (problem.hasTie) score[2 + width] = (out[BY_TIE] ?? 0) * factor;
			return count;
		},
	});
}

const SCORES = Float64Array.from([1, 0, 0.5, 0.5]);

/** The score of each row for the model in its slot `a`, from one chance for each pair of slots. */
function pullsOf(
	{ size }: Problem,
	parameters: Float64Array,
	{ slotA, slotB, outcome }: JudgementColumns,
): Float64Array {
	const chances = new Float64Array(size * size).fill(Number.NaN);
	const pulls = new Float64Array(slotA.length);
	for (let row = 0; row < slotA.length; row++) {
		const a = slotA[row] ?? 0;
		const b = slotB[row] ?? 0;
		const pair = a * size + b;
		let chance = chances[pair] ?? 0;
		if (Number.isNaN(chance)) {
			chance = winChance((parameters[a] ?? 0) - (parameters[b] ?? 0));
			chances[pair] = chance;
		}
		pulls[row] = (SCORES[outcome[row] ?? 0] ?? 0) - chance;
	}
	return pulls;
}

/** The same for plain judgements, whose scores depend on the pair and the outcome alone. */
function pairScores(
	{ size, rule }: Problem,
	parameters: Float64Array,
	{ slotA, slotB, outcome, weight }: JudgementColumns,
): RowScore {
	const chances = new Float64Array(size * size).fill(Number.NaN);
	const places = new Int32Array(2);
	const score = new Float64Array(2);
	return {
		places,
		score,
		write(row) {
			const o = outcome[row] ?? 0;
			const a = slotA[row] ?? 0;
			const b = slotB[row] ?? 0;
			const count = weight?.[row] ?? 1;
			if (count === 0 || (rule === "drop" && o >= 2)) return 0;
			const pair = a * size + b;
			let chance = chances[pair] ?? 0;
			if (Number.isNaN(chance)) {
				chance = winChance((parameters[a] ?? 0) - (parameters[b] ?? 0));
				chances[pair] = chance;
			}
			const pull = (SCORES[o] ?? 0) - chance;
			places[0] = a;
			places[1] = b;
			score[0] = pull;
			score[1] = -pull;
			return count;
		},
	};
}
