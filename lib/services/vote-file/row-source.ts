import type { RowBatch } from "#lib/datasets/read/vote-shape.ts";
import { AppError } from "#lib/kernel/app-error.ts";

/** How far a file has been read, in bytes on the disk. */
export interface Progress {
	done: number;
	total: number;
}

/** A vote file that is open: its columns are known, its rows are read on demand. */
export interface RowSource {
	encoding: "csv" | "json" | "jsonl" | "parquet";
	/** Of the first row; no columns means no rows. */
	columns: readonly string[];
	/** The rows, once, with the cells of the wanted columns. At most a few batches are in memory. */
	batches(wanted: readonly string[]): AsyncGenerator<RowBatch, void, undefined>;
	progress(): Progress;
}

/** The file is damaged or not what it seems: the message says what, and what to do. */
export function damaged(message: string, cause?: unknown): AppError {
	return new AppError("file-damaged", message, { cause });
}

/** A batch of columns held as lists. */
export function batchOf(rows: number, columns: ReadonlyMap<string, ArrayLike<unknown>>): RowBatch {
	return { rows, column: (name) => columns.get(name) ?? null };
}
