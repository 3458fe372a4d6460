import { type Figure, type Interval, known, noInterval, undefinedFor, Z95 } from "./figure.ts";

/** A share of counted things with its 95 % interval. */
export interface Share {
	count: number;
	total: number;
	share: Figure;
	interval: Interval;
}

/**
 * `count` of `total` with the score interval of Wilson (J. Amer. Statist. Assoc. 22, 1927), which
 * stays within 0 and 1 and does not collapse at either end.
 */
export function shareOf(count: number, total: number): Share {
	if (total === 0)
		return { count, total, share: undefinedFor("no-data"), interval: noInterval("no-data") };
	const p = count / total;
	const zz = Z95 * Z95;
	const centre = p + zz / (2 * total);
	const reach = Z95 * Math.sqrt((p * (1 - p)) / total + zz / (4 * total * total));
	const scale = 1 + zz / total;
	const lower = count === 0 ? 0 : Math.max(0, (centre - reach) / scale);
	const upper = count === total ? 1 : Math.min(1, (centre + reach) / scale);
	return { count, total, share: known(p), interval: { lower, upper, reason: null } };
}
