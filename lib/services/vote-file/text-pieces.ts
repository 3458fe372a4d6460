import { isAscii, isUtf8 } from "node:buffer";
import { damaged } from "./row-source.ts";

const LINE_FEED = 10;
const byteOrderMark = [0xef, 0xbb, 0xbf];

/** A line that is longer than this is no line: the file is something else. */
const LINE_BYTES_MAX = 256 << 20;

/** A piece of text that ends with a line feed, except perhaps the last one. */
export interface TextPiece {
	text: string;
	/** The number of its first line, from 1. */
	line: number;
}

/**
 * UTF-8 text in pieces of whole lines. Throws `file-damaged` for other encodings and for bytes that
 * are no text.
 */
export async function* textPieces(
	pieces: AsyncIterable<Buffer>,
): AsyncGenerator<TextPiece, void, undefined> {
	let rest: Buffer[] = [];
	let restBytes = 0;
	let line = 1;
	let isFirst = true;
	for await (const piece of pieces) {
		if (isFirst) checkEncoding(piece);
		const from = isFirst && byteOrderMark.every((byte, at) => piece[at] === byte) ? 3 : 0;
		isFirst = false;
		const end = piece.lastIndexOf(LINE_FEED) + 1;
		if (end === 0) {
			rest.push(piece.subarray(from));
			restBytes += piece.length;
			if (restBytes > LINE_BYTES_MAX)
				throw damaged(`Line ${line} does not end. Is this JSONL, CSV or Parquet?`);
			continue;
		}
		const whole = piece.subarray(from, end);
		const bytes = rest.length === 0 ? whole : Buffer.concat([...rest, whole]);
		rest = end === piece.length ? [] : [piece.subarray(end)];
		restBytes = piece.length - end;
		yield { text: decode(bytes, line), line };
		line += countLines(bytes);
	}
	if (rest.length > 0) yield { text: decode(Buffer.concat(rest), line), line };
}

function checkEncoding(start: Buffer): void {
	const isUtf16 =
		(start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
	if (isUtf16)
		throw damaged("The file is UTF-16. Save it as UTF-8 (iconv -f utf-16 -t utf-8 does it).");
}

function decode(bytes: Buffer, line: number): string {
	if (isAscii(bytes)) {
		const at = bytes.indexOf(0);
		if (at !== -1)
			throw damaged(
				`Line ${line + countLines(bytes.subarray(0, at))} holds a zero byte: the file is damaged or is no text.`,
			);
		return bytes.toString("latin1");
	}
	if (isUtf8(bytes)) return bytes.toString("utf8");
	throw damaged(
		`Line ${line + linesBeforeBadBytes(bytes)} is not UTF-8. Save the file as UTF-8 (iconv -f latin1 -t utf-8, if it is Latin-1).`,
	);
}

function countLines(bytes: Buffer): number {
	let lines = 0;
	for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) lines++;
	return lines;
}

function linesBeforeBadBytes(bytes: Buffer): number {
	let lines = 0;
	let from = 0;
	for (;;) {
		const end = bytes.indexOf(LINE_FEED, from);
		if (end === -1 || !isUtf8(bytes.subarray(from, end))) return lines;
		from = end + 1;
		lines++;
	}
}
