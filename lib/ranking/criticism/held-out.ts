import { AppError } from "#lib/kernel/app-error.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { selectRows } from "./folds.ts";
import {
	type BothBadScoring,
	emptyLosses,
	type Losses,
	type MeanLoss,
	meanByVoter,
	scoreRows,
} from "./log-loss.ts";
import type { OutcomeModel } from "./outcome-models.ts";
import { orderByTime } from "./time-order.ts";

/** How well one model predicted judgements that it had not seen. */
export type HeldOutScore = {
	name: string;
	/** Mean log-loss per judgement in nats, lower is better; ln 3 = 1.0986 is guessing among three. */
	logLoss: MeanLoss;
	/** Its log-loss minus that of the first model, judgement by judgement; null for the first. */
	againstFirst: MeanLoss | null;
	/** Mean log-loss by fold, or by block in time. */
	byFold: number[];
	losses: Losses;
};

type Options = { bothBad?: BothBadScoring };

/**
 * Compares models of outcomes by K-fold cross-validation: each fold is predicted by a fit to all
 * others (Stone, J. R. Statist. Soc. B 36, 1974). `folds` has a number per judgement, as from
 * `assignFolds`. Standard errors take judgements of one voter together; they leave out that fits to
 * overlapping folds resemble each other.
 *
 * Throws `invalid-folds` (400).
 */
export function heldOut(
	columns: JudgementColumns,
	models: readonly OutcomeModel[],
	folds: Int32Array,
	options: Options = {},
): HeldOutScore[] {
	const count = folds.reduce((most, fold) => Math.max(most, fold), -1) + 1;
	if (folds.length !== columns.slotA.length || count < 2)
		throw new AppError("invalid-folds", "Every judgement needs a fold, and two folds are needed.", {
			data: { folds: count },
		});
	const all = folds.map((_, row) => row);
	const splits = Array.from({ length: count }, (_, fold) => ({
		learnt: all.filter((row) => folds[row] !== fold),
		tested: all.filter((row) => folds[row] === fold),
	}));
	return compare(columns, models, splits, options);
}

/**
 * Compares models of outcomes as time went by (Dawid, J. R. Statist. Soc. A 147, 1984): judgements
 * in order are cut into equal blocks, and each but the first is predicted by a fit to all before it.
 *
 * Throws `invalid-blocks` (400) without times, or with fewer than 2 blocks or more than judgements.
 */
export function prequential(
	columns: JudgementColumns,
	models: readonly OutcomeModel[],
	options: Options & { blocks?: number } = {},
): HeldOutScore[] {
	const blocks = options.blocks ?? 10;
	const rows = columns.slotA.length;
	if (columns.atMs === null || !Number.isInteger(blocks) || blocks < 2 || blocks > rows)
		throw new AppError("invalid-blocks", "Judgements need times, and two blocks at least.", {
			data: { blocks, hasTimes: columns.atMs !== null },
		});
	const order = orderByTime(columns.atMs);
	const splits = Array.from({ length: blocks - 1 }, (_, block) => {
		const from = Math.floor(((block + 1) * rows) / blocks);
		const to = Math.floor(((block + 2) * rows) / blocks);
		return { learnt: order.slice(0, from), tested: order.slice(from, to) };
	});
	return compare(columns, models, splits, options);
}

function compare(
	columns: JudgementColumns,
	models: readonly OutcomeModel[],
	splits: readonly { learnt: Int32Array; tested: Int32Array }[],
	options: Options,
): HeldOutScore[] {
	const results = models.map(() => emptyLosses(columns.slotA.length));
	for (const { learnt, tested } of splits) {
		const known = selectRows(columns, learnt);
		models.forEach((model, m) => {
			const losses = results[m];
			if (losses !== undefined)
				scoreRows(losses, columns, tested, model.fit(known), options.bothBad ?? "as-tie");
		});
	}
	const [first] = results;
	return results.map((losses, m): HeldOutScore => {
		const difference = losses.loss.map((loss, row) => loss - (first?.loss[row] ?? 0));
		return {
			name: models[m]?.name ?? "",
			logLoss: meanByVoter(columns, losses.loss) ?? { mean: 0, standardError: 0, votes: 0 },
			againstFirst: m === 0 ? null : meanByVoter(columns, difference),
			byFold: splits.map(({ tested }) => meanOf(columns, losses.loss, tested)),
			losses,
		};
	});
}

function meanOf(columns: JudgementColumns, loss: Float64Array, rows: Int32Array): number {
	let [total, votes] = [0, 0];
	for (const row of rows) {
		const weight = columns.weight?.[row] ?? 1;
		total += weight * (loss[row] ?? 0);
		votes += weight;
	}
	return votes > 0 ? total / votes : 0;
}
