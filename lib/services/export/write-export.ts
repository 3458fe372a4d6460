import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { finished } from "node:stream/promises";
import type { RowExport } from "./read-pages.ts";

export interface WrittenExport {
	rows: number;
	bytes: number;
	/** Of the bytes written, hexadecimal. */
	sha256: string;
}

/**
 * Writes an export to a file, or to stdout when `file` is null, waiting for a slow disk or reader. A
 * file appears under its name only when it is whole.
 */
export async function writeExport(
	source: Pick<RowExport, "chunks">,
	file: string | null,
	onRows: (rows: number) => void = () => {},
): Promise<WrittenExport> {
	const partial = file === null ? null : `${file}.partial`;
	const out = partial === null ? process.stdout : createWriteStream(partial);
	const hash = createHash("sha256");
	let rows = 0;
	let bytes = 0;
	try {
		for await (const chunk of source.chunks()) {
			const data = Buffer.from(chunk.text);
			rows += chunk.rows;
			bytes += data.length;
			hash.update(data);
			if (!out.write(data)) await once(out, "drain");
			onRows(rows);
		}
		if (partial !== null && file !== null) {
			out.end();
			await finished(out);
			await rename(partial, file);
		}
	} catch (error) {
		if (partial !== null) {
			out.destroy();
			await rm(partial, { force: true });
		}
		throw error;
	}
	return { rows, bytes, sha256: hash.digest("hex") };
}
