import { assert } from "#lib/kernel/assert.ts";
import { clusteredError, type Estimate, estimateMean, LEVEL } from "./estimate.ts";
import { type MetricRow, valuesByScenario } from "./metric-row.ts";
import { studentQuantile } from "./student-t.ts";

/**
 * Mean of a metric over conversations, with a t interval that knows that repetitions of a scenario go together.
 * `clusteredShare` is better for values that are all 0 or 1.
 */
export function clusteredMean(rows: readonly MetricRow[], level: number = LEVEL): Estimate {
	return estimateMean(valuesByScenario(rows), level);
}

/**
 * The same for values that are 0 or 1, such as success: Wilson's interval (1927) on the effective number of
 * values, mean (1 - mean) / error² but no more than there are, as Korn and Graubard (1998) use it for clustered
 * samples. It stays in [0, 1] and has a width when all values are equal; then each scenario counts as one value.
 */
export function clusteredShare(rows: readonly MetricRow[], level: number = LEVEL): Estimate {
	const clusters = valuesByScenario(rows);
	const estimate = estimateMean(clusters, level);
	const error = clusteredError(clusters);
	const { mean } = estimate;
	for (const value of clusters.flat())
		assert(value === 0 || value === 1, "it passed or it did not");
	if (mean === null || error === null) return estimate;
	const effective = error > 0 ? (mean * (1 - mean)) / error ** 2 : clusters.length;
	const n = Math.min(effective, estimate.values);
	const t = studentQuantile((1 + level) / 2, clusters.length - 1);
	const shrink = 1 + t ** 2 / n;
	const centre = (mean + t ** 2 / (2 * n)) / shrink;
	const half = (t / shrink) * Math.sqrt((mean * (1 - mean)) / n + t ** 2 / (4 * n ** 2));
	return { ...estimate, lower: Math.max(0, centre - half), upper: Math.min(1, centre + half) };
}
