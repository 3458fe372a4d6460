import type { RowBatch } from "#lib/datasets/read/vote-shape.ts";
import type { FileBytes } from "./file-bytes.ts";
import { batchOf, damaged, type RowSource } from "./row-source.ts";
import { splitArray } from "./split-array.ts";
import { textPieces } from "./text-pieces.ts";

/** Characters of JSON that are handed on together as one batch of rows. */
const BATCH_LENGTH = 1 << 20;
const BATCH_ROWS = 8192;

type JsonRow = Record<string, unknown>;

/** One JSON text and where it stands in the file, for messages. */
export interface JsonText {
	text: string;
	where: string;
}

/** A file of JSON objects: one a line, or all in one list. */
export async function jsonRows(bytes: FileBytes, encoding: "json" | "jsonl"): Promise<RowSource> {
	const texts = encoding === "json" ? splitArray(bytes.pieces()) : lines(bytes);
	const first = await texts.next();
	const firstRow = first.done ? null : parseRow(first.value, encoding);
	return {
		encoding,
		columns: firstRow === null ? [] : Object.keys(firstRow),
		batches: (wanted) => batches(firstRow, texts, encoding, wanted),
		progress: bytes.progress,
	};
}

async function* lines(bytes: FileBytes): AsyncGenerator<JsonText, void, undefined> {
	for await (const { text, line } of textPieces(bytes.pieces())) {
		let number = line;
		for (let at = 0; at < text.length; number++) {
			const end = text.indexOf("\n", at);
			const stop = end === -1 ? text.length : end;
			const row = text.slice(at, stop);
			if (row.trim() !== "") yield { text: row, where: `Line ${number}` };
			at = stop + 1;
		}
	}
}

function parseRow({ text, where }: JsonText, encoding: string): JsonRow {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		const hint = /[:[,]\s*-?(?:NaN|Infinity)\b/.test(text)
			? "NaN and Infinity are not JSON: write null instead."
			: "If it is the last one, the file was cut off: download it again.";
		throw damaged(`${where} is not JSON. ${hint}`, cause);
	}
	if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonRow;
	throw damaged(
		encoding === "jsonl"
			? `${where} is JSON but no object. JSONL has an object with a vote's columns on each line.`
			: `${where} of the list is no object with a vote's columns.`,
	);
}

async function* batches(
	firstRow: JsonRow | null,
	texts: AsyncGenerator<JsonText, void, undefined>,
	encoding: string,
	wanted: readonly string[],
): AsyncGenerator<RowBatch, void, undefined> {
	let rows: JsonRow[] = firstRow === null ? [] : [firstRow];
	let length = 0;
	for await (const each of texts) {
		rows.push(parseRow(each, encoding));
		length += each.text.length;
		if (rows.length < BATCH_ROWS && length < BATCH_LENGTH) continue;
		yield columnsOf(rows, wanted);
		rows = [];
		length = 0;
	}
	yield columnsOf(rows, wanted);
}

function columnsOf(rows: readonly JsonRow[], wanted: readonly string[]): RowBatch {
	return batchOf(rows.length, new Map(wanted.map((name) => [name, rows.map((row) => row[name])])));
}
