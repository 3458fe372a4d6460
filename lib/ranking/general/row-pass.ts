import { exponential } from "./exponential.ts";
import type { PassKind, PassSums, Problem, RowBlocks } from "./problem.ts";

/** Far from overflow even after one more factor, unless it is 1e100 itself. */
const PRODUCT_MAX = 1e200;

/** Rows that are gone through at once, so that what one step leaves is still in the cache for the next. */
const STRETCH = 256;

/**
 * As `logisticPass`, for rows in any order, each with covariates of its own: the case that has to be fast
 * with millions of rows and several covariates. It goes through the rows as they are, since sorting them by
 * pair costs more than a pass; what a model shares with a covariate is summed by model.
 */
export function rowPass(
	problem: Problem,
	parameters: Float64Array,
	kind: PassKind,
	sums: PassSums,
	bounded: Uint8Array | null = null,
): number {
	const { size, rows } = problem;
	const { slotA } = rows;
	const byColumn = rows.byColumn ?? [];
	const [count, width] = [parameters.length, byColumn.length];
	const { gradient, matrix } = sums;
	const isScores = kind === "scores";
	const [z, push, part, scaled, other] = Array.from(
		{ length: 5 },
		() => new Float64Array(STRETCH),
	) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
	// By pair of slots, the sums that belong to both models.
	const pairs = new Float64Array(size * size);
	const cross = byColumn.map(() => new Float64Array(size));
	const spare = new Float64Array(size);
	let log = 0;
	for (let from = 0; from < slotA.length; from += STRETCH) {
		const length = Math.min(STRETCH, slotA.length - from);
		differences(rows, byColumn, parameters, size, from, length, z);
		log += outcomesOf(rows, from, length, z, push, part);
		if (isScores) squaresOf(rows, bounded, from, length, push, part);
		addByModel(rows, size, from, length, push, part, gradient, pairs);
		for (let i = 0; i < width; i += 2) {
			const [x, crossX] = [byColumn[i] ?? z, cross[i] ?? z];
			// The last of an odd number goes with itself, and what that gives is left.
			const [y, crossY] = [byColumn[i + 1] ?? x, cross[i + 1] ?? spare];
			const isPair = i + 1 < width;
			const at = size + i;
			gradient[at] = (gradient[at] ?? 0) + dot(push, x, from, length);
			if (isPair) gradient[at + 1] = (gradient[at + 1] ?? 0) + dot(push, y, from, length);
			if (kind === "value") continue;
			addCross(rows, x, y, from, length, part, scaled, other, crossX, crossY);
			for (let j = 0; j <= i; j++) {
				const to = at * count + size + j;
				matrix[to] = (matrix[to] ?? 0) + dot(scaled, byColumn[j] ?? x, from, length);
			}
			for (let j = 0; isPair && j <= i + 1; j++) {
				const to = (at + 1) * count + size + j;
				matrix[to] = (matrix[to] ?? 0) + dot(other, byColumn[j] ?? x, from, length);
			}
		}
	}
	if (kind === "value") return log;
	for (let a = 0, pair = 0; a < size; a++)
		for (let b = 0; b < size; b++, pair++) {
			const whole = pairs[pair] ?? 0;
			if (whole === 0) continue;
			const at = a > b ? a * count + b : b * count + a;
			matrix[at] = (matrix[at] ?? 0) - whole;
			matrix[a * count + a] = (matrix[a * count + a] ?? 0) + whole;
			matrix[b * count + b] = (matrix[b * count + b] ?? 0) + whole;
		}
	for (let i = 0; i < width; i++) {
		const row = (size + i) * count;
		for (let model = 0; model < size; model++)
			matrix[row + model] = (matrix[row + model] ?? 0) + (cross[i]?.[model] ?? 0);
	}
	return log;
}

/** The log-odds of slot `a` by row. */
function differences(
	{ slotA, slotB }: RowBlocks,
	byColumn: readonly Float64Array[],
	parameters: Float64Array,
	size: number,
	from: number,
	length: number,
	z: Float64Array,
): void {
	for (let k = 0; k < length; k++)
		z[k] = (parameters[slotA[from + k] ?? 0] ?? 0) - (parameters[slotB[from + k] ?? 0] ?? 0);
	let i = 0;
	for (; i + 1 < byColumn.length; i += 2) {
		const [x, y] = [byColumn[i] ?? z, byColumn[i + 1] ?? z];
		const [u, v] = [parameters[size + i] ?? 0, parameters[size + i + 1] ?? 0];
		for (let k = 0; k < length; k++)
			z[k] = (z[k] ?? 0) + ((x[from + k] ?? 0) * u + (y[from + k] ?? 0) * v);
	}
	const [last, slope] = [byColumn[i], parameters[size + i] ?? 0];
	if (last === undefined) return;
	for (let k = 0; k < length; k++) z[k] = (z[k] ?? 0) + (last[from + k] ?? 0) * slope;
}

