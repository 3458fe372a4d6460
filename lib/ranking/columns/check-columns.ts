import { AppError } from "#lib/kernel/app-error.ts";
import { compareNames } from "#lib/ranking/cells.ts";
import { clusterKinds, type JudgementColumns } from "./judgement-columns.ts";

/** The most models a board may have: a covariance of more would not fit into memory. */
export const MODELS_MAX = 4000;

/** Refuses a row of the columns. `data` holds its position and the column. */
export function refuseRow(row: number, column: string, problem: string): never {
	throw new AppError("invalid-judgement", `Judgement ${row + 1}: ${column} ${problem}.`, {
		data: { row, column },
	});
}

/**
 * Throws `invalid-columns` (400) for columns that do not fit together and `invalid-judgement` (400)
 * for a value that cannot be, with its row. The models and outcomes of rows are checked where they
 * are read first (see directed-cells.ts).
 */
export function checkColumns(columns: JudgementColumns): void {
	const { models, slotA, score, weight } = columns;
	const length = slotA.length;
	const refuse = (column: string, problem: string): never => {
		throw new AppError("invalid-columns", `The column ${column} ${problem}.`, { data: { column } });
	};
	const sameLength = (column: string, values: ArrayLike<number> | null | undefined) => {
		if (values && values.length !== length)
			refuse(column, `has ${values.length} entries instead of ${length}`);
	};
	sameLength("slotB", columns.slotB);
	sameLength("outcome", columns.outcome);
	sameLength("score", score);
	sameLength("weight", weight);
	sameLength("atMs", columns.atMs);
	for (const kind of clusterKinds) sameLength(kind, columns.clusters[kind]);
	for (const { name, values } of columns.covariates) sameLength(name, values);
	models.forEach((model, i) => {
		if (model === "") refuse("models", "holds an empty name");
		if (i > 0 && compareNames(models[i - 1] ?? "", model) >= 0)
			refuse("models", "is not in the order of names, or names one twice");
	});
	if (models.length > MODELS_MAX)
		throw new AppError(
			"too-many-models",
			`More than ${MODELS_MAX} models cannot be ranked at once.`,
			{
				data: { models: models.length, modelsMax: MODELS_MAX },
			},
		);
	for (let row = 0; score !== null && row < length; row++)
		if ((score[row] ?? 0) < 0 || (score[row] ?? 0) > 1) refuseRow(row, "score", "is not in [0, 1]");
	for (let row = 0; weight !== null && row < length; row++)
		if (!((weight[row] ?? 0) >= 0 && (weight[row] ?? 0) < Number.POSITIVE_INFINITY))
			refuseRow(row, "weight", "is not a finite number of at least 0");
}
