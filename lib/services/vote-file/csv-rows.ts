import { once } from "node:events";
import { CsvError, parse } from "csv-parse";
import type { RowBatch } from "#lib/datasets/read/vote-shape.ts";
import type { FileBytes } from "./file-bytes.ts";
import { batchOf, damaged, type RowSource } from "./row-source.ts";
import { type TextPiece, textPieces } from "./text-pieces.ts";

/**
 * A CSV file with a head line. Lines without quotes are cut at their separators here, which is what
 * most of a large file is; from the first quote on, csv-parse reads.
 */
export async function csvRows(bytes: FileBytes): Promise<RowSource> {
	const pieces = textPieces(bytes.pieces());
	const first = await pieces.next();
	const piece: TextPiece = first.done ? { text: "", line: 1 } : first.value;
	const delimiter = delimiterOf(piece.text);
	const quoted = piece.text.includes('"');
	const head = quoted ? null : piece.text.split("\n", 1)[0]?.replace(/\r$/, "");
	const pending = (async function* () {
		yield piece;
		yield* pieces;
	})();
	if (head === null || head === undefined) {
		const lists = quotedRecords(pending, delimiter);
		let records: string[][] = [];
		while (records.length === 0) {
			const next = await lists.next();
			if (next.done) break;
			records = next.value;
		}
		const columns = checkHead(records[0] ?? []);
		const rest = (async function* () {
			yield records.slice(1);
			yield* lists;
		})();
		return {
			encoding: "csv",
			columns,
			batches: (wanted) => recordBatches(rest, columns, wanted),
			progress: bytes.progress,
		};
	}
	const columns = checkHead(head.split(delimiter));
	return {
		encoding: "csv",
		columns,
		batches: (wanted) => plainBatches(pending, columns, delimiter, wanted),
		progress: bytes.progress,
	};
}

function checkHead(columns: string[]): string[] {
	const twice = columns.find((name, at) => name !== "" && columns.indexOf(name) !== at);
	if (twice !== undefined) throw damaged(`The file has two columns called ${twice}. Rename one.`);
	return columns;
}

/** What separates the names in the head line. */
function delimiterOf(text: string): string {
	const head = text.split("\n", 1)[0] ?? "";
	const counts = [",", "\t", ";"].map((mark) => ({ mark, n: head.split(mark).length }));
	return counts.sort((x, y) => y.n - x.n)[0]?.mark ?? ",";
}

async function* plainBatches(
	pieces: AsyncGenerator<TextPiece, void, undefined>,
	columns: readonly string[],
	delimiter: string,
	wanted: readonly string[],
): AsyncGenerator<RowBatch, void, undefined> {
	let isHead = true;
	for (;;) {
		const next = await pieces.next();
		if (next.done) return;
		const { text, line } = next.value;
		if (text.includes('"')) {
			const rest = (async function* () {
				yield next.value;
				yield* pieces;
			})();
			const records = quotedRecords(rest, delimiter, line, columns.length);
			yield* recordBatches(records, columns, wanted);
			return;
		}
		const from = isHead ? text.indexOf("\n") + 1 || text.length : 0;
		yield cutLines(text, from, isHead ? line + 1 : line, columns, delimiter, wanted);
		isHead = false;
	}
}

/** The cells of the wanted columns, from text without quotes. Empty lines are no rows. */
function cutLines(
	text: string,
	from: number,
	firstLine: number,
	columns: readonly string[],
	delimiter: string,
	wanted: readonly string[],
): RowBatch {
	const lists = new Map(wanted.map((name) => [name, [] as string[]]));
	const takers = columns.map((name) => lists.get(name) ?? null);
	const last = columns.length - 1;
	let rows = 0;
	let line = firstLine;
	for (let at = from; at < text.length; line++) {
		let end = text.indexOf("\n", at);
		const next = end === -1 ? text.length : end + 1;
		if (end === -1) end = text.length;
		if (end > at && text.charCodeAt(end - 1) === 13) end--;
		if (end === at) {
			at = next;
			continue;
		}
		for (let column = 0; column < last; column++) {
			const stop = text.indexOf(delimiter, at);
			if (stop === -1 || stop >= end) throw wrongWidth(line, columns.length, column + 1);
			takers[column]?.push(text.slice(at, stop));
			at = stop + 1;
		}
		const cell = text.slice(at, end);
		if (cell.includes(delimiter))
			throw wrongWidth(line, columns.length, columns.length + cell.split(delimiter).length - 1);
		takers[last]?.push(cell);
		at = next;
		rows++;
	}
	return batchOf(rows, lists);
}

function wrongWidth(line: number, expected: number, found: number): Error {
	return damaged(
		`Line ${line} has ${found} cells where the head line has ${expected}. If it is the last line, the file was cut off: download it again.`,
	);
}

/** The records of each piece, all with as many cells as the first one, or as `width`. */
async function* quotedRecords(
	pieces: AsyncIterable<TextPiece>,
	delimiter: string,
	firstLine = 1,
	width?: number,
): AsyncGenerator<string[][], void, undefined> {
	const parser = parse({ delimiter, skip_empty_lines: true });
	let records: string[][] = [];
	parser.on("data", (record: string[]) => records.push(record));
	// A failure is thrown where it is awaited; until then it must not count as unhandled.
	const failed = new Promise<never>((_, reject) => parser.on("error", reject));
	failed.catch(() => {});
	let isFirst = true;
	const taken = (): string[][] => {
		const found = records;
		records = [];
		const cells = found[0]?.length;
		if (isFirst && cells !== undefined && width !== undefined && cells !== width)
			throw wrongWidth(firstLine, width, cells);
		isFirst &&= cells === undefined;
		return found;
	};
	try {
		for await (const { text } of pieces) {
			await Promise.race([new Promise((resolve) => parser.write(text, resolve)), failed]);
			yield taken();
		}
		const ended = once(parser, "end");
		parser.end();
		await Promise.race([ended, failed]);
		yield taken();
	} catch (error) {
		throw error instanceof CsvError ? asDamage(error, firstLine) : error;
	} finally {
		parser.destroy();
	}
}

/** What csv-parse found wrong. Its lines count from the piece at which it began. */
function asDamage(error: CsvError, firstLine: number): Error {
	const { lines, record } = error as CsvError & { lines?: number; record?: string[] };
	const line = lines === undefined ? null : lines + firstLine - 1;
	const where = line === null ? "The file" : `The file, about line ${line},`;
	if (error.code === "CSV_QUOTE_NOT_CLOSED")
		return damaged(`${where} ends inside a quoted cell: it was cut off. Download it again.`, error);
	if (error.code === "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH")
		return damaged(
			`${where} has a row of ${record?.length ?? "other"} cells, unlike the head line. If it is the last line, the file was cut off: download it again.`,
			error,
		);
	return damaged(
		`${where} is not CSV: a quote stands where none may. Quotes inside a cell are doubled.`,
		error,
	);
}

async function* recordBatches(
	lists: AsyncIterable<string[][]>,
	columns: readonly string[],
	wanted: readonly string[],
): AsyncGenerator<RowBatch, void, undefined> {
	const places = wanted.map((name) => ({ name, at: columns.indexOf(name) }));
	for await (const records of lists)
		yield batchOf(
			records.length,
			new Map(places.map(({ name, at }) => [name, records.map((record) => record[at] ?? "")])),
		);
}