/**
 * The log-likelihood of some rows; leaves each row's slope by z in `push` and its information in `part`.
 * Nothing in the loop depends on who is ahead: a branch that is as often wrong as right costs more than
 * all of the arithmetic.
 */
function outcomesOf(
	{ degree, weight: weights }: RowBlocks,
	from: number,
	length: number,
	differs: Float64Array,
	push: Float64Array,
	part: Float64Array,
): number {
	let log = 0;
	let product = 1;
	for (let k = 0; k < length; k++) {
		const z = differs[k] ?? 0;
		const y = degree[from + k] ?? 0;
		const weight = weights[from + k] ?? 0;
		const e = exponential(-z);
		const chance = 1 / (1 + e);
		// ln(1 + e) is left for later: most rows weigh 1, and one logarithm of a product will do.
		log += weight * (y - 1) * z;
		if (weight === 1 && e < 1e100) product *= 1 + e;
		else log -= weight * (z > 0 ? Math.log1p(e) : Math.log1p(Math.exp(z)) - z);
		if (product > PRODUCT_MAX) {
			log -= Math.log(product);
			product = 1;
		}
		push[k] = weight * (y - chance);
		part[k] = e < 1e100 ? weight * chance * (e * chance) : 0;
	}
	return log - Math.log(product);
}

/** Puts squared scores into `part` instead, except where they are bounded by the information. */
function squaresOf(
	{ weight: weights, square: squares }: RowBlocks,
	bounded: Uint8Array | null,
	from: number,
	length: number,
	push: Float64Array,
	part: Float64Array,
): void {
	for (let k = 0; k < length; k++) {
		if (bounded !== null && bounded[from + k] === 1) continue;
		const miss = (push[k] ?? 0) / (weights[from + k] ?? 1);
		part[k] = (squares[from + k] ?? 0) * miss * miss;
	}
}

function addByModel(
	{ slotA, slotB }: RowBlocks,
	size: number,
	from: number,
	length: number,
	push: Float64Array,
	part: Float64Array,
	gradient: Float64Array,
	pairs: Float64Array,
): void {
	for (let k = 0; k < length; k++) {
		const a = slotA[from + k] ?? 0;
		const b = slotB[from + k] ?? 0;
		const pull = push[k] ?? 0;
		gradient[a] = (gradient[a] ?? 0) + pull;
		gradient[b] = (gradient[b] ?? 0) - pull;
		const pair = Math.imul(a, size) + b;
		pairs[pair] = (pairs[pair] ?? 0) + (part[k] ?? 0);
	}
}

/** What two covariates share with each model; leaves their products with `part` for what they share. */
function addCross(
	{ slotA, slotB }: RowBlocks,
	x: Float64Array,
	y: Float64Array,
	from: number,
	length: number,
	part: Float64Array,
	scaledX: Float64Array,
	scaledY: Float64Array,
	crossX: Float64Array,
	crossY: Float64Array,
): void {
	for (let k = 0; k < length; k++) {
		const share = part[k] ?? 0;
		const a = slotA[from + k] ?? 0;
		const b = slotB[from + k] ?? 0;
		const u = share * (x[from + k] ?? 0);
		const v = share * (y[from + k] ?? 0);
		scaledX[k] = u;
		scaledY[k] = v;
		crossX[a] = (crossX[a] ?? 0) + u;
		crossY[a] = (crossY[a] ?? 0) + v;
		crossX[b] = (crossX[b] ?? 0) - u;
		crossY[b] = (crossY[b] ?? 0) - v;
	}
}

/** The product of some numbers with a stretch of a column, in four sums so that none waits. */
function dot(values: Float64Array, column: Float64Array, from: number, length: number): number {
	let a = 0;
	let b = 0;
	let c = 0;
	let d = 0;
	let k = 0;
	for (; k + 3 < length; k += 4) {
		a += (values[k] ?? 0) * (column[from + k] ?? 0);
		b += (values[k + 1] ?? 0) * (column[from + k + 1] ?? 0);
		c += (values[k + 2] ?? 0) * (column[from + k + 2] ?? 0);
		d += (values[k + 3] ?? 0) * (column[from + k + 3] ?? 0);
	}
	for (; k < length; k++) a += (values[k] ?? 0) * (column[from + k] ?? 0);
	return a + b + (c + d);
}
