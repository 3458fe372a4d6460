/** A statistic, or why there is none. Never NaN, never infinite. */
export type Figure = { value: number; reason: null } | { value: null; reason: UndefinedReason };

/**
 * `no-data`: nothing to count. `no-variation`: everything is alike, so that the question has no
 * answer. `separated`: a slope without a maximum. `not-converged`: no maximum was found.
 */
export type UndefinedReason = "no-data" | "no-variation" | "separated" | "not-converged";

/** Ends of an interval, or why there are none. */
export type Interval =
	| { lower: number; upper: number; reason: null }
	| { lower: null; upper: null; reason: UndefinedReason };

export function known(value: number): Figure {
	return { value, reason: null };
}

export function undefinedFor(reason: UndefinedReason): Figure {
	return { value: null, reason };
}

export function noInterval(reason: UndefinedReason): Interval {
	return { lower: null, upper: null, reason };
}

/** The 97.5 % point of the standard normal distribution, for intervals of 95 %. */
export const Z95 = 1.959963984540054;
