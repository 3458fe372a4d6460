import { winChance } from "#lib/ranking/bradley-terry.ts";
import { differenceVariance } from "#lib/ranking/covariance.ts";
import { checkEstimates } from "#lib/ranking/ranks/normal-draws.ts";
import { NORMAL_QUANTILE } from "#lib/ranking/scale.ts";

/*
 * How much each pair of models is worth a battle, as a symmetric row-major matrix of numbers of at
 * least 0 with a zero diagonal. `lib/arena/pairing-mix.ts` turns such scores into probabilities.
 * Strengths are natural log-strengths of one component, covariance is theirs.
 */

/**
 * By uncertainty: how far one more vote on the pair is expected to bring down the trace of V, the
 * sum of all variances: h |V d|^2 / (1 + h d'Vd), h = p (1 - p), d = e_i - e_j (the rank-one update
 * of Sherman and Morrison 1950; A-optimal design). Throws `invalid-estimates` (400).
 */
export function uncertaintyScores(strengths: Float64Array, covariance: Float64Array): Float64Array {
	checkEstimates(strengths, covariance);
	const size = strengths.length;
	return scoresByPair(size, (i, j) => {
		const h = informationOf(strengths, i, j);
		let norm = 0;
		for (let k = 0; k < size; k++) {
			const entry = (covariance[i * size + k] ?? 0) - (covariance[j * size + k] ?? 0);
			norm += entry * entry;
		}
		return (h * norm) / (1 + h * differenceVariance(covariance, size, i, j));
	});
}

/**
 * The rule of Chiang et al. (Chatbot Arena, ICML 2024, equation 9): sqrt(S/n) - sqrt(S/(n+1)), the
 * fall of the standard error of the pair's own share of wins, with S = p (1 - p) and n its votes.
 * `votes` is a symmetric row-major matrix. A pair that never met counts as half a vote, which keeps
 * it ahead of all others and finite. Throws `invalid-estimates` (400).
 */
export function arenaScores(strengths: Float64Array, votes: Float64Array): Float64Array {
	checkEstimates(strengths, votes);
	return scoresByPair(strengths.length, (i, j) => {
		const n = Math.max(0.5, votes[i * strengths.length + j] ?? 0);
		const variance = informationOf(strengths, i, j);
		return Math.sqrt(variance / n) - Math.sqrt(variance / (n + 1));
	});
}

/**
 * By overlap: how much of the two ratings' 95 % intervals is common to both, from 0 (apart) to 1
 * (the same interval). Throws `invalid-estimates` (400).
 */
export function overlapScores(strengths: Float64Array, covariance: Float64Array): Float64Array {
	checkEstimates(strengths, covariance);
	const size = strengths.length;
	const margin = (i: number) =>
		NORMAL_QUANTILE * Math.sqrt(Math.max(0, covariance[i * size + i] ?? 0));
	return scoresByPair(size, (i, j) => {
		const [x, y] = [strengths[i] ?? 0, strengths[j] ?? 0];
		const common = Math.min(x + margin(i), y + margin(j)) - Math.max(x - margin(i), y - margin(j));
		const whole = Math.max(x + margin(i), y + margin(j)) - Math.min(x - margin(i), y - margin(j));
		return whole > 0 ? Math.max(0, common) / whole : 1;
	});
}

/** A symmetric matrix from a function of each unordered pair. */
export function scoresByPair(
	size: number,
	scoreOf: (i: number, j: number) => number,
): Float64Array {
	const scores = new Float64Array(size * size);
	for (let i = 0; i < size; i++)
		for (let j = i + 1; j < size; j++) scores[i * size + j] = scores[j * size + i] = scoreOf(i, j);
	return scores;
}

/** The information of one vote about the difference of two strengths: p (1 - p). */
function informationOf(strengths: Float64Array, i: number, j: number): number {
	const z = (strengths[i] ?? 0) - (strengths[j] ?? 0);
	return winChance(z) * winChance(-z);
}
