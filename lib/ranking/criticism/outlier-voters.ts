import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { pairRows, type RowPairs } from "./row-pairs.ts";
import { orderByTime } from "./time-order.ts";

/** Evidence that a voter's outcomes do not come from where everybody else's come from. */
export type OutlierVoter = {
	voter: number;
	/** All judgements of the voter, and those with a winner. */
	votes: number;
	decisive: number;
	/** The product of 1/(2p) as a natural logarithm; beyond ln(1 / level) is an outlier. */
	logEvidence: number;
	isOutlier: boolean;
};

export const OUTLIER_VOTES_MIN = 5;
export const OUTLIER_LEVEL = 0.05;

/**
 * Outlier voters by a product of e-values: each decisive vote multiplies a voter's evidence by
 * 1/(2p), p being the share of the pair's decisive outcomes up to and including this one that went
 * the same way, whichever way that is (the 2 stands for the two directions). A voter with at least
 * 5 votes is an outlier when the product exceeds 1/0.05.
 *
 * With a winner as likely for this voter as for all before, the expected factor is at most 1, so
 * honest voters are rejected with a chance of at most 5 % each (Ville 1939; Vovk and Wang, Ann.
 * Statist. 49, 2021), however often one looks. The per-vote p-value, its own vote counted, is that
 * of Chiang et al. (Chatbot Arena, ICML 2024). Ties say nothing and change nothing; weights are not
 * used beyond leaving out judgements of weight 0. Votes at the same instant do not see each other;
 * without times each vote is set against all others.
 *
 * Voters come by falling evidence. Judgements of unknown voters are history only. Throws
 * `invalid-columns` (400).
 */
export function outlierVoters(
	columns: JudgementColumns,
	known: RowPairs = pairRows(columns),
): OutlierVoter[] {
	const { pair, score, table } = known;
	const { atMs, clusters } = columns;
	const voter = clusters.voter ?? new Int32Array(pair.length).fill(-1);
	const highest = voter.reduce((most, number) => Math.max(most, number), -1);
	const votes = new Int32Array(highest + 1);
	const decisive = new Int32Array(highest + 1);
	const evidence = new Float64Array(highest + 1);
	// Decisive outcomes seen so far, by pair: for its first model, and for its second.
	const seen = new Float64Array(2 * table.first.length);
	const sides = sidesOf(pair, score);
	const see = (row: number) => {
		const side = sides[row] ?? -1;
		if (side >= 0) seen[side] = (seen[side] ?? 0) + 1;
	};
	const judge = (row: number, own: number) => {
		const number = voter[row] ?? -1;
		const side = sides[row] ?? NOT_COUNTED;
		if (number < 0 || side === NOT_COUNTED) return;
		votes[number] = (votes[number] ?? 0) + 1;
		if (side === UNDECIDED) return;
		decisive[number] = (decisive[number] ?? 0) + 1;
		const same = (seen[side] ?? 0) + own;
		const all = same + (seen[side ^ 1] ?? 0);
		evidence[number] = (evidence[number] ?? 0) + Math.log(all / (2 * same));
	};
	if (atMs === null) {
		for (let row = 0; row < pair.length; row++) see(row);
		for (let row = 0; row < pair.length; row++) judge(row, 0);
	} else {
		const order = orderByTime(atMs);
		for (let from = 0; from < order.length; ) {
			const instant = atMs[order[from] ?? 0];
			let to = from;
			for (; to < order.length && atMs[order[to] ?? 0] === instant; to++) judge(order[to] ?? 0, 1);
			for (; from < to; from++) see(order[from] ?? 0);
		}
	}
	const found: OutlierVoter[] = [];
	votes.forEach((count, number) => {
		if (count === 0) return;
		const logEvidence = evidence[number] ?? 0;
		const isOutlier = count >= OUTLIER_VOTES_MIN && logEvidence > -Math.log(OUTLIER_LEVEL);
		found.push({
			voter: number,
			votes: count,
			decisive: decisive[number] ?? 0,
			logEvidence,
			isOutlier,
		});
	});
	return found.sort((x, y) => y.logEvidence - x.logEvidence || x.voter - y.voter);
}

const UNDECIDED = -1;
const NOT_COUNTED = -2;

/** For each judgement twice its pair, plus 1 when the second model won; or one of the two above. */
function sidesOf(pair: Int32Array, score: Float64Array): Int32Array {
	const sides = new Int32Array(pair.length);
	for (let row = 0; row < pair.length; row++) {
		const result = score[row] ?? 0.5;
		if (pair[row] === -1) sides[row] = NOT_COUNTED;
		else if (result === 0.5) sides[row] = UNDECIDED;
		else sides[row] = 2 * (pair[row] ?? 0) + (result > 0.5 ? 0 : 1);
	}
	return sides;
}
