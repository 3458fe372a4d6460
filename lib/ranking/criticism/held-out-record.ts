import type { Random } from "#lib/kernel/random.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import type { Criticism } from "#lib/ranking/criticism-record.ts";
import { calibrationTable } from "./calibration.ts";
import { fittedOutcomes } from "./fitted-outcomes.ts";
import { assignFolds, foldGroups, selectRows } from "./folds.ts";
import { heldOut } from "./held-out.ts";
import { predictionsOfLosses } from "./log-loss.ts";
import { halfTies } from "./outcome-models.ts";

const FOLDS = 5;

/** Fewer judgements say nothing about judgements that a fit has not seen. */
const JUDGEMENTS_MIN = 50;

/** More judgements are thinned to as many: the log-loss is then known to a thousandth, in bounded time. */
const JUDGEMENTS_MAX = 200_000;

/**
 * Calibration and tie models by five folds of judgements that the fits had not seen; a voter's judgements
 * are all in one fold where there are voters enough.
 */
export function heldOutRecord(
	all: JudgementColumns,
	random: Random,
): Pick<Criticism, "calibration" | "tieModels"> {
	const columns = thinned(all, random);
	if (columns.slotA.length < JUDGEMENTS_MIN) return { calibration: null, tieModels: [] };
	const folds = assignFolds(columns, FOLDS, random, foldGroups(columns, FOLDS));
	const models = [halfTies, fittedOutcomes("davidson"), fittedOutcomes("rao-kupper")];
	const scores = heldOut(columns, models, folds);
	const [published] = scores;
	return {
		calibration:
			published === undefined
				? null
				: calibrationTable(predictionsOfLosses(columns, published.losses)),
		tieModels: scores.map(({ name, logLoss, againstFirst }) => ({ name, logLoss, againstFirst })),
	};
}

function thinned(columns: JudgementColumns, random: Random): JudgementColumns {
	const rows = columns.slotA.length;
	if (rows <= JUDGEMENTS_MAX) return columns;
	const kept = new Int32Array(JUDGEMENTS_MAX);
	let [taken, left] = [0, rows];
	for (let row = 0; row < rows && taken < JUDGEMENTS_MAX; row++, left--)
		if (random.next() * left < JUDGEMENTS_MAX - taken) kept[taken++] = row;
	return selectRows(columns, kept.subarray(0, taken));
}
