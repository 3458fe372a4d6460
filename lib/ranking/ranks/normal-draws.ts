import { AppError } from "#lib/kernel/app-error.ts";
import type { Random } from "#lib/kernel/random.ts";

/** A pivot below this share of its variance is no variance of its own, only rounding. */
const PIVOT_TOLERANCE = 1e-10;

/** Throws `invalid-estimates` (400) unless there is a finite square covariance for the estimates. */
export function checkEstimates(estimates: Float64Array, covariance: Float64Array): void {
	const isSquare = covariance.length === estimates.length ** 2;
	if (!isSquare || !estimates.every(Number.isFinite) || !covariance.every(Number.isFinite))
		throw new AppError("invalid-estimates", "Estimates need a finite covariance of their size.", {
			data: { estimates: estimates.length, covariance: covariance.length },
		});
}

/**
 * A lower triangular L with L L' = `covariance` (row-major). The matrix may be singular, as that of
 * ratings with a fixed level is: what follows from earlier rows gets a zero on the diagonal.
 */
export function semidefiniteFactor(covariance: Float64Array, size: number): Float64Array {
	const factor = new Float64Array(size * size);
	for (let i = 0; i < size; i++) {
		const rowI = i * size;
		for (let j = 0; j <= i; j++) {
			const rowJ = j * size;
			const own = covariance[rowI + j] ?? 0;
			let sum = own;
			for (let k = 0; k < j; k++) sum -= (factor[rowI + k] ?? 0) * (factor[rowJ + k] ?? 0);
			const pivot = factor[rowJ + j] ?? 0;
			if (i !== j) factor[rowI + j] = pivot === 0 ? 0 : sum / pivot;
			else factor[rowI + i] = sum > PIVOT_TOLERANCE * own ? Math.sqrt(sum) : 0;
		}
	}
	return factor;
}

/**
 * Draws from the normal distribution with mean 0 and covariance L L', `count` rows of `size`
 * numbers. Standard normal numbers by Box and Muller (Ann. Math. Statist. 29, 1958).
 */
export function drawErrors(
	factor: Float64Array,
	size: number,
	count: number,
	random: Random,
): Float64Array {
	const draws = new Float64Array(count * size);
	const normal = new Float64Array(size + 1);
	for (let draw = 0; draw < count; draw++) {
		for (let i = 0; i < size; i += 2) {
			const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
			const angle = 2 * Math.PI * random.next();
			normal[i] = radius * Math.cos(angle);
			normal[i + 1] = radius * Math.sin(angle);
		}
		for (let i = 0; i < size; i++) {
			let sum = 0;
			const row = i * size;
			for (let k = 0; k <= i; k++) sum += (factor[row + k] ?? 0) * (normal[k] ?? 0);
			draws[draw * size + i] = sum;
		}
	}
	return draws;
}
