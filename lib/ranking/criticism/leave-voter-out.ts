import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { type FittedPairs, factsOfPair, fitPairs } from "./fitted-pairs.ts";
import { inverseInformation } from "./inverse-information.ts";
import { pairRows, type RowPairs } from "./row-pairs.ts";
import { groupByVoter, type VoterGroups } from "./voter-groups.ts";
import { tableWithout } from "./voters-to-flip.ts";

/** How far a rating moves, in natural log-strength against its group's mean, without one voter. */
export type VoterShift = {
	/** Number in `clusters.voter`; -1 for one whose voter is unknown. */
	voter: number;
	votes: number;
	model: number;
	/** To first order. */
	oneStep: number;
	/**
	 * From an exact refit, against the mean of the same models. Null where it was not asked for, or
	 * when the model is no longer joined to all that it was joined to.
	 */
	exact: number | null;
};

export type VoterInfluence = {
	/** For each model with judgements, the voter who moves its rating most. */
	byModel: VoterShift[];
	/** The voters who move any rating most, each with the rating moved most; largest first. */
	largest: VoterShift[];
};

const LARGEST = 20;
const EXACT = 5;

/**
 * What every voter does to every rating: the change when all judgements of that voter are left out.
 * To first order (Cook and Weisberg, Residuals and Influence in Regression, 1982) it is -H+ times
 * the voter's score; the first few of `largest` are also refitted exactly.
 *
 * Throws `invalid-columns` (400) and `fit-not-converged` (500).
 */
export function voterInfluence(
	columns: JudgementColumns,
	options: { largest?: number; exact?: number } = {},
): VoterInfluence {
	const rows = pairRows(columns);
	const fit = fitPairs(rows.table);
	const groups = groupByVoter(columns);
	const { byModel, byVoter } = oneStepShifts(rows, fit, groups);
	const largest = Array.from(byVoter.shift.keys())
		.sort((x, y) => Math.abs(byVoter.shift[y] ?? 0) - Math.abs(byVoter.shift[x] ?? 0) || x - y)
		.slice(0, options.largest ?? LARGEST)
		.map((group, place): VoterShift => {
			const model = byVoter.model[group] ?? 0;
			const exact =
				place < (options.exact ?? EXACT) ? exactShift(rows, fit, groups, group, model) : null;
			const oneStep = byVoter.shift[group] ?? 0;
			return { ...voterOf(rows, groups, group), model, oneStep, exact };
		});
	return {
		byModel: Array.from(fit.groupOf.keys())
			.filter((model) => fit.groupOf[model] !== -1)
			.map((model) => ({
				...voterOf(rows, groups, byModel.group[model] ?? 0),
				model,
				oneStep: byModel.shift[model] ?? 0,
				exact: null,
			})),
		largest,
	};
}

function oneStepShifts(rows: RowPairs, fit: FittedPairs, groups: VoterGroups) {
	const { table, pair, score, weight } = rows;
	const { size } = table;
	const inverse = inverseInformation(fit);
	const expected = Float64Array.from(table.first, (_, k) => factsOfPair(fit, k).p);
	const count = groups.voters.length;
	const byModel = { shift: new Float64Array(size), group: new Int32Array(size) };
	const byVoter = { shift: new Float64Array(count), model: new Int32Array(count) };
	const scores = new Float64Array(size);
	const shift = new Float64Array(size);
	const touched: number[] = [];
	for (let group = 0; group < count; group++) {
		touched.length = 0;
		for (let at = groups.starts[group] ?? 0; at < (groups.starts[group + 1] ?? 0); at++) {
			const row = groups.rows[at] ?? 0;
			const k = pair[row] ?? -1;
			if (k === -1) continue;
			const residual = (weight[row] ?? 0) * ((score[row] ?? 0) - (expected[k] ?? 0));
			const [i, j] = [table.first[k] ?? 0, table.second[k] ?? 0];
			if (scores[i] === 0) touched.push(i);
			if (scores[j] === 0) touched.push(j);
			scores[i] = (scores[i] ?? 0) + residual;
			scores[j] = (scores[j] ?? 0) - residual;
		}
		shift.fill(0);
		for (const model of touched) {
			const push = scores[model] ?? 0;
			// A score that came back to 0 in between is listed twice and must count once.
			scores[model] = 0;
			if (push === 0) continue;
			const column = model * size;
			for (let i = 0; i < size; i++) shift[i] = (shift[i] ?? 0) - push * (inverse[column + i] ?? 0);
		}
		for (let i = 0; i < size; i++) {
			const move = shift[i] ?? 0;
			if (Math.abs(move) > Math.abs(byModel.shift[i] ?? 0)) {
				byModel.shift[i] = move;
				byModel.group[i] = group;
			}
			if (Math.abs(move) > Math.abs(byVoter.shift[group] ?? 0)) {
				byVoter.shift[group] = move;
				byVoter.model[group] = i;
			}
		}
	}
	return { byModel, byVoter };
}

function exactShift(
	rows: RowPairs,
	fit: FittedPairs,
	groups: VoterGroups,
	left: number,
	model: number,
): number | null {
	const refit = fitPairs(tableWithout(rows, groups, (group) => group === left));
	const members = fit.groups[fit.groupOf[model] ?? -1]?.members ?? [];
	let mean = 0;
	for (const member of members) {
		if (refit.groupOf[member] === -1 || refit.groupOf[member] !== refit.groupOf[model]) return null;
		mean += ((refit.strengths[member] ?? 0) - (fit.strengths[member] ?? 0)) / members.length;
	}
	return (refit.strengths[model] ?? 0) - (fit.strengths[model] ?? 0) - mean;
}

function voterOf(rows: RowPairs, groups: VoterGroups, group: number) {
	let votes = 0;
	for (let at = groups.starts[group] ?? 0; at < (groups.starts[group + 1] ?? 0); at++)
		votes += rows.weight[groups.rows[at] ?? 0] ?? 0;
	return { voter: groups.voters[group] ?? -1, votes };
}
