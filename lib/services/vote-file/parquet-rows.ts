import { type FileHandle, open, stat } from "node:fs/promises";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { type AsyncBuffer, type ParquetScan, parquetScan, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { RowBatch } from "#lib/datasets/read/vote-shape.ts";
import { batchOf, damaged, type Progress, type RowSource } from "./row-source.ts";

/** Node's own decompression where it has one, which is several times faster. */
const unpackers = {
	...compressors,
	GZIP: (input: Uint8Array) => gunzipSync(input),
	ZSTD: (input: Uint8Array) => zstdDecompressSync(input),
};

/** A Parquet file. A row group is read at a time, and of it only the wanted columns. */
export async function parquetRows(path: string): Promise<RowSource> {
	const progress: Progress = { done: 0, total: (await stat(path)).size };
	const { metadata } = await withFile(path, progress.total, readEnd);
	const columns = parquetSchema(metadata).children.map((child) => child.element.name);
	return {
		encoding: "parquet",
		columns: metadata.num_rows === 0n ? [] : columns,
		async *batches(wanted) {
			const file = await open(path, "r");
			try {
				const scan = await parquetScan({
					file: bufferOf(file, progress.total),
					metadata,
					compressors: unpackers,
					columns: [...wanted],
				});
				for (const [group, range] of scan.ranges.entries()) {
					yield await readGroup(scan, range, wanted, group);
					progress.done = Math.round((progress.total * (group + 1)) / scan.ranges.length);
				}
			} finally {
				await file.close();
			}
		},
		progress: () => progress,
	};
}

async function withFile<T>(
	path: string,
	size: number,
	work: (buffer: AsyncBuffer) => Promise<T>,
): Promise<T> {
	const file = await open(path, "r");
	try {
		return await work(bufferOf(file, size));
	} finally {
		await file.close();
	}
}

/** The end of a Parquet file says where everything is. */
async function readEnd(file: AsyncBuffer): Promise<ParquetScan> {
	try {
		return await parquetScan({ file, compressors: unpackers });
	} catch (cause) {
		throw damaged(
			"The file begins as Parquet, but its end, where its columns are listed, is missing or broken: it was cut off. Download it again.",
			cause,
		);
	}
}

async function readGroup(
	scan: ParquetScan,
	range: ParquetScan["ranges"][number],
	wanted: readonly string[],
	group: number,
): Promise<RowBatch> {
	const columns = new Map<string, ArrayLike<unknown>>();
	for (const column of wanted) {
		try {
			columns.set(column, withNulls(await scan.readColumn({ column, ...range })));
		} catch (cause) {
			throw damaged(
				`Column ${column} of row group ${group + 1} cannot be read: the Parquet file is damaged. Download it again.`,
				cause,
			);
		}
	}
	return batchOf(range.rowEnd - range.rowStart, columns);
}

/** A missing value is null in every encoding; undefined is for columns that a row does not have. */
function withNulls(cells: ArrayLike<unknown>): ArrayLike<unknown> {
	return Array.isArray(cells) && cells.includes(undefined)
		? cells.map((cell) => cell ?? null)
		: cells;
}

function bufferOf(file: FileHandle, size: number): AsyncBuffer {
	return {
		byteLength: size,
		async slice(start, end = size) {
			const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
			await file.read(bytes, 0, bytes.length, start);
			return bytes.buffer;
		},
	};
}
