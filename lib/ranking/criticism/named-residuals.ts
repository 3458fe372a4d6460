import type { FittedPairs } from "./fitted-pairs.ts";
import { pairResiduals } from "./pair-residuals.ts";

/** A pair whose outcomes the ratings do not explain, seen from the model that did better than expected. */
export type NamedResidual = {
	model: string;
	opponent: string;
	votes: number;
	/** Share of outcomes for `model`, ties as half, and what the ratings expect. */
	observed: number;
	expected: number;
	/** In standard deviations, and its chance, corrected for the number of pairs. */
	standardised: number;
	adjusted: number;
};

export function namedResiduals(fit: FittedPairs, models: readonly string[]) {
	const { pairs, phi } = pairResiduals(fit);
	const flagged = pairs.flatMap((pair): NamedResidual[] => {
		const { isFlagged, standardised, adjusted, votes, observed, expected } = pair;
		if (!isFlagged || standardised === null || adjusted === null) return [];
		const [first, second] = [models[pair.first] ?? "", models[pair.second] ?? ""];
		return [
			standardised >= 0
				? { model: first, opponent: second, votes, observed, expected, standardised, adjusted }
				: {
						model: second,
						opponent: first,
						votes,
						observed: 1 - observed,
						expected: 1 - expected,
						standardised: -standardised,
						adjusted,
					},
		];
	});
	flagged.sort((x, y) => y.standardised - x.standardised);
	return { pairs: pairs.length, flagged, phi };
}
