import type { Random } from "#lib/kernel/random.ts";
import { checkEstimates, drawErrors, semidefiniteFactor } from "./normal-draws.ts";

/**
 * How likely each place is for each model. `byRank` is row-major: entry (model, r - 1) is the chance
 * of place r; every row sums to 1. A chance is known to about sqrt(p (1 - p) / draws).
 */
export type RankChances = { size: number; byRank: Float64Array; draws: number };

const DRAWS = 2000;

/**
 * The chance of every place, from draws of all true strengths at once around their estimates, with
 * the full covariance: the large-sample posterior under a flat prior, or equally the parametric
 * bootstrap of the ranks. Models with equal drawn values share their places evenly.
 *
 * Estimates and covariance are of one component and in matching units. Throws `invalid-estimates`
 * (400).
 */
export function rankChances(
	estimates: Float64Array,
	covariance: Float64Array,
	random: Random,
	options: { draws?: number } = {},
): RankChances {
	checkEstimates(estimates, covariance);
	const size = estimates.length;
	const draws = options.draws ?? DRAWS;
	const errors = drawErrors(semidefiniteFactor(covariance, size), size, draws, random);
	const byRank = new Float64Array(size * size);
	const values = new Float64Array(size);
	for (let draw = 0; draw < draws; draw++) {
		for (let i = 0; i < size; i++) values[i] = (estimates[i] ?? 0) + (errors[draw * size + i] ?? 0);
		const ascending = values.slice().sort();
		for (let i = 0; i < size; i++) {
			const value = values[i] ?? 0;
			const below = countBelow(ascending, value);
			let equal = 1;
			while (ascending[below + equal] === value) equal++;
			for (let k = 0; k < equal; k++) {
				const at = i * size + (size - 1 - below - k);
				byRank[at] = (byRank[at] ?? 0) + 1 / (equal * draws);
			}
		}
	}
	return { size, byRank, draws };
}

/** P(rank <= k) of one model; P(best) with k = 1. */
export function chanceOfRankAtMost(chances: RankChances, model: number, k: number): number {
	let sum = 0;
	for (let rank = 1; rank <= Math.min(k, chances.size); rank++)
		sum += chances.byRank[model * chances.size + rank - 1] ?? 0;
	return Math.min(1, sum);
}

/** P(best) of every model. They sum to 1. */
export function chancesOfBest(chances: RankChances): Float64Array {
	return Float64Array.from({ length: chances.size }, (_, model) =>
		chanceOfRankAtMost(chances, model, 1),
	);
}

function countBelow(ascending: Float64Array, value: number): number {
	let [low, high] = [0, ascending.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((ascending[middle] ?? 0) < value) low = middle + 1;
		else high = middle;
	}
	return low;
}
