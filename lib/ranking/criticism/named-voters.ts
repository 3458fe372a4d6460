import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { POINTS_PER_UNIT } from "#lib/ranking/scale.ts";
import { voterInfluence } from "./leave-voter-out.ts";
import { outlierVoters } from "./outlier-voters.ts";
import type { VotedPairs } from "./voted-pairs.ts";

export type VoterCriticism = {
	/** Known voters. */
	count: number;
	/** Whose outcomes do not come from where everybody else's do, surest first. */
	outliers: { voter: string; votes: number; decisive: number; logEvidence: number }[];
	/** Who moves any rating most, with the rating that moves most without them, in points. */
	largest: { voter: string; votes: number; model: string; points: number }[];
};

const LARGEST = 5;

/** Who moves or defies the fit, by the voters' names. */
export function criticiseVoters(
	columns: JudgementColumns,
	known: VotedPairs,
	voterNames: readonly string[],
): VoterCriticism {
	const nameOf = (voter: number) => voterNames[voter] ?? `${voter}`;
	const voters = outlierVoters(columns, known.rows);
	const { largest } = voterInfluence(columns, { largest: LARGEST, exact: LARGEST }, known);
	return {
		count: voters.length,
		outliers: voters
			.filter(({ isOutlier }) => isOutlier)
			.map(({ voter, votes, decisive, logEvidence }) => ({
				voter: nameOf(voter),
				votes,
				decisive,
				logEvidence,
			})),
		largest: largest
			.filter(({ voter }) => voter >= 0)
			.map(({ voter, votes, model, oneStep, exact }) => ({
				voter: nameOf(voter),
				votes,
				model: columns.models[model] ?? "",
				points: POINTS_PER_UNIT * (exact ?? oneStep),
			})),
	};
}
