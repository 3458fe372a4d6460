import type { Random } from "#lib/kernel/random.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { type Calibration, calibrationTable } from "./calibration.ts";
import { fittedOutcomes } from "./fitted-outcomes.ts";
import { assignFolds, foldGroups } from "./folds.ts";
import { type HeldOutScore, heldOut, prequential } from "./held-out.ts";
import { predictionsOfLosses } from "./log-loss.ts";
import { halfTies } from "./outcome-models.ts";

/** How well one model of outcomes predicts judgements that it has not seen, in nats per judgement. */
export type PredictionScore = {
	name: string;
	logLoss: number;
	standardError: number;
	/** Less than the first model's by this much, with the error of that; null for the first. */
	gain: { mean: number; standardError: number } | null;
	/** How far expected and observed outcomes are apart. */
	calibration: Calibration;
};

export type HeldOutReport = {
	folds: number;
	/** What folds are drawn over, as on the ranking pages: whole voters, or null for single judgements. */
	foldsOf: "voter" | null;
	/** By folds drawn at random. */
	byFold: PredictionScore[];
	/** Each block of time from all before it; null without times, or with too few judgements. */
	byTime: PredictionScore[] | null;
};

const BLOCKS = 10;

/**
 * Which model of ties predicts best: ties of one share in every pair, Davidson and Rao-Kupper, each
 * on judgements that it was not fitted to. Throws `invalid-folds` (400) and `fit-not-converged` (500).
 */
export function heldOutReport(
	columns: JudgementColumns,
	folds: number,
	random: Random,
): HeldOutReport {
	const models = [halfTies, fittedOutcomes("davidson"), fittedOutcomes("rao-kupper")];
	const scores = (found: HeldOutScore[]) => found.map((score) => describe(columns, score));
	const by = foldGroups(columns, folds);
	const hasTimes = columns.atMs !== null && columns.slotA.length >= BLOCKS;
	return {
		folds,
		foldsOf: by ?? null,
		byFold: scores(heldOut(columns, models, assignFolds(columns, folds, random, by))),
		byTime: hasTimes ? scores(prequential(columns, models, { blocks: BLOCKS })) : null,
	};
}

function describe(columns: JudgementColumns, score: HeldOutScore): PredictionScore {
	const { name, logLoss, againstFirst, losses } = score;
	return {
		name,
		logLoss: logLoss.mean,
		standardError: logLoss.standardError,
		gain:
			againstFirst === null
				? null
				: { mean: -againstFirst.mean, standardError: againstFirst.standardError },
		calibration: calibrationTable(predictionsOfLosses(columns, losses)),
	};
}
