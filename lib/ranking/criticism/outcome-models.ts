import { winChance } from "#lib/ranking/bradley-terry.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { fitPairs, gapBetween } from "./fitted-pairs.ts";
import { pairRows } from "./row-pairs.ts";

/** Writes the chances of `a`, `b`, `tie` and `both_bad` of one judgement; they sum to 1. */
export type OutcomePredictor = (rows: JudgementColumns, row: number, into: Float64Array) => void;

/** A way to predict outcomes: learns from some judgements, then predicts others of the same models. */
export type OutcomeModel = { name: string; fit: (rows: JudgementColumns) => OutcomePredictor };

/**
 * The baseline for other tie models: ties and both-bad have the same chance in every pair, their
 * share of the judgements learnt from (half a judgement of each kind added, so that none is
 * impossible); the rest is divided by Bradley-Terry with ties as half. Models that nothing joins are
 * taken as equal.
 */
export const halfTies: OutcomeModel = {
	name: "bt-half",
	fit: (rows) => {
		const { table } = pairRows(rows);
		const strengths = fitPairs(table);
		const shares = new Float64Array(4);
		const counts = new Float64Array(4).fill(0.5);
		for (let row = 0; row < rows.slotA.length; row++) {
			const weight = rows.weight?.[row] ?? 1;
			outcomeShares(rows, row, shares);
			for (let kind = 0; kind < 4; kind++)
				counts[kind] = (counts[kind] ?? 0) + weight * (shares[kind] ?? 0);
		}
		const total = counts.reduce((sum, count) => sum + count, 0);
		const tie = (counts[2] ?? 0) / total;
		const bothBad = (counts[3] ?? 0) / total;
		return (others, row, into) => {
			const z = gapBetween(strengths, others.slotA[row] ?? 0, others.slotB[row] ?? 0) ?? 0;
			into[0] = (1 - tie - bothBad) * winChance(z);
			into[1] = (1 - tie - bothBad) * winChance(-z);
			into[2] = tie;
			into[3] = bothBad;
		};
	},
};

/**
 * How a judgement counts by outcome: all on one, or for a soft outcome the mixture of a win and a
 * tie (or of a loss and a tie) with the same mean.
 */
export function outcomeShares(rows: JudgementColumns, row: number, into: Float64Array): void {
	into.fill(0);
	const soft = rows.score?.[row] ?? Number.NaN;
	if (Number.isNaN(soft)) {
		into[rows.outcome[row] ?? 0] = 1;
		return;
	}
	const clear = Math.abs(2 * soft - 1);
	into[soft > 0.5 ? 0 : 1] = clear;
	into[2] = 1 - clear;
}
