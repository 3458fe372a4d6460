import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { type FittedPairs, factsOfPair, fitPairs } from "./fitted-pairs.ts";
import { inverseInformation } from "./inverse-information.ts";
import type { RowPairs } from "./row-pairs.ts";
import { type VotedPairs, votedPairs } from "./voted-pairs.ts";
import type { VoterGroups } from "./voter-groups.ts";
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
	known: VotedPairs = votedPairs(columns),
): VoterInfluence {
	const { rows, fit, voters: groups } = known;
	const wanted = options.largest ?? LARGEST;
	const { byModel, byVoter } = oneStepShifts(rows, fit, groups, wanted);
	const largest = farthest(byVoter.shift, wanted).map((group, place): VoterShift => {
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

/** Shifts by model are the largest; those by voter are for the `wanted` largest, and else lower bounds. */
function oneStepShifts(rows: RowPairs, fit: FittedPairs, groups: VoterGroups, wanted: number) {
	const { table, pair, score, weight } = rows;
	const { size } = table;
	const inverse = inverseInformation(fit);
	const expected = Float64Array.from(table.first, (_, k) => factsOfPair(fit, k).p);
	// Row by row here, where memory is read in order; voters' rows are all over the place.
	const residuals = new Float64Array(pair.length);
	for (let row = 0; row < pair.length; row++)
		residuals[row] = (weight[row] ?? 0) * ((score[row] ?? 0) - (expected[pair[row] ?? 0] ?? 0));
	const count = groups.voters.length;
	const byModel = { shift: new Float64Array(size), group: new Int32Array(size) };
	const byVoter = { shift: new Float64Array(count), model: new Int32Array(count) };
	const record = (group: number, model: number, move: number) => {
		if (Math.abs(move) > Math.abs(byModel.shift[model] ?? 0)) {
			byModel.shift[model] = move;
			byModel.group[model] = group;
		}
		if (Math.abs(move) > Math.abs(byVoter.shift[group] ?? 0)) {
			byVoter.shift[group] = move;
			byVoter.model[group] = model;
		}
	};
	const reach = reachOf(inverse, size);
	const scores = new Float64Array(size);
	const isTouched = new Uint8Array(size);
	const touched = new Int32Array(size);
	let touchedCount = 0;
	const push = (model: number, residual: number) => {
		if (isTouched[model] === 0) {
			isTouched[model] = 1;
			touched[touchedCount++] = model;
		}
		scores[model] = (scores[model] ?? 0) + residual;
	};
	const shiftOf = (model: number) => {
		let move = 0;
		for (let t = 0; t < touchedCount; t++) {
			const other = touched[t] ?? 0;
			move -= (scores[other] ?? 0) * (inverse[model * size + other] ?? 0);
		}
		return move;
	};
	let least = 0;
	// The largest shifts so far, ascending: a voter who cannot be among them need not be looked at.
	const leaders: number[] = [];
	const isLargest = (group: number, bound: number) =>
		wanted > 0 &&
		bound > Math.abs(byVoter.shift[group] ?? 0) &&
		(leaders.length < wanted || bound > (leaders[0] ?? 0));
	for (let group = 0; group < count; group++) {
		touchedCount = 0;
		for (let at = groups.starts[group] ?? 0; at < (groups.starts[group + 1] ?? 0); at++) {
			const row = groups.rows[at] ?? 0;
			const k = pair[row] ?? -1;
			if (k === -1) continue;
			const residual = residuals[row] ?? 0;
			push(table.first[k] ?? 0, residual);
			push(table.second[k] ?? 0, -residual);
		}
		// The most that all pushes together can do to a model other than those that they are on.
		let bound = 0;
		for (let t = 0; t < touchedCount; t++) {
			const model = touched[t] ?? 0;
			bound += Math.abs(scores[model] ?? 0) * (reach[model] ?? 0);
		}
		for (let t = 0; t < touchedCount; t++) {
			const model = touched[t] ?? 0;
			const own = Math.abs(scores[model] ?? 0) * (inverse[model * size + model] ?? 0);
			const most = bound + own;
			if (most > Math.abs(byModel.shift[model] ?? 0) || isLargest(group, most))
				record(group, model, shiftOf(model));
		}
		// Models that the voter never saw move little; mostly too little to be looked at one by one.
		if (bound > least || isLargest(group, bound)) {
			for (let model = 0; model < size; model++)
				if (isTouched[model] === 0) record(group, model, shiftOf(model));
			least = byModel.shift.reduce(
				(low, move, model) => (fit.groupOf[model] === -1 ? low : Math.min(low, Math.abs(move))),
				Number.POSITIVE_INFINITY,
			);
		}
		const own = Math.abs(byVoter.shift[group] ?? 0);
		if (wanted > 0 && (leaders.length < wanted || own > (leaders[0] ?? 0))) {
			if (leaders.length === wanted) leaders.shift();
			leaders.push(own);
			leaders.sort((x, y) => x - y);
		}
		for (let t = 0; t < touchedCount; t++) scores[touched[t] ?? 0] = isTouched[touched[t] ?? 0] = 0;
	}
	return { byModel, byVoter };
}

/** Positions of the values farthest from 0, farthest first. */
function farthest(values: Float64Array, count: number): number[] {
	const sizes = values.map(Math.abs).sort();
	const least = sizes[Math.max(0, sizes.length - count)] ?? 0;
	const found: number[] = [];
	values.forEach((value, at) => {
		if (Math.abs(value) >= least) found.push(at);
	});
	found.sort((x, y) => Math.abs(values[y] ?? 0) - Math.abs(values[x] ?? 0) || x - y);
	return found.slice(0, count);
}

/** For each model, how far a push at it can move any other one. */
function reachOf(inverse: Float64Array, size: number): Float64Array {
	const reach = new Float64Array(size);
	for (let i = 0; i < size; i++)
		for (let j = 0; j < size; j++)
			if (i !== j) reach[i] = Math.max(reach[i] ?? 0, Math.abs(inverse[i * size + j] ?? 0));
	return reach;
}

function exactShift(
	rows: RowPairs,
	fit: FittedPairs,
	groups: VoterGroups,
	left: number,
	model: number,
): number | null {
	const refit = fitPairs(tableWithout(rows, groups, [left]), fit.strengths);
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
