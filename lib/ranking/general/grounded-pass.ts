import {
	deriveGrounded,
	G_LOG,
	G_T,
	G_U,
	G_V,
	I_TT,
	I_UT,
	I_UU,
	I_UV,
	I_VT,
	I_VV,
} from "#lib/ranking/ties/grounded-likelihood.ts";
import { type PassKind, type PassSums, type Problem, tieOf } from "./problem.ts";

/**
 * As `differencePass`, for the grounded tie model, in which strengths are absolute: covariates move
 * the two strengths apart by half of their effect each.
 */
export function groundedPass(
	problem: Problem,
	parameters: Float64Array,
	kind: PassKind,
	sums: PassSums,
	bounded: Uint8Array | null = null,
): number {
	const { size, rows } = problem;
	const { width } = rows;
	const count = parameters.length;
	const tie = tieOf(problem, parameters);
	const out = new Float64Array(10);
	const length = 2 + width + (problem.hasTie ? 1 : 0);
	const last = length - 1;
	const score = new Float64Array(length);
	const places = Int32Array.from({ length }, (_, i) => size + i - 2);
	const { gradient, matrix } = sums;
	let log = 0;
	for (let k = 0; k < rows.slotA.length; k++) {
		places[0] = rows.slotA[k] ?? 0;
		places[1] = rows.slotB[k] ?? 0;
		const asScores = kind === "scores" && !(bounded !== null && bounded[k] === 1);
		for (let row = rows.starts[k] ?? 0; row < (rows.starts[k + 1] ?? 0); row++) {
			let effect = 0;
			for (let i = 0; i < width; i++)
				effect += (rows.x[row * width + i] ?? 0) * (parameters[size + i] ?? 0);
			const u = (parameters[places[0] ?? 0] ?? 0) + effect / 2;
			const v = (parameters[places[1] ?? 0] ?? 0) - effect / 2;
			deriveGrounded(rows.outcome[row] ?? 0, u, v, tie, out);
			const weight = rows.weight[row] ?? 0;
			log += weight * (out[G_LOG] ?? 0);
			groundedScore(out, rows.x, row * width, width, score);
			for (let i = 0; i < length; i++) {
				const at = places[i] ?? 0;
				gradient[at] = (gradient[at] ?? 0) + weight * (score[i] ?? 0);
			}
			if (kind === "value") continue;
			const halfX = (i: number) => (rows.x[row * width + i - 2] ?? 0) / 2;
			// The row's parameters as a combination of u, v and the tie parameter.
			const onU = (i: number) => (i === 0 ? 1 : i === 1 ? 0 : i < 2 + width ? halfX(i) : 0);
			const onV = (i: number) => (i === 0 ? 0 : i === 1 ? 1 : i < 2 + width ? -halfX(i) : 0);
			const onT = (i: number) => (problem.hasTie && i === last ? 1 : 0);
			for (let i = 0; i < length; i++)
				for (let j = 0; j <= i; j++) {
					const value = asScores
						? (rows.square[row] ?? 0) * (score[i] ?? 0) * (score[j] ?? 0)
						: weight *
							(onU(i) * (onU(j) * (out[I_UU] ?? 0) + onV(j) * (out[I_UV] ?? 0)) +
								onV(i) * (onU(j) * (out[I_UV] ?? 0) + onV(j) * (out[I_VV] ?? 0)) +
								onT(i) * (onU(j) * (out[I_UT] ?? 0) + onV(j) * (out[I_VT] ?? 0)) +
								onT(j) * (onU(i) * (out[I_UT] ?? 0) + onV(i) * (out[I_VT] ?? 0)) +
								onT(i) * onT(j) * (out[I_TT] ?? 0));
					const [p, q] = [places[i] ?? 0, places[j] ?? 0];
					const m = p > q ? p * count + q : q * count + p;
					matrix[m] = (matrix[m] ?? 0) + value;
				}
		}
	}
	return log;
}

/** The score of a row by strength of slot `a`, of slot `b`, covariates and tie parameter. */
export function groundedScore(
	out: Float64Array,
	x: Float64Array,
	at: number,
	width: number,
	score: Float64Array,
): void {
	score[0] = out[G_U] ?? 0;
	score[1] = out[G_V] ?? 0;
	const apart = ((out[G_U] ?? 0) - (out[G_V] ?? 0)) / 2;
	for (let i = 0; i < width; i++) score[2 + i] = apart * (x[at + i] ?? 0);
	if (score.length > 2 + width) score[2 + width] = out[G_T] ?? 0;
}
