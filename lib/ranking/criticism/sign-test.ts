import { normalTail } from "#lib/ranking/normal-distribution.ts";

/** Above this many decisive votes the normal approximation is used. */
const EXACT_MAX = 1000;

/**
 * Two-sided p-value of the sign test: how likely a split at least as uneven is when both are equally
 * likely to win. Exact for whole numbers up to a thousand, otherwise normal with the correction for
 * continuity. Ties have no part in it.
 */
export function signTestChance(wins: number, losses: number): number {
	const total = wins + losses;
	const fewer = Math.min(wins, losses);
	if (!(total > 0)) return 1;
	if (total > EXACT_MAX || !Number.isInteger(wins) || !Number.isInteger(losses)) {
		const z = (Math.abs(wins - losses) - 1) / Math.sqrt(total);
		return Math.min(1, 2 * normalTail(Math.max(0, z)));
	}
	// 2 * sum of C(total, k) / 2^total for k <= fewer, downwards from the largest term.
	let term = 1;
	let sum = 1;
	for (let k = fewer; k > 0; k--) {
		term *= k / (total - k + 1);
		sum += term;
		if (term < sum * 1e-17) break;
	}
	return Math.min(1, 2 * sum * Math.exp(logChoose(total, fewer) - total * Math.LN2));
}

function logChoose(n: number, k: number): number {
	let sum = 0;
	for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
	return sum;
}
