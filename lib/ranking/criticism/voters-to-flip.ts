import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import type { PairTable } from "#lib/ranking/pairs.ts";
import { type FittedPairs, factsOfPair, gapBetween } from "./fitted-pairs.ts";
import { type Removables, searchFlip } from "./flip-search.ts";
import { addJudgement, type RowPairs, withoutEmptyPairs } from "./row-pairs.ts";
import { type VotedPairs, votedPairs } from "./voted-pairs.ts";
import type { VoterGroups } from "./voter-groups.ts";

export type VotersToFlip = {
	above: number;
	below: number;
	/** True when an exact refit without these voters shows the new order; otherwise none was found. */
	verified: boolean;
	/** How many voters were taken away: the fewest found, and so an upper bound. */
	voters: number;
	/** `voters` as a share of all voters. */
	share: number;
	predictedVoters: number | null;
	/** Their numbers in `clusters.voter`; -1 for one whose voter is unknown. */
	removed: number[];
	/** The weight of their judgements. */
	removedVotes: number;
	gapBefore: number;
	gapAfter: number | null;
	refits: number;
};

/** How many of the models below the top are tried against it. */
const CHALLENGERS_MAX = 3;

/**
 * About the fewest voters without whom `below` is over `above` (models by number in
 * `columns.models`): as `votesToFlip`, every voter's judgements leaving together. A judgement of an
 * unknown voter counts as one voter. Null when nothing joins the two or `above` is not the stronger.
 *
 * Throws `invalid-columns` (400).
 */
export function votersToFlip(
	columns: JudgementColumns,
	above: number,
	below: number,
): VotersToFlip | null {
	const { rows, fit, voters } = votedPairs(columns);
	return search(rows, voters, fit, above, below);
}

/**
 * About the fewest voters without whom somebody else is first in the largest group of joined models:
 * the best of the three models that follow. Null without two models. Throws `invalid-columns` (400).
 */
export function votersToFlipTop(
	columns: JudgementColumns,
	known: VotedPairs = votedPairs(columns),
): VotersToFlip | null {
	const { rows, fit, voters } = known;
	const group = [...fit.groups].sort((x, y) => y.members.length - x.members.length)[0];
	const [top, ...others] = [...(group?.members ?? [])].sort(
		(x, y) => (fit.strengths[y] ?? 0) - (fit.strengths[x] ?? 0) || x - y,
	);
	let best: VotersToFlip | null = null;
	for (const model of others.slice(0, CHALLENGERS_MAX)) {
		const found = search(rows, voters, fit, top ?? 0, model);
		if (found === null) continue;
		if (best === null || (found.verified && (!best.verified || found.voters < best.voters)))
			best = found;
	}
	return best;
}

function search(
	rows: RowPairs,
	groups: VoterGroups,
	fit: FittedPairs,
	above: number,
	below: number,
): VotersToFlip | null {
	const gapBefore = gapBetween(fit, above, below);
	if (gapBefore === null || gapBefore < 0) return null;
	const found = searchFlip(fit, above, below, removableVoters(rows, groups));
	const removed: number[] = [];
	let removedVotes = 0;
	found.taken.forEach((units, group) => {
		if (units === 0) return;
		removed.push(groups.voters[group] ?? -1);
		for (let at = groups.starts[group] ?? 0; at < (groups.starts[group + 1] ?? 0); at++)
			removedVotes += rows.weight[groups.rows[at] ?? 0] ?? 0;
	});
	return {
		above,
		below,
		verified: found.verified,
		voters: found.units,
		share: found.units / groups.voters.length,
		predictedVoters: found.predicted,
		removed,
		removedVotes,
		gapBefore,
		gapAfter: found.gapAfter,
		refits: found.refits,
	};
}

function removableVoters(rows: RowPairs, groups: VoterGroups): Removables {
	const { table, pair, score, weight } = rows;
	return {
		available: new Float64Array(groups.voters.length).fill(1),
		influences: (fit, response) => {
			const now = { ...fit, table };
			const expected = new Float64Array(table.first.length);
			const push = new Float64Array(table.first.length);
			for (let k = 0; k < table.first.length; k++) {
				expected[k] = factsOfPair(now, k).p;
				push[k] = (response[table.first[k] ?? 0] ?? 0) - (response[table.second[k] ?? 0] ?? 0);
			}
			const influences = new Float64Array(groups.voters.length);
			for (let row = 0; row < pair.length; row++) {
				const k = pair[row] ?? -1;
				if (k === -1) continue;
				const group = groups.groupOf[row] ?? 0;
				const residual = (weight[row] ?? 0) * ((score[row] ?? 0) - (expected[k] ?? 0));
				influences[group] = (influences[group] ?? 0) + residual * (push[k] ?? 0);
			}
			return influences;
		},
		without: (taken) => {
			const left: number[] = [];
			taken.forEach((units, group) => {
				if (units > 0) left.push(group);
			});
			return tableWithout(rows, groups, left);
		},
	};
}

/** The pairs of all rows but those of the groups that are left out. */
export function tableWithout(
	rows: RowPairs,
	groups: VoterGroups,
	leftOut: readonly number[],
): PairTable {
	const { table, pair, score, weight } = rows;
	const add = (kept: PairTable, row: number, sign: 1 | -1) => {
		const k = pair[row] ?? -1;
		if (k !== -1) addJudgement(kept, k, score[row] ?? 0, sign * (weight[row] ?? 0));
	};
	if (rows.isWhole) {
		// Few rows go and whole numbers leave no remainder: taking away is faster than adding up.
		const kept = {
			...table,
			winsFirst: table.winsFirst.slice(),
			winsSecond: table.winsSecond.slice(),
			halves: table.halves.slice(),
		};
		for (const group of leftOut)
			for (let at = groups.starts[group] ?? 0; at < (groups.starts[group + 1] ?? 0); at++)
				add(kept, groups.rows[at] ?? 0, -1);
		return withoutEmptyPairs(kept);
	}
	const isLeftOut = new Uint8Array(groups.voters.length);
	for (const group of leftOut) isLeftOut[group] = 1;
	const zeros = () => new Float64Array(table.first.length);
	const kept = { ...table, winsFirst: zeros(), winsSecond: zeros(), halves: zeros() };
	for (let row = 0; row < pair.length; row++)
		if (isLeftOut[groups.groupOf[row] ?? 0] === 0) add(kept, row, 1);
	return withoutEmptyPairs(kept);
}
