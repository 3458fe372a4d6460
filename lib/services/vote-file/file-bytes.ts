import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { AppError } from "#lib/kernel/app-error.ts";
import { damaged, type Progress } from "./row-source.ts";

/** Bytes asked of the disk at a time. */
const PIECE_BYTES = 1 << 20;

export interface FileBytes {
	compression: "gzip" | "zstd" | null;
	/** The first bytes, as they are on the disk. */
	head: Buffer;
	/** The content from its beginning, decompressed. */
	pieces(): AsyncGenerator<Buffer, void, undefined>;
	progress(): Progress;
}

/**
 * Opens a file by its content, whatever its name says. Throws `file-not-found` or `file-unreadable`
 * (422) and `file-damaged` for an empty one.
 */
export async function openBytes(path: string): Promise<FileBytes> {
	const { size, head } = await firstBytes(path);
	if (size === 0) throw damaged("The file is empty. Check that it was downloaded whole.");
	const compression = startsWith(head, [0x1f, 0x8b])
		? "gzip"
		: startsWith(head, [0x28, 0xb5, 0x2f, 0xfd])
			? "zstd"
			: null;
	const progress = { done: 0, total: size };
	return {
		compression,
		head,
		pieces: () => readPieces(path, compression, progress),
		progress: () => progress,
	};
}

async function firstBytes(path: string): Promise<{ size: number; head: Buffer }> {
	try {
		const { size } = await stat(path);
		const file = await open(path, "r");
		try {
			const head = Buffer.alloc(Math.min(size, 4096));
			const { bytesRead } = await file.read(head, 0, head.length, 0);
			return { size, head: head.subarray(0, bytesRead) };
		} finally {
			await file.close();
		}
	} catch (cause) {
		const code = cause instanceof Error && "code" in cause ? cause.code : null;
		if (code === "ENOENT")
			throw new AppError("file-not-found", `There is no file ${path}.`, { status: 422, cause });
		const why = code === "EISDIR" ? "it is a folder" : code === "EACCES" ? "no permission" : code;
		throw new AppError("file-unreadable", `${path} cannot be read: ${why}.`, {
			status: 422,
			cause,
		});
	}
}

async function* readPieces(
	path: string,
	compression: FileBytes["compression"],
	progress: Progress,
): AsyncGenerator<Buffer, void, undefined> {
	const file = createReadStream(path, { highWaterMark: PIECE_BYTES });
	file.on("data", (piece) => {
		progress.done += piece.length;
	});
	if (compression === null) {
		yield* file;
		return;
	}
	const options = { chunkSize: PIECE_BYTES };
	const unpacked = compression === "gzip" ? createGunzip(options) : createZstdDecompress(options);
	file.on("error", (error) => unpacked.destroy(error));
	try {
		yield* file.pipe(unpacked);
	} catch (cause) {
		throw damaged(
			`The file's ${compression} compression is broken or ends too early. Download it again.`,
			cause,
		);
	} finally {
		file.destroy();
	}
}

export function startsWith(bytes: Buffer, magic: readonly number[]): boolean {
	return magic.every((byte, at) => bytes[at] === byte);
}
