import type { FitResult } from "./fit-result.ts";

/**
 * Spearman's rank correlation between a known order (best first) and fitted ratings, equal values
 * sharing their mean rank. Only models count that are in both and rated in the fit's first component
 * (others are on another level); null with fewer than two of them, or when all ratings are equal.
 * 1 is perfect recovery, -1 the reverse order.
 */
export function spearman(known: readonly string[], fit: Pick<FitResult, "rows">): number | null {
	return rankCorrelation(
		sharedPairs(known, fit).map(({ merit, rating }) => [merit, rating] as const),
	);
}

/**
 * Spearman's rank correlation of pairs of numbers, equal ones sharing their mean rank. Null with fewer than
 * two pairs, or when either side is all alike.
 */
export function rankCorrelation(pairs: readonly (readonly [number, number])[]): number | null {
	const x = meanRanks(pairs.map(([first]) => first));
	const y = meanRanks(pairs.map(([, second]) => second));
	const centre = (pairs.length + 1) / 2;
	let [xy, xx, yy] = [0, 0, 0];
	pairs.forEach((_, i) => {
		const dx = (x[i] ?? 0) - centre;
		const dy = (y[i] ?? 0) - centre;
		xy += dx * dy;
		xx += dx * dx;
		yy += dy * dy;
	});
	return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}

/** Kendall's tau-b between a known order (best first) and fitted ratings; otherwise as `spearman`. */
export function kendallTau(known: readonly string[], fit: Pick<FitResult, "rows">): number | null {
	const pairs = sharedPairs(known, fit);
	let [agreement, total, distinct] = [0, 0, 0];
	pairs.forEach((x, i) => {
		for (const y of pairs.slice(0, i)) {
			const sign = Math.sign(x.rating - y.rating);
			agreement += sign * Math.sign(x.merit - y.merit);
			distinct += Math.abs(sign);
			total++;
		}
	});
	return distinct > 0 ? agreement / Math.sqrt(total * distinct) : null;
}

function sharedPairs(known: readonly string[], fit: Pick<FitResult, "rows">) {
	const rows = fit.rows.filter((row) => row.component === 0);
	const ratings = new Map(rows.map((row) => [row.model, row.rating]));
	return [...new Set(known)].flatMap((model, place) => {
		const rating = ratings.get(model) ?? null;
		return rating === null ? [] : [{ merit: -place, rating }];
	});
}

/** Ranks from 1 for the smallest; equal values share their mean rank. */
export function meanRanks(values: readonly number[]): number[] {
	return values.map((value) => {
		const below = values.filter((other) => other < value).length;
		const equal = values.filter((other) => other === value).length;
		return below + (equal + 1) / 2;
	});
}
