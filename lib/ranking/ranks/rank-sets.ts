import type { Random } from "#lib/kernel/random.ts";
import { differenceVariance } from "#lib/ranking/covariance.ts";
import { CONFIDENCE } from "#lib/ranking/scale.ts";
import { checkEstimates, drawErrors, semidefiniteFactor } from "./normal-draws.ts";

/** The best and the worst place that is still possible. */
export type RankSet = { rankLower: number; rankUpper: number };

export type SimultaneousRanks = {
	/** By model. All of them hold together with the stated confidence. */
	sets: RankSet[];
	/** A difference is decided when it exceeds this many of its standard errors. */
	critical: number;
};

/** Numbers drawn for the critical value when nothing else is asked for. */
const DRAWS = 2000;

/**
 * Rank sets that hold for all models at once (Mogstad, Romano, Shaikh and Wilhelm, Rev. Econ. Stud.
 * 91, 2024, single step). The critical value is the quantile of max |t| over all differences,
 * simulated from the full covariance; a model's best place counts the models decidedly above it, its
 * worst place leaves out those decidedly below.
 *
 * Estimates and covariance are of one component and in matching units. Differences without error
 * count as decided unless they are 0. Throws `invalid-estimates` (400).
 */
export function simultaneousRankSets(
	estimates: Float64Array,
	covariance: Float64Array,
	random: Random,
	options: { confidence?: number; draws?: number } = {},
): SimultaneousRanks {
	checkEstimates(estimates, covariance);
	const size = estimates.length;
	const errors = standardErrors(covariance, size);
	const draws = options.draws ?? DRAWS;
	const largest = largestDeviations(covariance, errors, draws, random).sort();
	// The order statistic that keeps the level for any number of draws.
	const at = Math.ceil((options.confidence ?? CONFIDENCE) * (draws + 1)) - 1;
	const critical = largest[Math.min(at, draws - 1)] ?? 0;
	const sets = Array.from(estimates, (own, i) => {
		let [above, below] = [0, 0];
		estimates.forEach((other, j) => {
			const margin = critical * (errors[i * size + j] ?? 0);
			if (other - own > margin) above++;
			if (own - other > margin) below++;
		});
		return { rankLower: 1 + above, rankUpper: size - below };
	});
	return { sets, critical };
}

/** Standard errors of all differences, row-major. */
function standardErrors(covariance: Float64Array, size: number): Float64Array {
	const errors = new Float64Array(size * size);
	for (let i = 0; i < size; i++)
		for (let j = 0; j < size; j++)
			errors[i * size + j] = Math.sqrt(differenceVariance(covariance, size, i, j));
	return errors;
}

/** For each draw, the largest |difference| in units of its standard error. */
function largestDeviations(
	covariance: Float64Array,
	errors: Float64Array,
	count: number,
	random: Random,
): Float64Array {
	const size = Math.sqrt(errors.length);
	// The lower triangle row by row, read in order once for each draw.
	const scale = new Float64Array((size * (size - 1)) / 2);
	for (let i = 1, pair = 0; i < size; i++)
		for (let j = 0; j < i; j++, pair++) {
			const error = errors[i * size + j] ?? 0;
			scale[pair] = error > 0 ? 1 / error : 0;
		}
	const draws = drawErrors(semidefiniteFactor(covariance, size), size, count, random);
	const largest = new Float64Array(count);
	for (let draw = 0; draw < count; draw++) {
		const row = draw * size;
		let most = 0;
		for (let i = 1, pair = 0; i < size; i++) {
			const own = draws[row + i] ?? 0;
			for (let j = 0; j < i; j++, pair++) {
				const t = Math.abs(own - (draws[row + j] ?? 0)) * (scale[pair] ?? 0);
				if (t > most) most = t;
			}
		}
		largest[draw] = most;
	}
	return largest;
}
