import { wilsonInterval } from "#lib/ranking/win-matrix.ts";
import { type FittedPairs, factsOfPair } from "./fitted-pairs.ts";

/** Judgements whose favourite was expected to win with a chance between `from` and `to`. */
export type CalibrationBin = {
	from: number;
	to: number;
	/** Pairs (or predictions) and judgements in the bin. */
	pairs: number;
	votes: number;
	/** Mean expected and observed share for the favourite, ties as half; null in an empty bin. */
	expected: number | null;
	observed: number | null;
	/** 95 % Wilson interval of `observed`, as if votes were independent. */
	lower: number | null;
	upper: number | null;
};

export type Calibration = {
	bins: CalibrationBin[];
	/** Mean |observed - expected| over the bins, by votes: the expected calibration error. */
	error: number | null;
};

/** What was expected for one side of a comparison, and what came out for it. */
export type Prediction = { expected: number; votes: number; wins: number };

const BINS = 10;

/**
 * Expected against observed outcomes. Every prediction is turned so that it speaks about the
 * favourite, and chances from 1/2 to 1 are cut into equal bins, the last one closed.
 */
export function calibrationTable(
	predictions: Iterable<Prediction>,
	options: { bins?: number } = {},
): Calibration {
	const count = options.bins ?? BINS;
	const sums = Array.from({ length: count }, () => ({ pairs: 0, votes: 0, expected: 0, wins: 0 }));
	for (const { expected, votes, wins } of predictions) {
		const isFavourite = expected >= 0.5;
		const chance = isFavourite ? expected : 1 - expected;
		const sum = sums[Math.min(count - 1, Math.floor((chance - 0.5) * 2 * count))];
		if (sum === undefined || !(votes > 0)) continue;
		sum.pairs++;
		sum.votes += votes;
		sum.expected += votes * chance;
		sum.wins += isFavourite ? wins : votes - wins;
	}
	let [error, total] = [0, 0];
	const bins = sums.map(({ pairs, votes, expected, wins }, i): CalibrationBin => {
		error += Math.abs(wins - expected);
		total += votes;
		const interval = wilsonInterval(wins, votes);
		return {
			from: 0.5 + i / (2 * count),
			to: 0.5 + (i + 1) / (2 * count),
			pairs,
			votes,
			expected: votes > 0 ? expected / votes : null,
			observed: votes > 0 ? wins / votes : null,
			lower: interval?.lower ?? null,
			upper: interval?.upper ?? null,
		};
	});
	return { bins, error: total > 0 ? error / total : null };
}

/**
 * Calibration of a fit on the judgements it was made from, one prediction per pair. It flatters the
 * fit; `heldOut` gives predictions of judgements that a fit has not seen.
 */
export function calibrationOfFit(fit: FittedPairs, options: { bins?: number } = {}): Calibration {
	return calibrationTable(predictionsOf(fit), options);
}

function* predictionsOf(fit: FittedPairs): Generator<Prediction> {
	for (let k = 0; k < fit.table.first.length; k++) {
		const { votes, wins, p } = factsOfPair(fit, k);
		yield { expected: p, votes, wins };
	}
}
