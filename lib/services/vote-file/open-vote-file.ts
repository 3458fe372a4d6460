import { type FileBytes, openBytes, startsWith } from "./file-bytes.ts";
import { jsonRows } from "./json-rows.ts";
import { damaged, type RowSource } from "./row-source.ts";

const parquetMagic = [..."PAR1"].map((letter) => letter.charCodeAt(0));
const byteOrderMark = "\ufeff";

/**
 * Opens JSONL, a JSON list, CSV or Parquet, the first three also in gzip or zstd, told apart by what
 * is in it. Throws `file-not-found`, `file-unreadable` (422) and `file-damaged` (400).
 */
export async function openVoteFile(path: string): Promise<RowSource> {
	const bytes = await openBytes(path);
	// A reader is loaded when there is a file for it: Parquet's alone takes longer than a small fit.
	if (startsWith(bytes.head, parquetMagic))
		return await (await import("./parquet-rows.ts")).parquetRows(path);
	const pieces = bytes.pieces();
	const first = await pieces.next();
	const start: Buffer = first.done ? Buffer.alloc(0) : first.value;
	if (startsWith(start, parquetMagic))
		throw damaged(
			`This is Parquet inside ${bytes.compression}. Unpack it first: Parquet is read from its end.`,
		);
	const replayed: FileBytes = {
		...bytes,
		async *pieces() {
			yield start;
			yield* pieces;
		},
	};
	const text = start.subarray(0, 4096).toString("utf8").replace(byteOrderMark, "").trimStart();
	if (text === "")
		throw damaged("The file holds nothing but space. Check that it is the right one.");
	if (text.startsWith("{")) return await jsonRows(replayed, "jsonl");
	if (text.startsWith("[")) return await jsonRows(replayed, "json");
	return await (await import("./csv-rows.ts")).csvRows(replayed);
}
