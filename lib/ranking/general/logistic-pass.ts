import type { PassKind, PassSums, Problem } from "./problem.ts";

/** Far from overflow even after one more factor of at most 2. */
const PRODUCT_MAX = 1e200;

/**
 * As `differencePass`, for Bradley-Terry with ties as half or left out: the case that has to be fast
 * with millions of rows. Everything that the inner loop reads is in a local.
 */
export function logisticPass(
	problem: Problem,
	parameters: Float64Array,
	kind: PassKind,
	sums: PassSums,
	bounded: Uint8Array | null = null,
): number {
	const { size } = problem;
	const { rows } = problem;
	const { width, x, degree, weight: weights, square: squares, starts, slotA, slotB } = rows;
	const { softSpread } = rows;
	const count = parameters.length;
	const { gradient, matrix } = sums;
	const beta = parameters.slice(size, size + width);
	const slope = new Float64Array(width);
	const cross = new Float64Array(width);
	// The covariates' own block, packed by rows of its lower triangle.
	const packed = new Float64Array((width * (width + 1)) / 2);
	const isPlain = kind === "value";
	const add = (i: number, j: number, value: number) => {
		const at = i > j ? i * count + j : j * count + i;
		matrix[at] = (matrix[at] ?? 0) + value;
	};
	let log = 0;
	let product = 1;
	for (let k = 0; k < slotA.length; k++) {
		const a = slotA[k] ?? 0;
		const b = slotB[k] ?? 0;
		const base = (parameters[a] ?? 0) - (parameters[b] ?? 0);
		const asScores = kind === "scores" && !(bounded !== null && bounded[k] === 1);
		const start = starts[k] ?? 0;
		const end = starts[k + 1] ?? 0;
		let whole = 0;
		let pull = 0;
		cross.fill(0);
		for (let row = start; row < end; row++) {
			const at = row * width;
			let z = base;
			for (let i = 0; i < width; i++) z += (x[at + i] ?? 0) * (beta[i] ?? 0);
			const y = degree[row] ?? 0;
			const weight = weights[row] ?? 0;
			const e = Math.exp(-Math.abs(z));
			const likely = 1 / (1 + e);
			const unlikely = e * likely;
			const miss = z >= 0 ? y - 1 + unlikely : y - unlikely;
			log += weight * (z >= 0 ? (y - 1) * z : y * z);
			// ln(1 + e) is left for later: most rows weigh 1, and one logarithm of a product will do.
			if (weight === 1) product *= 1 + e;
			else log -= weight * Math.log1p(e);
			if (product > PRODUCT_MAX) {
				log -= Math.log(product);
				product = 1;
			}
			const push = weight * miss;
			const part = asScores ? (squares[row] ?? 0) * miss * miss : weight * likely * unlikely;
			pull += push;
			whole += part;
			for (let i = 0, p = 0; i < width; i++) {
				const xi = x[at + i] ?? 0;
				const px = part * xi;
				slope[i] = (slope[i] ?? 0) + push * xi;
				cross[i] = (cross[i] ?? 0) + px;
				for (let j = 0; j <= i; j++, p++) packed[p] = (packed[p] ?? 0) + px * (x[at + j] ?? 0);
			}
		}
		if (asScores && softSpread !== null) {
			// Soft outcomes are summed only where every row of a block has the same covariates.
			const spread = softSpread[k] ?? 0;
			const at = start * width;
			whole -= spread;
			for (let i = 0, p = 0; i < width; i++) {
				const px = spread * (x[at + i] ?? 0);
				cross[i] = (cross[i] ?? 0) - px;
				for (let j = 0; j <= i; j++, p++) packed[p] = (packed[p] ?? 0) - px * (x[at + j] ?? 0);
			}
		}
		gradient[a] = (gradient[a] ?? 0) + pull;
		gradient[b] = (gradient[b] ?? 0) - pull;
		if (isPlain) continue;
		add(a, a, whole);
		add(b, b, whole);
		add(a, b, -whole);
		for (let i = 0; i < width; i++) {
			add(size + i, a, cross[i] ?? 0);
			add(size + i, b, -(cross[i] ?? 0));
		}
	}
	for (let i = 0, p = 0; i < width; i++) {
		gradient[size + i] = (gradient[size + i] ?? 0) + (slope[i] ?? 0);
		for (let j = 0; j <= i; j++, p++) if (!isPlain) add(size + i, size + j, packed[p] ?? 0);
	}
	return log - Math.log(product);
}
