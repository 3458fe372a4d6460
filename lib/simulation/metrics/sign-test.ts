/**
 * Two-sided p-value of the exact sign test: how likely a split at least as uneven is when either sign is as
 * likely. Null when there is nothing to split.
 */
export function signTest(positive: number, negative: number): number | null {
	const total = positive + negative;
	if (total === 0) return null;
	// 2 * sum of C(total, k) / 2^total for k <= fewer, downwards from the largest term, which is kept as a logarithm.
	const fewer = Math.min(positive, negative);
	let logLargest = -total * Math.LN2;
	for (let i = 1; i <= fewer; i++) logLargest += Math.log((total - fewer + i) / i);
	let term = 1;
	let sum = 1;
	for (let k = fewer; k > 0; k--) {
		term *= k / (total - k + 1);
		sum += term;
	}
	return Math.min(1, 2 * sum * Math.exp(logLargest));
}
