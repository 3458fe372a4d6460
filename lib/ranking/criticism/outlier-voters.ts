import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { pairRows } from "./row-pairs.ts";
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
export function outlierVoters(columns: JudgementColumns): OutlierVoter[] {
	const { pair, score, table } = pairRows(columns);
	const { atMs, clusters } = columns;
	const voter = clusters.voter ?? new Int32Array(pair.length).fill(-1);
	const highest = voter.reduce((most, number) => Math.max(most, number), -1);
	const votes = new Int32Array(highest + 1);
	const decisive = new Int32Array(highest + 1);
	const evidence = new Float64Array(highest + 1);
	// Decisive outcomes seen so far, by pair: for its first model, and for its second.
	const seen = new Float64Array(2 * table.first.length);
	const sideOf = (row: number) => {
		const result = score[row] ?? 0.5;
		return result === 0.5 ? -1 : 2 * (pair[row] ?? 0) + (result > 0.5 ? 0 : 1);
	};
	const see = (row: number) => {
		const side = pair[row] === -1 ? -1 : sideOf(row);
		if (side !== -1) seen[side] = (seen[side] ?? 0) + 1;
	};
	const judge = (row: number, own: number) => {
		const number = voter[row] ?? -1;
		if (pair[row] === -1 || number < 0) return;
		votes[number] = (votes[number] ?? 0) + 1;
		const side = sideOf(row);
		if (side === -1) return;
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
			let to = from;
			while (to < order.length && atMs[order[to] ?? 0] === atMs[order[from] ?? 0]) to++;
			for (let at = from; at < to; at++) judge(order[at] ?? 0, 1);
			for (let at = from; at < to; at++) see(order[at] ?? 0);
			from = to;
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
