import { CsvError, type Info, parse } from "csv-parse";
import type { RowBatch } from "#lib/datasets/read/vote-shape.ts";
import type { FileBytes } from "./file-bytes.ts";
import { batchOf, damaged, type RowSource } from "./row-source.ts";
import { type TextPiece, textPieces } from "./text-pieces.ts";

/** Rows that are handed on together when cells are quoted. */
const BATCH_ROWS = 8192;

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
		const records = quotedRecords(pending, delimiter);
		const columns = await records.next();
		return {
			encoding: "csv",
			columns: columns.done ? [] : checkHead(columns.value.record),
			batches: (wanted) => recordBatches(records, columns.value?.record ?? [], wanted),
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

interface NumberedRecord {
	record: string[];
}

async function* quotedRecords(
	pieces: AsyncIterable<TextPiece>,
	delimiter: string,
	lineOfFirst = 1,
	width?: number,
): AsyncGenerator<NumberedRecord, void, undefined> {
	const parser = parse({
		delimiter,
		info: true,
		relax_column_count: true,
		skip_empty_lines: true,
	});
	let columns = width;
	try {
		const feed = (async () => {
			for await (const { text } of pieces)
				if (!parser.write(text)) await new Promise((resolve) => parser.once("drain", resolve));
			parser.end();
		})();
		feed.catch((error) => parser.destroy(error));
		for await (const each of parser) {
			const { record, info } = each as { record: string[]; info: Info };
			columns ??= record.length;
			if (record.length !== columns)
				throw wrongWidth(info.lines + lineOfFirst - 1, columns, record.length);
			yield { record };
		}
		await feed;
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		const line = typeof error["lines"] === "number" ? error["lines"] + lineOfFirst - 1 : null;
		const where = line === null ? "The file" : `The file, about line ${line},`;
		throw damaged(
			error.code === "CSV_QUOTE_NOT_CLOSED"
				? `${where} ends inside a quoted cell: it was cut off. Download it again.`
				: `${where} is not CSV: a quote stands where none may. Quotes inside a cell are doubled.`,
			error,
		);
	} finally {
		parser.destroy();
	}
}

async function* recordBatches(
	records: AsyncIterable<NumberedRecord>,
	columns: readonly string[],
	wanted: readonly string[],
): AsyncGenerator<RowBatch, void, undefined> {
	const places = wanted.map((name) => ({ name, at: columns.indexOf(name) }));
	const empty = () => places.map(() => [] as string[]);
	let lists = empty();
	const batch = () =>
		batchOf(lists[0]?.length ?? 0, new Map(places.map(({ name }, k) => [name, lists[k] ?? []])));
	for await (const { record } of records) {
		places.forEach(({ at }, k) => {
			lists[k]?.push(record[at] ?? "");
		});
		if ((lists[0]?.length ?? 0) < BATCH_ROWS) continue;
		yield batch();
		lists = empty();
	}
	yield batch();
}
