import type { Random } from "#lib/kernel/random.ts";
import type { FitResult } from "#lib/ranking/fit-result.ts";
import { chanceOfRankAtMost, rankChances } from "./rank-chances.ts";
import { simultaneousRankSets } from "./rank-sets.ts";

export type ModelPlaces = {
	model: string;
	/** The chances that it is truly the best of its component, and that it is one of the best three. */
	chanceBest: number;
	chanceTopThree: number;
	/** Places of its component that hold for all its models at once, with 95 % confidence. */
	rankLower: number;
	rankUpper: number;
};

/** Drawn for the chances and for the critical value. */
const DRAWS = 1000;

/** The places that a fit leaves open for every rated model, in the order of its rows. */
export function modelPlaces(
	fit: Pick<FitResult, "rows" | "components" | "covariance">,
	random: Random,
): ModelPlaces[] {
	const { order, values } = fit.covariance;
	const places = new Map(order.map((model, place) => [model, place]));
	const ratings = new Map(fit.rows.map((row) => [row.model, row.rating ?? 0]));
	return fit.components.flatMap(({ models }) => {
		const estimates = Float64Array.from(models, (model) => ratings.get(model) ?? 0);
		const numbers = models.map((model) => places.get(model) ?? 0);
		const covariance = Float64Array.from(
			{ length: models.length ** 2 },
			(_, at) =>
				values[
					(numbers[Math.floor(at / models.length)] ?? 0) * order.length +
						(numbers[at % models.length] ?? 0)
				] ?? 0,
		);
		const draws = { draws: DRAWS };
		const chances = rankChances(estimates, covariance, random, draws);
		const { sets } = simultaneousRankSets(estimates, covariance, random, draws);
		return models.map((model, i) => ({
			model,
			chanceBest: chanceOfRankAtMost(chances, i, 1),
			chanceTopThree: chanceOfRankAtMost(chances, i, 3),
			rankLower: sets[i]?.rankLower ?? 1,
			rankUpper: sets[i]?.rankUpper ?? models.length,
		}));
	});
}
