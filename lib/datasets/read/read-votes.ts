import { AppError } from "#lib/kernel/app-error.ts";
import {
	filterNames,
	type JudgementSink,
	type ReadOptions,
	type RowBatch,
	type VoteShape,
} from "./vote-shape.ts";

/**
 * The columns of a file that a shape reads for these options. Throws `feature-missing`,
 * `cluster-missing` or `filter-missing` (422) when the file lacks what an option is about.
 */
export function columnsToRead(
	shape: VoteShape,
	columns: readonly string[],
	options: ReadOptions,
): string[] {
	const has = (name: string) => columns.includes(name);
	for (const feature of options.features) {
		const needed = shape.featureColumns(feature);
		if (needed.length === 0 || !needed.every(has))
			throw new AppError(
				"feature-missing",
				`This ${shape.name} file does not say ${feature} of the replies${needed.length > 0 ? ` (it would be in ${needed.join(", ")})` : ""}. Leave it out of --style.`,
				{ status: 422, data: { feature } },
			);
	}
	for (const filter of filterNames)
		if (options[filter] !== null && !shape.filterColumns(filter).some(has))
			throw new AppError(
				"filter-missing",
				`This ${shape.name} file does not say which ${filter} a vote is of. Leave out --${filter}.`,
				{ status: 422, data: { filter } },
			);
	const optional = shape.optional(options);
	return [
		...new Set([
			...shape.required,
			...optional.filter(has),
			...options.features.flatMap((feature) => shape.featureColumns(feature)),
		]),
	];
}

/**
 * Reads a batch of rows. `rowsBefore` counts those of earlier batches, for messages. Throws
 * `shapes-mixed` (400) when a row lacks a column that the first one had.
 */
export function readVotes(
	shape: VoteShape,
	batch: RowBatch,
	rowsBefore: number,
	options: ReadOptions,
	sink: JudgementSink,
): void {
	for (const name of shape.required) {
		const cells = batch.column(name);
		for (let row = 0; row < batch.rows; row++)
			if (cells === null || cells[row] === undefined)
				throw new AppError(
					"shapes-mixed",
					`Row ${rowsBefore + row + 1} has no ${name}, which the first row of this ${shape.name} file has. Put rows of different formats into different files.`,
					{ data: { row: rowsBefore + row + 1, column: name } },
				);
	}
	shape.read(batch, options, sink);
}
