import { AppError } from "#lib/kernel/app-error.ts";
import {
	addPair,
	addPriorInformation,
	heaviestModel,
	informationOf,
	type LightPrior,
	withoutModel,
} from "./bradley-terry.ts";
import { factorise, sandwichFactored } from "./cholesky.ts";
import type { PairTable } from "./pairs.ts";

/**
 * Covariance of fitted natural log-strengths, row-major, by the sandwich (Huber 1967, White 1982):
 * V = H+ G H+ with H = sum m p(1-p) d d' and G = sum [n_w (1-p)^2 + n_l p^2 + n_t (1/2-p)^2] d d'.
 * It stays right with ties counted as half, where the information alone would be too pessimistic.
 * It is computed exactly, by pinning one model, and then moved to the wanted level.
 *
 * `level` has a weight per model that sums to 1: the combination of strengths held fixed. Equal
 * weights give the pseudo-inverse form, all weight on one model pins that model.
 *
 * For pairs with `bounded`, and for the light prior, G takes the largest variance that any outcome
 * in [0, 1] with mean p can have, m p(1-p), because their sample says nothing about its spread
 * (a model that only won, or a link made of ties alone, would seem to be known without error).
 *
 * Weights count as numbers of judgements. Throws `fit-not-converged` (500) when the information is
 * singular in floating point.
 */
export function sandwichCovariance(
	table: PairTable,
	strengths: Float64Array,
	level: Float64Array,
	options: { prior?: LightPrior | null; bounded?: (pair: number) => boolean } = {},
): Float64Array {
	const { size } = table;
	const prior = options.prior ?? null;
	if (size < 2) return new Float64Array(size * size);
	const pin = heaviestModel(table).model;
	const minor = size - 1;
	const factor = withoutModel(informationOf(table, prior, strengths), size, pin);
	if (!factorise(factor, minor))
		throw new AppError("fit-not-converged", "The ratings' covariance could not be computed.", {
			status: 500,
			data: { models: size },
		});
	const middle = scoreVariance(table, prior, strengths, options.bounded ?? (() => false));
	const pinned = sandwichFactored(factor, withoutModel(middle, size, pin), minor);
	return atLevel(withModel(pinned, size, pin), size, level);
}

/** The variance of a difference of two estimates, from their row-major covariance. Never negative. */
export function differenceVariance(
	covariance: ArrayLike<number>,
	size: number,
	i: number,
	j: number,
): number {
	const at = (row: number, column: number) => covariance[row * size + column] ?? 0;
	return Math.max(0, at(i, i) + at(j, j) - 2 * at(i, j));
}

function scoreVariance(
	table: PairTable,
	prior: LightPrior | null,
	strengths: Float64Array,
	bounded: (pair: number) => boolean,
): Float64Array {
	const matrix = new Float64Array(table.size * table.size);
	for (let k = 0; k < table.first.length; k++) {
		const i = table.first[k] ?? 0;
		const j = table.second[k] ?? 0;
		const z = (strengths[i] ?? 0) - (strengths[j] ?? 0);
		const e = Math.exp(-Math.abs(z));
		const p = z >= 0 ? 1 / (1 + e) : e / (1 + e);
		const q = z >= 0 ? e / (1 + e) : 1 / (1 + e);
		const wins = table.winsFirst[k] ?? 0;
		const losses = table.winsSecond[k] ?? 0;
		const halves = table.halves[k] ?? 0;
		const variance = bounded(k)
			? (wins + losses + halves) * p * q
			: wins * q * q + losses * p * p + (halves * (q - p) * (q - p)) / 4;
		addPair(matrix, table.size, i, j, variance);
	}
	if (prior !== null) addPriorInformation(matrix, table.size, prior, strengths);
	return matrix;
}

/** Puts a row and a column of zeros back for the pinned model. */
export function withModel(matrix: Float64Array, size: number, model: number): Float64Array {
	const minor = size - 1;
	const full = new Float64Array(size * size);
	for (let i = 0; i < minor; i++) {
		const row = matrix.subarray(i * minor, (i + 1) * minor);
		const to = (i < model ? i : i + 1) * size;
		full.set(row.subarray(0, model), to);
		full.set(row.subarray(model), to + model + 1);
	}
	return full;
}

/** C V C' for C = I - 1 level', so that the combination `level` of the strengths has no error. */
export function atLevel(matrix: Float64Array, size: number, level: Float64Array): Float64Array {
	const shared = new Float64Array(size);
	for (let i = 0; i < size; i++)
		for (let j = 0; j < size; j++)
			shared[i] = (shared[i] ?? 0) + (matrix[i * size + j] ?? 0) * (level[j] ?? 0);
	const total = shared.reduce((sum, value, i) => sum + value * (level[i] ?? 0), 0);
	const moved = new Float64Array(size * size);
	for (let i = 0; i < size; i++) {
		for (let j = 0; j < size; j++)
			moved[i * size + j] =
				(matrix[i * size + j] ?? 0) - ((shared[i] ?? 0) + (shared[j] ?? 0)) + total;
		moved[i * size + i] = Math.max(0, moved[i * size + i] ?? 0);
	}
	return moved;
}
