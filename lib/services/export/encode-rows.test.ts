import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rowSchemas } from "#lib/datasets/columns.ts";
import { rowEncoder } from "./encode-rows.ts";

/** A reader of RFC 4180, for these tests: quoted fields, doubled quotes, line feeds. */
function parseCsv(text: string): string[][] {
	const records: string[][] = [];
	let record: string[] = [];
	const field = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/gy;
	for (let match = field.exec(text); match !== null; match = field.exec(text)) {
		record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
		if (match[3] === "\n") {
			records.push(record);
			record = [];
		}
	}
	return records;
}

const columns = Object.keys(rowSchemas["arena-140k"].shape);
const csv = rowEncoder(columns, "csv");

describe("CSV", () => {
	test("begins with the columns in their order", () => {
		expect(parseCsv(csv.head)).toEqual([columns]);
	});

	test("any row comes back from a reader, formula cells guarded", () => {
		const cell = fc.oneof(
			fc.string({ unit: "binary" }),
			fc.constantFrom("=1+1", "+a", "-2", "@x", "\tq", "\rz", 'a"b,c\nd', ""),
			fc.array(fc.string()),
			fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }),
			fc.constant(null),
		);
		fc.assert(
			fc.property(
				fc.array(fc.record({ language: cell, flags: cell, dwell_ms: cell }), { maxLength: 5 }),
				(rows) => {
					const read = parseCsv(csv.encode(rows));
					expect(read).toHaveLength(rows.length);
					for (const [i, row] of rows.entries())
						for (const name of ["language", "flags", "dwell_ms"] as const) {
							const text = read[i]?.[columns.indexOf(name)] ?? "";
							const value = row[name];
							const plain =
								value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
							expect(text.replace(/^'(?=[=+\-@\t\r＝＋－＠])/u, "")).toBe(plain);
							expect(text).not.toMatch(/^[=+\-@\t\r]/);
						}
				},
			),
		);
	});
});

describe("JSONL", () => {
	test("is one parseable line a row, also with separators inside", () => {
		const rows = [{ text: "a\nb\u2028c" }, { text: "\ud800" }];
		const lines = rowEncoder(columns, "jsonl").encode(rows).split("\n");
		expect(lines.pop()).toBe("");
		expect(lines.map((line) => JSON.parse(line))).toEqual(rows);
	});
});
