import { assert } from "#lib/kernel/assert.ts";
import { clusteredShare } from "./clustered-mean.ts";
import { type Estimate, estimateMean, LEVEL } from "./estimate.ts";
import { type MetricRow, valuesByScenario } from "./metric-row.ts";

/**
 * Chance that k repetitions drawn from n, of which c passed, all passed: C(c, k) / C(n, k). Null when there
 * are fewer than k.
 */
export function passAll(passed: number, repetitions: number, k: number): number | null {
	assert(Number.isInteger(k) && k >= 1, "k is a whole number from 1");
	if (repetitions < k) return null;
	let chance = 1;
	for (let i = 0; i < k; i++) chance *= Math.max(0, passed - i) / (repetitions - i);
	return chance;
}

/** Chance that at least one of k repetitions drawn from n passed: 1 - C(n - c, k) / C(n, k). Null as above. */
export function passAny(passed: number, repetitions: number, k: number): number | null {
	const none = passAll(repetitions - passed, repetitions, k);
	return none === null ? null : 1 - none;
}

export interface PassRate {
	k: number;
	/** pass^k: all of k repetitions pass; the mean over scenarios (Yao and others, tau-bench, 2024). */
	all: Estimate;
	/** pass@k: at least one of k passes (Chen and others, Codex, 2021). */
	any: Estimate;
	/** Scenarios with fewer than k repetitions, which tell nothing about k. */
	leftOut: number;
}

/** pass^k and pass@k of a success metric. A repetition passes from `passAt`; undefined values are no repetitions. */
export function passRate(
	rows: readonly MetricRow[],
	k: number,
	options: { passAt?: number; level?: number } = {},
): PassRate {
	const { passAt = 1, level = LEVEL } = options;
	const scenarios = valuesByScenario(rows);
	const enough = scenarios.filter(({ length }) => length >= k);
	const over = (chance: typeof passAll) =>
		estimateChances(
			enough.flatMap((values) => {
				const passed = values.filter((value) => value >= passAt).length;
				return chance(passed, values.length, k) ?? [];
			}),
			level,
		);
	return { k, all: over(passAll), any: over(passAny), leftOut: scenarios.length - enough.length };
}

/**
 * The mean of one chance a scenario. Where all are 0, or all are 1, a t interval would have no width: then it is
 * Wilson's on the number of scenarios, as of a share.
 */
function estimateChances(chances: readonly number[], level: number): Estimate {
	const [first] = chances;
	const isCertain = (first === 0 || first === 1) && chances.every((chance) => chance === first);
	if (!isCertain)
		return estimateMean(
			chances.map((chance) => [chance]),
			level,
		);
	const rows = chances.map((value, i) => ({ scenario: String(i), replicate: 0, value }));
	return clusteredShare(rows, level);
}
