import { type BuiltJudgements, JudgementBuilder } from "#lib/datasets/read/judgement-builder.ts";
import { columnsToRead, readVotes } from "#lib/datasets/read/read-votes.ts";
import type { ReadOptions } from "#lib/datasets/read/vote-shape.ts";
import { shapeOf } from "#lib/datasets/read/vote-shapes.ts";
import { openVoteFile } from "./open-vote-file.ts";
import { damaged, type Progress, type RowSource } from "./row-source.ts";

export interface VoteFile extends BuiltJudgements {
	/** The name of the shape it is written in. */
	format: string;
	encoding: RowSource["encoding"];
	rows: number;
}

/**
 * Reads a vote file into columns. A file that cannot be read to its end is an error, never half a
 * result. Throws what `openVoteFile`, `shapeOf`, `columnsToRead` and `readVotes` throw.
 */
export async function readVoteFile(
	path: string,
	format: string | null,
	options: ReadOptions,
	onProgress: (progress: Progress) => void = () => {},
): Promise<VoteFile> {
	const source = await openVoteFile(path);
	if (source.columns.length === 0)
		throw damaged("The file has no rows. Check that it was written whole.");
	const shape = shapeOf(source.columns, format);
	const builder = new JudgementBuilder(options);
	let rows = 0;
	for await (const batch of source.batches(columnsToRead(shape, source.columns, options))) {
		readVotes(shape, batch, rows, options, builder);
		rows += batch.rows;
		onProgress(source.progress());
	}
	return { ...builder.build(), format: shape.name, encoding: source.encoding, rows };
}
