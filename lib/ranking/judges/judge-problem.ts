import type { FitRows } from "#lib/ranking/doubt/clustered-scores.ts";
import type { RowScore } from "#lib/ranking/doubt/sum-by-cluster.ts";
import type { PassKind, PassSums } from "#lib/ranking/general/problem.ts";
import {
	BY_TIE,
	BY_Z,
	type DifferenceRule,
	derive,
	INFO_TT,
	INFO_ZT,
	INFO_ZZ,
	LOG,
} from "#lib/ranking/ties/pair-likelihood.ts";

/**
 * Spread of the judges' normal priors: of the sharpness about 1, of the side bias (log-odds) about
 * the common one, of the log tie parameter about the common one. They hold what a judge of a few
 * judgements leaves open; a busy judge's own judgements outweigh them.
 */
export const JUDGE_SPREADS = { sharpness: 0.5, sideBias: 1, tie: 2 } as const;

/** Parameters of one judge: sharpness less 1, side bias and log tie parameter less the common ones. */
export const PER_JUDGE = 3;

/**
 * Judgements by judge. Parameters are the models' log-strengths, the common side bias, the common
 * log tie parameter, then three for each judge.
 */
export type JudgeProblem = {
	size: number;
	rule: DifferenceRule;
	hasTie: boolean;
	/** Number of judges; `judge` has one for each row. */
	judges: number;
	judge: Int32Array;
	rows: FitRows;
};

export function judgeParameterCount({ size, judges }: JudgeProblem): number {
	return size + 2 + PER_JUDGE * judges;
}

/**
 * The log-likelihood with its priors, its gradient and, on demand, its observed information: the
 * log-odds of slot `a` for judge k are gamma_k (theta_a - theta_b) + delta_k.
 */
export function evaluateJudges(
	problem: JudgeProblem,
	parameters: Float64Array,
	kind: PassKind,
	{ gradient, matrix }: PassSums,
): number {
	const { size, rule, hasTie, judge, rows } = problem;
	const { columns, factors } = rows;
	const count = parameters.length;
	const out = new Float64Array(6);
	const places = new Int32Array(7);
	const byZ = new Float64Array(7);
	const byTie = new Float64Array(7);
	let log = 0;
	for (let row = 0; row < judge.length; row++) {
		const outcome = columns.outcome[row] ?? 0;
		const weight = (columns.weight?.[row] ?? 1) * (factors?.[row] ?? 1);
		if (weight === 0 || (rule === "drop" && outcome >= 2)) continue;
		slopesOf(problem, parameters, row, places, byZ, byTie, out);
		log += weight * (out[LOG] ?? 0);
		const [g, t] = [weight * (out[BY_Z] ?? 0), hasTie ? weight * (out[BY_TIE] ?? 0) : 0];
		for (let i = 0; i < 7; i++) {
			const at = places[i] ?? 0;
			gradient[at] = (gradient[at] ?? 0) + g * (byZ[i] ?? 0) + t * (byTie[i] ?? 0);
		}
		if (kind !== "information") continue;
		const zz = weight * (out[INFO_ZZ] ?? 0);
		const zt = hasTie ? weight * (out[INFO_ZT] ?? 0) : 0;
		const tt = hasTie ? weight * (out[INFO_TT] ?? 0) : 0;
		for (let i = 0; i < 7; i++)
			for (let j = 0; j < 7; j++) {
				const [p, q] = [places[i] ?? 0, places[j] ?? 0];
				if (q > p) continue;
				const [zi, zj, ti, tj] = [byZ[i] ?? 0, byZ[j] ?? 0, byTie[i] ?? 0, byTie[j] ?? 0];
				matrix[p * count + q] =
					(matrix[p * count + q] ?? 0) + zz * zi * zj + zt * (zi * tj + ti * zj) + tt * ti * tj;
			}
		// The sharpness multiplies the difference, so z has a second derivative by both.
		const sharpness = (places[4] ?? 0) * count;
		matrix[sharpness + (places[0] ?? 0)] = (matrix[sharpness + (places[0] ?? 0)] ?? 0) - g;
		matrix[sharpness + (places[1] ?? 0)] = (matrix[sharpness + (places[1] ?? 0)] ?? 0) + g;
	}
	const precisions = judgePrecisions(hasTie);
	for (let at = size + 2; at < count; at++) {
		const precision = precisions[(at - size - 2) % PER_JUDGE] ?? 1;
		const value = parameters[at] ?? 0;
		log -= (precision * value * value) / 2;
		gradient[at] = (gradient[at] ?? 0) - precision * value;
		if (kind === "information")
			matrix[at * count + at] = (matrix[at * count + at] ?? 0) + precision;
	}
	return log;
}

/** The weight of each prior; a parameter that does not exist is held at 0 by one. */
export function judgePrecisions(hasTie: boolean): number[] {
	const { sharpness, sideBias, tie } = JUDGE_SPREADS;
	return [sharpness, sideBias, hasTie ? tie : 1].map((spread) => 1 / (spread * spread));
}

/** The scores of single rows, for sums by cluster. */
export function judgeScores(problem: JudgeProblem, parameters: Float64Array): RowScore {
	const { columns, factors } = problem.rows;
	const places = new Int32Array(7);
	const score = new Float64Array(7);
	const byZ = new Float64Array(7);
	const byTie = new Float64Array(7);
	const out = new Float64Array(6);
	return {
		places,
		score,
		write(row) {
			const count = columns.weight?.[row] ?? 1;
			if (count === 0 || (problem.rule === "drop" && (columns.outcome[row] ?? 0) >= 2)) return 0;
			slopesOf(problem, parameters, row, places, byZ, byTie, out);
			const factor = factors?.[row] ?? 1;
			const t = problem.hasTie ? (out[BY_TIE] ?? 0) : 0;
			for (let i = 0; i < 7; i++)
				score[i] = factor * ((out[BY_Z] ?? 0) * (byZ[i] ?? 0) + t * (byTie[i] ?? 0));
			return count;
		},
	};
}

/** Where a row's seven parameters are, how z and the tie parameter depend on them, and `derive`. */
function slopesOf(
	problem: JudgeProblem,
	parameters: Float64Array,
	row: number,
	places: Int32Array,
	byZ: Float64Array,
	byTie: Float64Array,
	out: Float64Array,
): void {
	const { size, rule, hasTie, judge, rows } = problem;
	const a = rows.columns.slotA[row] ?? 0;
	const b = rows.columns.slotB[row] ?? 0;
	const own = size + 2 + PER_JUDGE * (judge[row] ?? 0);
	const difference = (parameters[a] ?? 0) - (parameters[b] ?? 0);
	const sharpness = 1 + (parameters[own] ?? 0);
	const bias = (parameters[size] ?? 0) + (parameters[own + 1] ?? 0);
	const tie = hasTie
		? (parameters[size + 1] ?? 0) + (parameters[own + 2] ?? 0)
		: Number.NEGATIVE_INFINITY;
	places[0] = a;
	places[1] = b;
	places[2] = size;
	places[3] = size + 1;
	places[4] = own;
	places[5] = own + 1;
	places[6] = own + 2;
	byZ[0] = sharpness;
	byZ[1] = -sharpness;
	byZ[2] = 1;
	byZ[4] = difference;
	byZ[5] = 1;
	byTie[3] = 1;
	byTie[6] = 1;
	derive(rule, rows.columns.outcome[row] ?? 0, sharpness * difference + bias, tie, out);
}
