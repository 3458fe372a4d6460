import type { RatingRow } from "./fit-result.ts";
import { meanRanks, rankCorrelation } from "./recovery.ts";

/** Fewer models in common have no rank correlation worth a number: of two it is 1 or -1 whatever they are. */
export const COMMON_MIN = 3;

/** How two leaderboards agree about the models that both rank. */
export interface OrderComparison {
	/** Models that both rate, in the part of each that is comparable with itself. */
	models: number;
	/** Spearman's rank correlation; null with fewer than COMMON_MIN such models, or when one rates all alike. */
	spearman: number | null;
	/** Models whose places among the common ones differ, most first. Equal ratings share their mean place. */
	disagreements: { model: string; first: number; second: number }[];
}

type Rated = Pick<RatingRow, "model" | "rating" | "component">;

/** Compares the orders of two leaderboards, whatever the order of their rows. */
export function compareOrders(first: readonly Rated[], second: readonly Rated[]): OrderComparison {
	const [one, other] = [ratingsOf(first), ratingsOf(second)];
	const common = [...one.keys()].filter((model) => other.has(model)).sort();
	const values = (ratings: ReadonlyMap<string, number>) =>
		common.map((model) => ratings.get(model) ?? 0);
	const [x, y] = [values(one), values(other)];
	// Places count from the best, so ranks are of what is negative.
	const [here, there] = [
		meanRanks(x.map((rating) => -rating)),
		meanRanks(y.map((rating) => -rating)),
	];
	const disagreements = common
		.map((model, i) => ({ model, first: here[i] ?? 0, second: there[i] ?? 0 }))
		.filter((line) => line.first !== line.second)
		.sort(
			(a, b) =>
				Math.abs(b.first - b.second) - Math.abs(a.first - a.second) || (a.model < b.model ? -1 : 1),
		);
	return {
		models: common.length,
		spearman:
			common.length < COMMON_MIN ? null : rankCorrelation(x.map((value, i) => [value, y[i] ?? 0])),
		disagreements,
	};
}

/** Models of the first component: others are on another level. */
function ratingsOf(rows: readonly Rated[]): Map<string, number> {
	return new Map(
		rows.flatMap(({ model, rating, component }): [string, number][] =>
			rating === null || component !== 0 ? [] : [[model, rating]],
		),
	);
}
