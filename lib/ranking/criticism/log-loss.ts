import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import type { Prediction } from "./calibration.ts";
import { type OutcomePredictor, outcomeShares } from "./outcome-models.ts";

/** `as-tie`: both-bad is scored as a tie, so that models without it can be compared; or as its own. */
export type BothBadScoring = "as-tie" | "own";

/** Chances below this are scored as this, and counted. */
const CHANCE_MIN = 1e-12;

/** Losses of judgements that a predictor had not seen. NaN in `loss` where nothing was predicted. */
export type Losses = {
	/** -ln of the chance given to what came out, by judgement. */
	loss: Float64Array;
	/** The chance of slot `a`, ties as half, by judgement. */
	expected: Float64Array;
	/** How many judgements were given a chance of (almost) nothing. */
	floored: number;
};

export function emptyLosses(rows: number): Losses {
	return {
		loss: new Float64Array(rows).fill(Number.NaN),
		expected: new Float64Array(rows).fill(Number.NaN),
		floored: 0,
	};
}

/** Fills in the losses of the rows given. */
export function scoreRows(
	losses: Losses,
	columns: JudgementColumns,
	rows: Int32Array,
	predict: OutcomePredictor,
	bothBad: BothBadScoring,
): void {
	const chances = new Float64Array(4);
	const shares = new Float64Array(4);
	for (const row of rows) {
		predict(columns, row, chances);
		outcomeShares(columns, row, shares);
		losses.expected[row] = (chances[0] ?? 0) + ((chances[2] ?? 0) + (chances[3] ?? 0)) / 2;
		if (bothBad === "as-tie") {
			chances[2] = (chances[2] ?? 0) + (chances[3] ?? 0);
			shares[2] = (shares[2] ?? 0) + (shares[3] ?? 0);
			shares[3] = 0;
		}
		let loss = 0;
		for (let kind = 0; kind < 4; kind++) {
			const share = shares[kind] ?? 0;
			if (share === 0) continue;
			const chance = chances[kind] ?? 0;
			if (!(chance >= CHANCE_MIN)) losses.floored++;
			loss -= share * Math.log(chance >= CHANCE_MIN ? Math.min(1, chance) : CHANCE_MIN);
		}
		losses.loss[row] = loss;
	}
}

export type MeanLoss = { mean: number; standardError: number; votes: number };

/**
 * Weighted mean of values by judgement (NaN ones left out) with its standard error, judgements of
 * one voter being summed before squaring (Liang and Zeger 1986). Null without judgements.
 */
export function meanByVoter(columns: JudgementColumns, values: Float64Array): MeanLoss | null {
	const voter = columns.clusters.voter;
	let [total, votes] = [0, 0];
	for (let row = 0; row < values.length; row++) {
		const value = values[row] ?? Number.NaN;
		if (Number.isNaN(value)) continue;
		const weight = columns.weight?.[row] ?? 1;
		total += weight * value;
		votes += weight;
	}
	if (votes === 0) return null;
	const mean = total / votes;
	const highest = voter?.reduce((most, number) => Math.max(most, number), -1) ?? -1;
	const sums = new Float64Array(highest + 1);
	let squares = 0;
	for (let row = 0; row < values.length; row++) {
		const value = values[row] ?? Number.NaN;
		if (Number.isNaN(value)) continue;
		const pull = (columns.weight?.[row] ?? 1) * (value - mean);
		const number = voter?.[row] ?? -1;
		if (number < 0) squares += pull * pull;
		else sums[number] = (sums[number] ?? 0) + pull;
	}
	for (const sum of sums) squares += sum * sum;
	return { mean, standardError: Math.sqrt(squares) / votes, votes };
}

/** The predictions behind some losses, for `calibrationTable`. */
export function* predictionsOfLosses(
	columns: JudgementColumns,
	losses: Losses,
): Generator<Prediction> {
	const shares = new Float64Array(4);
	for (let row = 0; row < losses.expected.length; row++) {
		const expected = losses.expected[row] ?? Number.NaN;
		if (Number.isNaN(expected)) continue;
		outcomeShares(columns, row, shares);
		const votes = columns.weight?.[row] ?? 1;
		const wins = votes * ((shares[0] ?? 0) + ((shares[2] ?? 0) + (shares[3] ?? 0)) / 2);
		yield { expected, votes, wins };
	}
}
