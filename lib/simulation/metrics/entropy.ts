import { assert } from "#lib/kernel/assert.ts";

/**
 * Shannon's entropy in bits of weights that need not add up to 1: how much is left to be found out. Null when
 * there is no weight at all.
 */
export function entropyBits(weights: readonly number[]): number | null {
	for (const weight of weights)
		assert(weight >= 0 && Number.isFinite(weight), "weights are finite and not negative");
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	if (total === 0) return null;
	return weights.reduce((bits, weight) => {
		const share = weight / total;
		return share === 0 ? bits : bits - share * Math.log2(share);
	}, 0);
}

/** Entropy of a number of candidates that are equally likely; null of none. */
export function candidateBits(candidates: number): number | null {
	return candidates > 0 ? Math.log2(candidates) : null;
}

/** Bits that a question gained: H(before) - H(after). Null when one of them is undefined. */
export function bitsGained(before: number | null, after: number | null): number | null {
	return before === null || after === null ? null : before - after;
}
