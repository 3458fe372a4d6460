/**
 * Cholesky's factor L of a symmetric positive definite matrix (row-major, `size` x `size`), in
 * place in the lower triangle; the upper triangle is left as it was. Returns false, with the matrix
 * spoilt, when the matrix is not positive definite in floating point.
 */
export function factorise(matrix: Float64Array, size: number): boolean {
	for (let i = 0; i < size; i++) {
		const rowI = i * size;
		for (let j = 0; j <= i; j++) {
			const rowJ = j * size;
			let sum = matrix[rowI + j] ?? 0;
			for (let k = 0; k < j; k++) sum -= (matrix[rowI + k] ?? 0) * (matrix[rowJ + k] ?? 0);
			if (i !== j) matrix[rowI + j] = sum / (matrix[rowJ + j] ?? 0);
			else if (sum > 0 && sum < Number.POSITIVE_INFINITY) matrix[rowI + i] = Math.sqrt(sum);
			else return false;
		}
	}
	return true;
}

/** Solves L L' x = b for the factor L of `factorise`; `b` becomes x. */
export function solveFactored(factor: Float64Array, size: number, b: Float64Array): void {
	for (let i = 0; i < size; i++) {
		let sum = b[i] ?? 0;
		for (let k = 0; k < i; k++) sum -= (factor[i * size + k] ?? 0) * (b[k] ?? 0);
		b[i] = sum / (factor[i * size + i] ?? 0);
	}
	for (let i = size - 1; i >= 0; i--) {
		const value = (b[i] ?? 0) / (factor[i * size + i] ?? 0);
		b[i] = value;
		for (let k = 0; k < i; k++) b[k] = (b[k] ?? 0) - (factor[i * size + k] ?? 0) * value;
	}
}
