import { studentQuantile } from "./student-t.ts";

/** A mean with its interval. What is undefined is null, never NaN. */
export interface Estimate {
	/** Null without any values. */
	mean: number | null;
	/** Bounds of the interval; both null when there are fewer than two clusters to learn the spread from. */
	lower: number | null;
	upper: number | null;
	/** How many values the mean is of, and of how many scenarios (clusters). */
	values: number;
	clusters: number;
}

/** Share of such intervals that hold the true value, where nothing else is asked for. */
export const LEVEL = 0.95;

export const nothingKnown: Estimate = {
	mean: null,
	lower: null,
	upper: null,
	values: 0,
	clusters: 0,
};

/** The mean of numbers; null of none. */
export function meanOf(values: readonly number[]): number | null {
	if (values.length === 0) return null;
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Standard error of the mean of all values when values of one cluster go together: the cluster-robust
 * variance of Liang and Zeger (1986) for a mean, times G / (G - 1) for few clusters. With one value a
 * cluster it is the usual standard error. Null with fewer than two clusters.
 */
export function clusteredError(clusters: readonly (readonly number[])[]): number | null {
	const filled = clusters.filter(({ length }) => length > 0);
	const all = filled.flat();
	const mean = meanOf(all);
	if (mean === null || filled.length < 2) return null;
	const squares = filled.reduce((sum, values) => {
		const deviation = values.reduce((part, value) => part + (value - mean), 0);
		return sum + deviation ** 2;
	}, 0);
	return Math.sqrt((squares * filled.length) / (filled.length - 1)) / all.length;
}

/**
 * Mean of all values with a t interval on clusters - 1 degrees of freedom. Not for shares near 0 or 1, where
 * values that are all equal would give an interval without width: see `clusteredShare`.
 */
export function estimateMean(
	clusters: readonly (readonly number[])[],
	level: number = LEVEL,
): Estimate {
	const filled = clusters.filter(({ length }) => length > 0);
	const all = filled.flat();
	const mean = meanOf(all);
	if (mean === null) return nothingKnown;
	const error = clusteredError(filled);
	const half = error === null ? null : error * studentQuantile((1 + level) / 2, filled.length - 1);
	return {
		mean,
		lower: half === null ? null : mean - half,
		upper: half === null ? null : mean + half,
		values: all.length,
		clusters: filled.length,
	};
}
