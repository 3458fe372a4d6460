import { NORMAL_QUANTILE } from "./scale.ts";

export type Bounds = { lower: number; upper: number };

/**
 * `rank` and `rankLower` are 1 + the number of models whose whole interval is above this one's: the
 * best place the intervals allow, and by convention the rank. `rankUpper` is the worst place they
 * allow. Equal ranks are shared; the next rank counts everybody above.
 */
export type RankSpread = { rank: number; rankLower: number; rankUpper: number };

/** Rank and rank spread for each interval, among the intervals given. */
export function rankSpreads(intervals: readonly Bounds[]): RankSpread[] {
	const lowers = intervals.map((interval) => interval.lower).sort((x, y) => x - y);
	const uppers = intervals.map((interval) => interval.upper).sort((x, y) => x - y);
	return intervals.map(({ lower, upper }) => {
		const above = lowers.length - countBelow(lowers, upper, true);
		const below = countBelow(uppers, lower, false);
		const rank = 1 + above;
		return { rank, rankLower: rank, rankUpper: intervals.length - below };
	});
}

/** How many of the ascending values are below `limit` (or equal to it, if asked). */
function countBelow(ascending: readonly number[], limit: number, orEqual: boolean): number {
	let low = 0;
	let high = ascending.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		const value = ascending[middle] ?? 0;
		if (value < limit || (orEqual && value === limit)) low = middle + 1;
		else high = middle;
	}
	return low;
}

/**
 * True when the 95 % interval of the difference of two ratings leaves out 0. Each pair is looked at
 * by itself, without a correction for the number of pairs.
 */
export function canTellApart(difference: number, standardError: number): boolean {
	return Math.abs(difference) > NORMAL_QUANTILE * standardError;
}

/**
 * Groups of neighbours that cannot be told apart: the longest stretches of `count` items, given in
 * the order of their ratings, in which no pair can. Groups may overlap; items told apart from both
 * neighbours are in none. Returns first and last position of each group.
 */
export function indistinguishableGroups(
	count: number,
	apart: (i: number, j: number) => boolean,
): { from: number; to: number }[] {
	const groups: { from: number; to: number }[] = [];
	let from = 0;
	for (let at = 1; at <= count; at++) {
		// The first start from which nobody can be told apart from the item at `at`.
		let next = from;
		if (at === count) next = count;
		else for (let i = from; i < at; i++) if (apart(i, at)) next = i + 1;
		if (next === from) continue;
		if (at - from >= 2) groups.push({ from, to: at - 1 });
		from = next;
	}
	return groups;
}
