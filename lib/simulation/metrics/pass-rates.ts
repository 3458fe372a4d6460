import { assert } from "#lib/kernel/assert.ts";
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
		estimateMean(
			enough.map((values) => {
				const passed = values.filter((value) => value >= passAt).length;
				const share = chance(passed, values.length, k);
				return share === null ? [] : [share];
			}),
			level,
		);
	return { k, all: over(passAll), any: over(passAny), leftOut: scenarios.length - enough.length };
}
