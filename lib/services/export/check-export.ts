import { stat } from "node:fs/promises";
import { type CheckedRows, rowChecker } from "#lib/datasets/check-rows.ts";
import { checkedFormat, recogniseFormat } from "#lib/datasets/checked-formats.ts";
import { rowReader } from "#lib/datasets/row-of-cells.ts";
import { openVoteFile } from "#lib/services/vote-file/open-vote-file.ts";
import { damaged, type Progress, type RowSource } from "#lib/services/vote-file/row-source.ts";

export interface CheckedExport extends CheckedRows {
	format: string;
	encoding: RowSource["encoding"];
}

/**
 * Checks a file of an exported format, row by row: JSONL, a JSON list, CSV or Parquet. Without a format it is
 * recognised by its columns. An empty file is an export of no rows, in JSONL, but only its format can be told: it must be
 * named. Throws what `openVoteFile`, `checkedFormat` and `recogniseFormat` throw.
 */
export async function checkExport(
	path: string,
	format: string | null,
	onProgress: (progress: Progress) => void = () => {},
): Promise<CheckedExport> {
	if (format !== null && (await isEmpty(path))) {
		const asked = checkedFormat(format);
		return { format: asked.name, encoding: "jsonl", ...rowChecker(asked).finish() };
	}
	const source = await openVoteFile(path);
	if (source.columns.length === 0)
		throw damaged("The file has no rows. Check that it was written whole.");
	const asked = format === null ? recogniseFormat(source.columns) : checkedFormat(format);
	const checker = rowChecker(asked);
	const read = rowReader(asked.schema, source.encoding);
	const known = Object.keys(asked.schema.shape);
	// Also columns that only later rows of JSONL have, and those that the format does not know. Parquet has but its own.
	const wanted =
		source.encoding === "json" || source.encoding === "jsonl"
			? [...new Set([...source.columns, ...known])]
			: source.columns;
	for await (const batch of source.batches(wanted)) {
		const columns = wanted.flatMap((name) => {
			const cells = batch.column(name);
			return cells === null ? [] : [[name, cells] as const];
		});
		for (let i = 0; i < batch.rows; i += 1)
			checker.take(read(new Map(columns.map(([name, cells]) => [name, cells[i]]))));
		onProgress(source.progress());
	}
	return { format: asked.name, encoding: source.encoding, ...checker.finish() };
}

/** What cannot be looked at is for the reader to say. */
const isEmpty = (path: string): Promise<boolean> =>
	stat(path).then(
		({ size }) => size === 0,
		() => false,
	);
