import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { type FittedPairs, fitPairs } from "./fitted-pairs.ts";
import { pairRows, type RowPairs } from "./row-pairs.ts";
import { groupByVoter, type VoterGroups } from "./voter-groups.ts";

/** Judgements by pair and by voter, and their fit: what questions about voters have in common. */
export type VotedPairs = { rows: RowPairs; fit: FittedPairs; voters: VoterGroups };

/** Throws `invalid-columns` (400) and `fit-not-converged` (500). */
export function votedPairs(columns: JudgementColumns): VotedPairs {
	const rows = pairRows(columns);
	return { rows, fit: fitPairs(rows.table), voters: groupByVoter(columns) };
}
