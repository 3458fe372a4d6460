import { stringify } from "csv-stringify/sync";
import type { Encoding } from "#lib/datasets/format-names.ts";

/** Turns rows into text. `head` comes before the first row, also when there are none. */
export interface RowEncoder {
	contentType: string;
	head: string;
	encode(rows: readonly object[]): string;
}

/** The encoder of rows with these columns. */
export function rowEncoder(columns: readonly string[], encoding: Encoding): RowEncoder {
	return encoding === "jsonl" ? jsonl : csv(columns);
}

const jsonl: RowEncoder = {
	contentType: "application/x-ndjson; charset=utf-8",
	head: "",
	encode: (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(""),
};

/**
 * RFC 4180 with a line feed after each record. Lists and objects are JSON text, null is an empty
 * cell. A cell that a spreadsheet would run as a formula (it begins with = + - @, a tab or a
 * carriage return) gets an apostrophe in front.
 */
function csv(columns: readonly string[]): RowEncoder {
	const write = (records: unknown[][]) =>
		stringify(records, { escape_formulas: true, record_delimiter: "unix" });
	return {
		contentType: "text/csv; charset=utf-8; header=present",
		head: write([[...columns]]),
		encode: (rows) =>
			write(
				rows.map((row) => {
					const cells = new Map<string, unknown>(Object.entries(row));
					return columns.map((column) => cellText(cells.get(column)));
				}),
			),
	};
}

function cellText(value: unknown): string {
	if (value === null || value === undefined) return "";
	return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
