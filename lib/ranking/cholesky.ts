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
			const sum = (matrix[rowI + j] ?? 0) - rowProduct(matrix, rowI, rowJ, j);
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

/** The inverse of L L' for the factor L of `factorise`, whole and symmetric. */
export function invertFactored(factor: Float64Array, size: number): Float64Array {
	const root = new Float64Array(size * size);
	for (let i = 0; i < size; i++) {
		const row = i * size;
		for (let k = 0; k < i; k++) {
			const share = factor[row + k] ?? 0;
			const from = k * size;
			for (let j = 0; j <= k; j++)
				root[row + j] = (root[row + j] ?? 0) - share * (root[from + j] ?? 0);
		}
		const pivot = 1 / (factor[row + i] ?? 0);
		for (let j = 0; j < i; j++) root[row + j] = (root[row + j] ?? 0) * pivot;
		root[row + i] = pivot;
	}
	const inverse = new Float64Array(size * size);
	for (let k = 0; k < size; k++) {
		const from = k * size;
		for (let i = 0; i <= k; i++) {
			const share = root[from + i] ?? 0;
			const row = i * size;
			for (let j = 0; j <= i; j++)
				inverse[row + j] = (inverse[row + j] ?? 0) + share * (root[from + j] ?? 0);
		}
	}
	return mirrorLower(inverse, size);
}

/** Fills the upper triangle from the lower one, in place. */
export function mirrorLower(matrix: Float64Array, size: number): Float64Array {
	for (let i = 0; i < size; i++)
		for (let j = 0; j < i; j++) matrix[j * size + i] = matrix[i * size + j] ?? 0;
	return matrix;
}

/** The product of two square matrices; with `isSymmetric` only half of it is computed, and mirrored. */
export function multiply(
	x: Float64Array,
	y: Float64Array,
	size: number,
	isSymmetric = false,
): Float64Array {
	const product = new Float64Array(size * size);
	for (let i = 0; i < size; i++) {
		const row = i * size;
		const end = isSymmetric ? i + 1 : size;
		let k = 0;
		for (; k + 3 < size; k += 4) {
			const a = x[row + k] ?? 0;
			const b = x[row + k + 1] ?? 0;
			const c = x[row + k + 2] ?? 0;
			const d = x[row + k + 3] ?? 0;
			const at = k * size;
			for (let j = 0; j < end; j++)
				product[row + j] =
					(product[row + j] ?? 0) +
					(a * (y[at + j] ?? 0) + b * (y[at + size + j] ?? 0)) +
					(c * (y[at + 2 * size + j] ?? 0) + d * (y[at + 3 * size + j] ?? 0));
		}
		for (; k < size; k++) {
			const share = x[row + k] ?? 0;
			for (let j = 0; j < end; j++)
				product[row + j] = (product[row + j] ?? 0) + share * (y[k * size + j] ?? 0);
		}
	}
	return isSymmetric ? mirrorLower(product, size) : product;
}

/** The product of two rows over their first `length` entries, in four sums so that none waits. */
function rowProduct(matrix: Float64Array, rowI: number, rowJ: number, length: number): number {
	// Not by destructuring: in a loop as hot as this one that costs more than the sums.
	let a = 0;
	let b = 0;
	let c = 0;
	let d = 0;
	let k = 0;
	for (; k + 3 < length; k += 4) {
		a += (matrix[rowI + k] ?? 0) * (matrix[rowJ + k] ?? 0);
		b += (matrix[rowI + k + 1] ?? 0) * (matrix[rowJ + k + 1] ?? 0);
		c += (matrix[rowI + k + 2] ?? 0) * (matrix[rowJ + k + 2] ?? 0);
		d += (matrix[rowI + k + 3] ?? 0) * (matrix[rowJ + k + 3] ?? 0);
	}
	for (; k < length; k++) a += (matrix[rowI + k] ?? 0) * (matrix[rowJ + k] ?? 0);
	return a + b + (c + d);
}
