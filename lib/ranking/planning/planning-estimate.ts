import { pairsOfCells, withStrengths } from "#lib/ranking/criticism/fitted-pairs.ts";
import { outcomeSpread } from "#lib/ranking/criticism/pair-residuals.ts";
import { fitRatings } from "#lib/ranking/fit.ts";
import { POINTS_PER_UNIT } from "#lib/ranking/scale.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";

/** What pairing and planning know of the rated models, in natural log-strength. */
export type PlanningEstimate = {
	/** Slugs; everything else is by position in them. */
	models: string[];
	/** Strengths and covariances of different components have nothing to do with each other. */
	component: Int32Array;
	strengths: Float64Array;
	/** Row-major. */
	covariance: Float64Array;
	/** Judgements of each pair, symmetric and row-major. */
	votes: Float64Array;
	/** Judgements on the whole leaderboard. */
	votesTotal: number;
	/** Variance of one outcome as a share of p (1 - p). */
	spread: number;
};

/**
 * The published ratings with their covariance; of a snapshot from before it was kept, the covariance is
 * computed again from its cells. Throws as `fitRatings`.
 */
export function boardEstimate(snapshot: Snapshot): PlanningEstimate {
	const covariance =
		snapshot.covariance ??
		fitRatings({ cells: snapshot.pairs, method: { name: "bt-half" } }).covariance;
	const places = new Map(covariance.order.map((model, place) => [model, place]));
	const rated = snapshot.rows.flatMap(({ model, rating, component }) => {
		const place = places.get(model);
		return rating === null || component === null || place === undefined
			? []
			: [{ model, rating, component, place }];
	});
	const size = rated.length;
	const width = covariance.order.length;
	const values = new Float64Array(size * size);
	for (const [i, row] of rated.entries())
		for (const [j, column] of rated.entries())
			values[i * size + j] =
				(covariance.values[row.place * width + column.place] ?? 0) / POINTS_PER_UNIT ** 2;
	const numbers = new Map(rated.map(({ model }, number) => [model, number]));
	const votes = new Float64Array(size * size);
	let votesTotal = 0;
	for (const cell of snapshot.pairs) {
		const judged = cell.winsA + cell.winsB + cell.ties + cell.bothBad;
		votesTotal += judged;
		const [i, j] = [numbers.get(cell.modelA), numbers.get(cell.modelB)];
		if (i === undefined || j === undefined) continue;
		for (const at of [i * size + j, j * size + i]) votes[at] = (votes[at] ?? 0) + judged;
	}
	return {
		models: rated.map(({ model }) => model),
		component: Int32Array.from(rated, ({ component }) => component),
		strengths: Float64Array.from(rated, ({ rating }) => rating / POINTS_PER_UNIT),
		covariance: values,
		votes,
		votesTotal,
		spread: spreadOf(snapshot, new Map(snapshot.rows.map((row) => [row.model, row.rating]))),
	};
}

function spreadOf(snapshot: Snapshot, ratings: ReadonlyMap<string, number | null>): number {
	const { models, table } = pairsOfCells(snapshot.pairs);
	const strengths = Float64Array.from(
		models,
		(model) => (ratings.get(model) ?? 0) / POINTS_PER_UNIT,
	);
	const spread = outcomeSpread(withStrengths(table, strengths));
	// Equal models that always tied: nothing is known about how outcomes vary.
	return spread > 0 ? spread : 1;
}

/** The estimate of some models alone, in their order; those without a rating are left out. */
export function estimateOf(
	estimate: PlanningEstimate,
	models: readonly string[],
): PlanningEstimate {
	const numbers = new Map(estimate.models.map((model, number) => [model, number]));
	const kept = Int32Array.from(models.flatMap((model) => numbers.get(model) ?? []));
	const pick = (values: Float64Array) => {
		const size = kept.length;
		const part = new Float64Array(size * size);
		for (let i = 0; i < size; i++)
			for (let j = 0; j < size; j++)
				part[i * size + j] = values[(kept[i] ?? 0) * estimate.models.length + (kept[j] ?? 0)] ?? 0;
		return part;
	};
	return {
		...estimate,
		models: Array.from(kept, (number) => estimate.models[number] ?? ""),
		component: kept.map((number) => estimate.component[number] ?? 0),
		strengths: Float64Array.from(kept, (number) => estimate.strengths[number] ?? 0),
		covariance: pick(estimate.covariance),
		votes: pick(estimate.votes),
	};
}
