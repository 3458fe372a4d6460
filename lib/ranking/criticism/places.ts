import type { Random } from "#lib/kernel/random.ts";
import type { Criticism } from "#lib/ranking/criticism-record.ts";
import type { FitResult } from "#lib/ranking/fit-result.ts";
import { chanceOfRankAtMost, rankChances } from "#lib/ranking/ranks/rank-chances.ts";
import { simultaneousRankSets } from "#lib/ranking/ranks/rank-sets.ts";

/**
 * Places of the models of a fit's largest component that hold for all of them at once, and chances of the
 * first places, in the order of the ratings.
 */
export function placesOf(
	fit: Pick<FitResult, "rows" | "components" | "covariance">,
	random: Random,
): Criticism["places"] {
	const models = fit.components[0]?.models ?? [];
	if (models.length < 2) return [];
	const { order, values } = fit.covariance;
	const at = models.map((model) => order.indexOf(model));
	const ratings = new Map(fit.rows.map((row) => [row.model, row.rating]));
	const estimates = Float64Array.from(models, (model) => ratings.get(model) ?? 0);
	const covariance = Float64Array.from(
		at.flatMap((i) => at.map((j) => values[i * order.length + j] ?? 0)),
	);
	const { sets } = simultaneousRankSets(estimates, covariance, random);
	const chances = rankChances(estimates, covariance, random);
	return models.map((model, i) => ({
		model,
		rankLower: sets[i]?.rankLower ?? 1,
		rankUpper: sets[i]?.rankUpper ?? models.length,
		chanceBest: chanceOfRankAtMost(chances, i, 1),
		chanceTopThree: chanceOfRankAtMost(chances, i, 3),
	}));
}
