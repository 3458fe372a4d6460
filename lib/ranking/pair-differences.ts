import { type PairDifference, pairDifference } from "./fit-result.ts";
import type { Snapshot } from "./snapshot.ts";

export type ListedDifference = PairDifference & {
	model: string;
	opponent: string;
	/** The 95 % interval of the difference leaves out 0. */
	isDecided: boolean;
};

/**
 * Every difference between two rated models of one component, from the higher rated model's view, in
 * the order of the snapshot's rows. Empty when the snapshot does not have its covariance.
 */
export function pairDifferences(
	snapshot: Pick<Snapshot, "rows" | "covariance" | "multipliers">,
): ListedDifference[] {
	const { rows, covariance, multipliers } = snapshot;
	if (covariance === null) return [];
	const fit = { rows, covariance, multipliers };
	return rows.flatMap((row, at) =>
		rows.slice(at + 1).flatMap((other) => {
			const found = pairDifference(fit, row.model, other.model);
			if (found === null) return [];
			const isDecided = found.lower > 0 || found.upper < 0;
			return [{ ...found, model: row.model, opponent: other.model, isDecided }];
		}),
	);
}
