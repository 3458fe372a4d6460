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

/** Far from overflow even after one more factor of at most 2. */
const PRODUCT_MAX = 1e200;

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
	const { size, rows } = problem;
	const { width } = rows;
	const count = parameters.length;
	const rule = problem.rule as DifferenceRule;
	const isLogistic = rule === "half" || rule === "drop";
	const tie = tieOf(problem, parameters);
	const out = new Float64Array(6);
	const cross = new Float64Array(width);
	const crossTie = new Float64Array(width);
	const square = new Float64Array(width * width);
	const slope = new Float64Array(width);
	const beta = parameters.slice(size, size + width);
	const { gradient, matrix } = sums;
	const needsMatrix = kind !== "value";
	let log = 0;
	let product = 1;
	let slopeTie = 0;
	let tieTie = 0;
	for (let k = 0; k < rows.slotA.length; k++) {
		const a = rows.slotA[k] ?? 0;
		const b = rows.slotB[k] ?? 0;
		const base = (parameters[a] ?? 0) - (parameters[b] ?? 0);
		const asScores = kind === "scores" && !(bounded !== null && bounded[k] === 1);
		let whole = 0;
		let wholeTie = 0;
		let pull = 0;
		cross.fill(0);
		const end = rows.starts[k + 1] ?? 0;
		for (let row = rows.starts[k] ?? 0; row < end; row++) {
			let z = base;
			const at = row * width;
			for (let i = 0; i < width; i++) z += (rows.x[at + i] ?? 0) * (beta[i] ?? 0);
			const weight = rows.weight[row] ?? 0;
			let byZ = 0;
			let infoZZ = 0;
			if (isLogistic) {
				const y = rows.degree[row] ?? 0;
				const e = Math.exp(-Math.abs(z));
				const likely = 1 / (1 + e);
				const unlikely = e * likely;
				byZ = z >= 0 ? y - 1 + unlikely : y - unlikely;
				infoZZ = likely * unlikely;
				log += weight * (z >= 0 ? (y - 1) * z : y * z);
				// ln(1 + e) is left for later: most rows weigh 1, and one logarithm of a product will do.
				if (weight === 1) product *= 1 + e;
				else log -= weight * Math.log1p(e);
				if (product > PRODUCT_MAX) {
					log -= Math.log(product);
					product = 1;
				}
			} else {
				derive(rule, rows.outcome[row] ?? 0, z, tie, out);
				log += weight * (out[LOG] ?? 0);
				byZ = out[BY_Z] ?? 0;
				infoZZ = out[INFO_ZZ] ?? 0;
				const byTie = out[BY_TIE] ?? 0;
				slopeTie += weight * byTie;
				const weightTie = asScores ? (rows.square[row] ?? 0) * byTie : weight;
				const zt = weightTie * (asScores ? byZ : (out[INFO_ZT] ?? 0));
				wholeTie += zt;
				tieTie += weightTie * (asScores ? byTie : (out[INFO_TT] ?? 0));
				for (let i = 0; i < width; i++)
					crossTie[i] = (crossTie[i] ?? 0) + zt * (rows.x[at + i] ?? 0);
			}
			pull += weight * byZ;
			const part = asScores ? (rows.square[row] ?? 0) * byZ * byZ : weight * infoZZ;
			whole += part;
			for (let i = 0; i < width; i++) {
				const x = rows.x[at + i] ?? 0;
				slope[i] = (slope[i] ?? 0) + weight * byZ * x;
				const px = part * x;
				cross[i] = (cross[i] ?? 0) + px;
				for (let j = 0; j <= i; j++) {
					const s = i * width + j;
					square[s] = (square[s] ?? 0) + px * (rows.x[at + j] ?? 0);
				}
			}
		}
		log -= Math.log(product);
		product = 1;
		if (asScores && rows.softSpread !== null) {
			// Soft outcomes are summed only where every row of a block has the same covariates.
			const spread = rows.softSpread[k] ?? 0;
			const at = (rows.starts[k] ?? 0) * width;
			whole -= spread;
			for (let i = 0; i < width; i++) {
				const px = spread * (rows.x[at + i] ?? 0);
				cross[i] = (cross[i] ?? 0) - px;
				for (let j = 0; j <= i; j++) {
					const s = i * width + j;
					square[s] = (square[s] ?? 0) - px * (rows.x[at + j] ?? 0);
				}
			}
		}
		gradient[a] = (gradient[a] ?? 0) + pull;
		gradient[b] = (gradient[b] ?? 0) - pull;
		if (!needsMatrix) continue;
		const add = (i: number, j: number, value: number) => {
			const m = i > j ? i * count + j : j * count + i;
			matrix[m] = (matrix[m] ?? 0) + value;
		};
		add(a, a, whole);
		add(b, b, whole);
		add(a, b, -whole);
		for (let i = 0; i < width; i++) {
			add(size + i, a, cross[i] ?? 0);
			add(size + i, b, -(cross[i] ?? 0));
		}
		if (problem.hasTie) {
			add(count - 1, a, wholeTie);
			add(count - 1, b, -wholeTie);
		}
	}
	for (let i = 0; i < width; i++) {
		gradient[size + i] = (gradient[size + i] ?? 0) + (slope[i] ?? 0);
		for (let j = 0; needsMatrix && j <= i; j++) {
			const m = (size + i) * count + size + j;
			matrix[m] = (matrix[m] ?? 0) + (square[i * width + j] ?? 0);
		}
	}
	if (!problem.hasTie) return log;
	gradient[count - 1] = (gradient[count - 1] ?? 0) + slopeTie;
	if (!needsMatrix) return log;
	const last = (count - 1) * count;
	for (let i = 0; i < width; i++)
		matrix[last + size + i] = (matrix[last + size + i] ?? 0) + (crossTie[i] ?? 0);
	matrix[last + count - 1] = (matrix[last + count - 1] ?? 0) + tieTie;
	return log;
}
