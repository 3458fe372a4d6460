import { differenceAt, type PairDifference, type RatingRow } from "./fit-result.ts";
import type { Snapshot } from "./snapshot.ts";

export type ListedDifference = PairDifference & {
	model: string;
	opponent: string;
	/** The 95 % interval of the difference leaves out 0. */
	isDecided: boolean;
};

type Compared = Pick<Snapshot, "rows" | "covariance" | "multipliers">;

/**
 * Every difference between two rated models of one component, from the higher rated model's view, in
 * the order of the snapshot's rows; only those with `model` when it is given. Empty when the snapshot
 * does not have its covariance.
 */
export function pairDifferences(snapshot: Compared, model?: string): ListedDifference[] {
	const placed = placedRows(snapshot);
	if (model === undefined)
		return placed.flatMap((first, at) =>
			placed.slice(at + 1).flatMap((second) => listed(snapshot, first, second)),
		);
	const own = placed.findIndex(([row]) => row.model === model);
	return placed.flatMap((other, at) => {
		const about = placed[own];
		if (about === undefined || at === own) return [];
		return at < own ? listed(snapshot, other, about) : listed(snapshot, about, other);
	});
}

/** How far one model is ahead of each other of its component, in the order of the snapshot's rows. */
export function differencesFrom(snapshot: Compared, model: string): ListedDifference[] {
	const placed = placedRows(snapshot);
	const own = placed.find(([row]) => row.model === model);
	if (own === undefined) return [];
	return placed.flatMap((other) => (other === own ? [] : listed(snapshot, own, other)));
}

type Placed = readonly [RatingRow, number];

/** Rows with their places in the covariance: looked up once, for there are many pairs. */
function placedRows({ rows, covariance }: Compared): Placed[] {
	if (covariance === null) return [];
	const places = new Map(covariance.order.map((model, place) => [model, place]));
	return rows.map((row) => [row, places.get(row.model) ?? -1]);
}

function listed(
	{ covariance, multipliers }: Compared,
	first: Placed,
	second: Placed,
): ListedDifference[] {
	const found =
		covariance === null ? null : differenceAt({ covariance, multipliers }, first, second);
	if (found === null) return [];
	const isDecided = found.lower > 0 || found.upper < 0;
	return [{ ...found, model: first[0].model, opponent: second[0].model, isDecided }];
}
