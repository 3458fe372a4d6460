import { addRowProducts, rowProduct } from "./row-products.ts";

/** Columns that are finished one by one; everything before them is taken off in one product. */
const BLOCK = 24;

/** Rows whose leading zeros are skipped together. */
const STRIP = 48;

/**
 * Cholesky's factor L of a symmetric positive definite matrix (row-major, `size` x `size`), in
 * place in the lower triangle; what is above it is not read, and is spoilt. Returns false, with the
 * matrix spoilt, when the matrix is not positive definite in floating point.
 */
export function factorise(matrix: Float64Array, size: number): boolean {
	for (let from = 0; from < size; from += BLOCK) {
		const to = Math.min(size, from + BLOCK);
		const rows = { from, to: size };
		addRowProducts(matrix, matrix, matrix, size, -1, rows, { from, to }, { from: 0, to: from });
		for (let i = from; i < size; i++) {
			const rowI = i * size;
			const end = Math.min(i, to - 1);
			for (let j = from; j <= end; j++) {
				const rowJ = j * size;
				const sum = (matrix[rowI + j] ?? 0) - rowProduct(matrix, rowI, matrix, rowJ, from, j);
				if (i !== j) matrix[rowI + j] = sum / (matrix[rowJ + j] ?? 0);
				else if (sum > 0 && sum < Number.POSITIVE_INFINITY) matrix[rowI + i] = Math.sqrt(sum);
				else return false;
			}
		}
	}
	return true;
}

/** Solves L L' x = b for the factor L of `factorise`; `b` becomes x. */
export function solveFactored(factor: Float64Array, size: number, b: Float64Array): void {
	for (let i = 0; i < size; i++) {
		const row = i * size;
		b[i] = ((b[i] ?? 0) - rowProduct(factor, row, b, 0, 0, i)) / (factor[row + i] ?? 0);
	}
	for (let i = size - 1; i >= 0; i--) {
		const row = i * size;
		const value = (b[i] ?? 0) / (factor[row + i] ?? 0);
		b[i] = value;
		for (let k = 0; k < i; k++) b[k] = (b[k] ?? 0) - (factor[row + k] ?? 0) * value;
	}
}

/** The inverse of L L' for the factor L of `factorise`, whole and symmetric. */
export function invertFactored(factor: Float64Array, size: number): Float64Array {
	const upper = invertTransposed(factor, size);
	const inverse = new Float64Array(size * size);
	for (let from = 0; from < size; from += STRIP) {
		const rows = { from, to: Math.min(size, from + STRIP) };
		const columns = { from: 0, to: rows.to };
		addRowProducts(inverse, upper, upper, size, 1, rows, columns, { from, to: size });
	}
	return mirrorLower(inverse, size);
}

/**
 * H^-1 G H^-1 for H = L L', L being the factor of `factorise` and G symmetric, both triangles filled.
 * By way of (L^-1 G) L^-T, whose factors' zeros save a fifth of what whole inverses take.
 */
export function sandwichFactored(
	factor: Float64Array,
	middle: Float64Array,
	size: number,
): Float64Array {
	const upper = invertTransposed(factor, size);
	const lower = transpose(upper, size);
	const [whole, all] = [{ from: 0, to: size }, size * size];
	const half = new Float64Array(all);
	const core = new Float64Array(all);
	const strips = Array.from({ length: Math.ceil(size / STRIP) }, (_, i) => ({
		from: i * STRIP,
		to: Math.min(size, (i + 1) * STRIP),
	}));
	for (const rows of strips)
		addRowProducts(half, lower, middle, size, 1, rows, whole, { from: 0, to: rows.to });
	for (const columns of strips) {
		const rows = { from: columns.from, to: size };
		addRowProducts(core, half, lower, size, 1, rows, columns, { from: 0, to: columns.to });
	}
	mirrorLower(core, size);
	half.fill(0);
	for (const rows of strips)
		addRowProducts(half, upper, core, size, 1, rows, whole, { from: rows.from, to: size });
	const product = new Float64Array(all);
	for (const rows of strips) {
		const columns = { from: 0, to: rows.to };
		addRowProducts(product, upper, half, size, 1, rows, columns, { from: rows.from, to: size });
	}
	return mirrorLower(product, size);
}

/** L^-T for the factor L of `factorise`: its rows are the columns of L^-1, with zeros before them. */
function invertTransposed(factor: Float64Array, size: number): Float64Array {
	const upper = new Float64Array(size * size);
	for (let from = 0; from < size; from += BLOCK) {
		const to = Math.min(size, from + BLOCK);
		for (let start = 0; start < from; start += STRIP) {
			const rows = { from: start, to: Math.min(from, start + STRIP) };
			addRowProducts(upper, upper, factor, size, -1, rows, { from, to }, { from: start, to: from });
		}
		for (let j = 0; j < to; j++) {
			const row = j * size;
			for (let i = Math.max(from, j); i < to; i++) {
				const sum = (upper[row + i] ?? 0) - rowProduct(upper, row, factor, i * size, from, i);
				upper[row + i] = (i === j ? 1 : sum) / (factor[i * size + i] ?? 0);
			}
		}
	}
	return upper;
}

/** The transpose, a square block at a time so that both sides stay in the cache. */
function transpose(matrix: Float64Array, size: number): Float64Array {
	const turned = new Float64Array(size * size);
	for (let from = 0; from < size; from += STRIP)
		for (let start = 0; start < size; start += STRIP)
			for (let i = from; i < Math.min(size, from + STRIP); i++)
				for (let j = start; j < Math.min(size, start + STRIP); j++)
					turned[j * size + i] = matrix[i * size + j] ?? 0;
	return turned;
}

/** Fills the upper triangle from the lower one, in place. */
export function mirrorLower(matrix: Float64Array, size: number): Float64Array {
	for (let from = 0; from < size; from += STRIP)
		for (let start = 0; start <= from; start += STRIP)
			for (let i = from; i < Math.min(size, from + STRIP); i++) {
				const end = Math.min(i, start + STRIP);
				for (let j = start; j < end; j++) matrix[j * size + i] = matrix[i * size + j] ?? 0;
			}
	return matrix;
}
