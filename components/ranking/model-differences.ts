import { pairDifference } from "#lib/ranking/fit-result.ts";
import type { ListedDifference } from "#lib/ranking/pair-differences.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";

/** For each rated model its difference to the next one below, of the same component. */
export function differencesToNext({
	rows,
	covariance,
	multipliers,
}: Snapshot): Map<string, ListedDifference> {
	const found = new Map<string, ListedDifference>();
	if (covariance === null) return found;
	rows.forEach((row, at) => {
		const next = rows[at + 1];
		if (next === undefined) return;
		const fit = { rows, covariance, multipliers };
		const pair = pairDifference(fit, row.model, next.model);
		if (pair === null) return;
		const isDecided = pair.lower > 0 || pair.upper < 0;
		found.set(row.model, { ...pair, model: row.model, opponent: next.model, isDecided });
	});
	return found;
}
