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
import { type PassKind, type PassSums, type Problem, tieOf } from "./problem.ts";

/**
 * One pass over all rows of a problem whose outcomes depend on a difference of strengths: returns
 * the log-likelihood and adds the gradient and either the information or the sum of squared scores
 * to `sums`. Blocks with `bounded` give their information to both (see covariance.ts).
 */
export function differencePass(
	problem: Problem,
	parameters: Float64Array,
	kind: PassKind,
	sums: PassSums,
	bounded: Uint8Array | null = null,
): number {
	const { size, hasTie } = problem;
	const { rows } = problem;
	const { width, x, outcome, weight: weights, square: squares, starts } = rows;
	const count = parameters.length;
	const rule = problem.rule as DifferenceRule;
	const tie = tieOf(problem, parameters);
	const out = new Float64Array(6);
	// A row's score by z and the tie parameter, carried to its block's and the common parameters.
	const cross = new Float64Array(width);
	const { gradient, matrix } = sums;
	const add = (i: number, j: number, value: number) => {
		const at = i > j ? i * count + j : j * count + i;
		matrix[at] = (matrix[at] ?? 0) + value;
	};
	const push = (i: number, value: number) => {
		gradient[i] = (gradient[i] ?? 0) + value;
	};
	let log = 0;
	for (let k = 0; k < rows.slotA.length; k++) {
		const a = rows.slotA[k] ?? 0;
		const b = rows.slotB[k] ?? 0;
		const base = (parameters[a] ?? 0) - (parameters[b] ?? 0);
		const asScores = kind === "scores" && !(bounded !== null && bounded[k] === 1);
		let whole = 0;
		let wholeTie = 0;
		let pull = 0;
		cross.fill(0);
		const end = starts[k + 1] ?? 0;
		for (let row = starts[k] ?? 0; row < end; row++) {
			let z = base;
			const at = row * width;
			for (let i = 0; i < width; i++) z += (x[at + i] ?? 0) * (parameters[size + i] ?? 0);
			const weight = weights[row] ?? 0;
			const square = squares[row] ?? 0;
			derive(rule, outcome[row] ?? 0, z, tie, out);
			const byZ = out[BY_Z] ?? 0;
			const byTie = hasTie ? (out[BY_TIE] ?? 0) : 0;
			log += weight * (out[LOG] ?? 0);
			pull += weight * byZ;
			for (let i = 0; i < width; i++) push(size + i, weight * byZ * (x[at + i] ?? 0));
			if (hasTie) push(count - 1, weight * byTie);
			if (kind === "value") continue;
			const zz = asScores ? square * byZ * byZ : weight * (out[INFO_ZZ] ?? 0);
			const zt = asScores ? square * byZ * byTie : weight * (out[INFO_ZT] ?? 0);
			whole += zz;
			wholeTie += zt;
			if (hasTie)
				add(count - 1, count - 1, asScores ? square * byTie * byTie : weight * (out[INFO_TT] ?? 0));
			for (let i = 0; i < width; i++) {
				const xi = x[at + i] ?? 0;
				cross[i] = (cross[i] ?? 0) + zz * xi;
				for (let j = 0; j <= i; j++) add(size + i, size + j, zz * xi * (x[at + j] ?? 0));
				if (hasTie) add(count - 1, size + i, zt * xi);
			}
		}
		push(a, pull);
		push(b, -pull);
		if (kind === "value") continue;
		add(a, a, whole);
		add(b, b, whole);
		add(a, b, -whole);
		for (let i = 0; i < width; i++) {
			add(size + i, a, cross[i] ?? 0);
			add(size + i, b, -(cross[i] ?? 0));
		}
		if (!hasTie) continue;
		add(count - 1, a, wholeTie);
		add(count - 1, b, -wholeTie);
	}
	return log;
}
