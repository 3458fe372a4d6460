import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { type Options, stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, describe, expect, test } from "vitest";
import { outcomes } from "#lib/arena/outcome.ts";
import { arena140k } from "#lib/datasets/read/fixtures/published-rows.ts";
import { bareOptions } from "#lib/datasets/read/vote-shape.ts";
import { readVoteFile } from "./read-vote-file.ts";

const folder = mkdtempSync(join(tmpdir(), "parley-votes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
async function file(content: string | Uint8Array): Promise<string> {
	const path = join(folder, `file-${++files}`);
	await writeFile(path, content);
	return path;
}

type Cells = { model_a: string; model_b: string; winner: string; voter: string };

async function read(content: string | Uint8Array) {
	const { columns, clusterNames, rows, ...rest } = await readVoteFile(await file(content), null, {
		...bareOptions,
		clusters: ["voter"],
	});
	const votes = [...columns.outcome].map((code, row) => ({
		model_a: columns.models[columns.slotA[row] ?? -1],
		model_b: columns.models[columns.slotB[row] ?? -1],
		winner: outcomes[code],
		voter: clusterNames.voter?.[columns.clusters.voter?.[row] ?? -1] ?? "",
	}));
	return { votes, rows, ...rest };
}

const said = { a: "model_a", b: "model_b", tie: "tie", both_bad: "both_bad" } as const;
const asWritten = (votes: readonly Cells[]) =>
	votes.map((vote) => ({ ...vote, winner: said[vote.winner as keyof typeof said] }));

const parquet = (
	rows: readonly Cells[],
	codec: "SNAPPY" | "UNCOMPRESSED" = "SNAPPY",
	rowGroupSize = 7,
) =>
	new Uint8Array(
		parquetWriteBuffer({
			columnData: (["model_a", "model_b", "winner", "voter"] as const).map((name) => ({
				name,
				data: rows.map((row) => row[name]),
				type: "STRING" as const,
			})),
			codec,
			rowGroupSize,
		}),
	);

/** csv-stringify leaves a line feed bare when lines end otherwise. */
const asCsv = (rows: readonly object[], options: Options = {}) =>
	stringify([...rows], { header: true, quoted_match: /[\r\n]/, ...options });

const encoders: Record<string, (rows: readonly Cells[]) => string | Uint8Array> = {
	csv: (rows) => asCsv(rows),
	"csv with carriage returns": (rows) =>
		asCsv(rows, {
			columns: ["voter", "winner", "model_b", "model_a"],
			record_delimiter: "windows",
			bom: true,
		}),
	"csv, quoted": (rows) => asCsv(rows, { quoted: true }),
	"csv with semicolons": (rows) => asCsv(rows, { delimiter: ";" }),
	jsonl: (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(""),
	"jsonl without a last line feed": (rows) => rows.map((row) => JSON.stringify(row)).join("\r\n"),
	"json list": (rows) => JSON.stringify(rows),
	"json list on lines": (rows) => `\ufeff${JSON.stringify(rows, null, "\t")}\n`,
	parquet: (rows) => parquet(rows),
	"jsonl.gz": (rows) => gzipSync(rows.map((row) => `${JSON.stringify(row)}\n`).join("")),
	"csv.zst": (rows) => zstdCompressSync(asCsv(rows)),
};

const name = fc.oneof(
	fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
	fc.constantFrom('a"b', "a,b", "a;b", "a\nb", "{}", "[1]", "é", "\u2028", "model"),
);
const votes = fc.array(
	fc
		.record({
			model_a: name,
			model_b: name,
			winner: fc.constantFrom(...outcomes),
			voter: fc.string({ unit: "grapheme-ascii", maxLength: 5 }),
		})
		// A CSV's first cell decides what kind of file it is; lone surrogates and zero bytes are no text.
		.filter(
			({ model_a, model_b, voter }) =>
				model_a !== model_b &&
				[model_a, model_b, voter].every((text) => text.isWellFormed() && !text.includes("\0")),
		),
	{ minLength: 1, maxLength: 30 },
);

describe.each(Object.keys(encoders))("%s", (kind) => {
	test("gives back any votes that were written", async () => {
		await fc.assert(
			fc.asyncProperty(votes, async (list) => {
				const result = await read(encoders[kind]?.(asWritten(list)) ?? "");
				expect(result.votes).toEqual(list);
				expect(result.rows).toBe(list.length);
			}),
			{ numRuns: 25 },
		);
	});
});

const some: Cells[] = Array.from({ length: 20 }, (_, i) => ({
	model_a: `model-${i % 3}`,
	model_b: "other",
	winner: "tie",
	voter: `voter-${i}`,
}));
const csv = asCsv(some);

describe("large files", () => {
	test("are cut anywhere: pieces, quotes late in the file, lines across them", async () => {
		const rows = Array.from({ length: 40_000 }, (_, i) => ({
			model_a: `maker/model-${i % 100}`,
			model_b: i === 35_000 ? 'other "two", new\nline' : "other ü",
			winner: "model_b",
			voter: `voter-${i % 500}`,
		}));
		const expected = rows.map((row) => ({ ...row, winner: "b" }));
		for (const kind of ["csv", "csv, quoted", "jsonl", "json list", "csv.zst"])
			expect((await read(encoders[kind]?.(rows) ?? "")).votes, kind).toEqual(expected);
		expect((await read(parquet(rows, "SNAPPY", 9000))).votes).toEqual(expected);
	}, 60_000);

	test.each(["UNCOMPRESSED", "SNAPPY"] as const)("Parquet is read with %s pages", async (codec) => {
		expect((await read(parquet(some, codec))).votes).toHaveLength(20);
	});

	test("tell how far they are", async () => {
		const path = await file(csv);
		const seen: number[] = [];
		await readVoteFile(path, null, bareOptions, ({ done, total }) => seen.push(done / total));
		expect(seen.at(-1)).toBe(1);
	});
});

describe("structured columns", () => {
	test("are read alike from JSON and from the JSON texts that CSV holds", async () => {
		const options = { ...bareOptions, features: ["tokens", "headers"], category: "math" };
		const texts = arena140k.map((row) =>
			Object.fromEntries(
				Object.entries(row).map(([key, value]) => [
					key,
					typeof value === "object" ? JSON.stringify(value) : String(value),
				]),
			),
		);
		const [json, table] = [JSON.stringify(arena140k), asCsv(texts)];
		const one = await readVoteFile(await file(json), null, options);
		const other = await readVoteFile(await file(table), null, options);
		expect(one.columns.covariates.map(({ values }) => values[0])).toEqual([100, 50, 3, 3]);
		expect(other.columns).toEqual(one.columns);
		expect(other.counts).toEqual(one.counts);
	});
});

describe("a file that cannot be ranked says why, and what to do", () => {
	const bytes = (text: string) => new TextEncoder().encode(text);
	const cases: [string, string | Uint8Array, string][] = [
		["empty", "", "The file is empty"],
		["space only", " \n\n", "holds nothing but space"],
		["an empty list", "[]", "The file has no rows"],
		["foreign columns", "a,b\n1,2\n", "These columns are of no vote file that is known: a, b."],
		["no winner", '{"model_a":"x","model_b":"y"}\n', "which also needs winner"],
		["two columns of one name", "model_a,model_b,winner,winner\n", "two columns called winner"],
		["a short row", "model_a,model_b,winner\nx,y,tie\nx,y\n", "Line 3 has 2 cells where"],
		["a long row", "model_a,model_b,winner\nx,y,tie,z\n", "Line 2 has 4 cells where"],
		[
			"a short row after quotes",
			'model_a,model_b,winner\n"x",y,tie\nx,y\n',
			"about line 3, has a row of 2",
		],
		["an open quote", 'model_a,model_b,winner\n"x",y,"tie', "ends inside a quoted cell"],
		["a stray quote", 'model_a,model_b,winner\nx"z,y,tie\n', "a quote stands where none may"],
		[
			"a cut JSON line",
			'{"model_a":"x","model_b":"y","winner":"tie"}\n{"model',
			"Line 2 is not JSON. If it is the last one",
		],
		[
			"NaN in JSON",
			'{"model_a":"x","model_b":"y","winner":NaN}\n',
			"NaN and Infinity are not JSON",
		],
		[
			"no object",
			'{"model_a":"x","model_b":"y","winner":"tie"}\n3\n',
			"Line 2 is JSON but no object",
		],
		["a list of numbers", "[1, 2]", "Element 1 of the list is no object"],
		["a cut list", '[{"model_a":"x","model_b":"y","winner":"tie"},', "after 1 whole elements"],
		[
			"text after a list",
			'[{"model_a":"x","model_b":"y","winner":"tie"}]\n{}',
			"Something follows",
		],
		[
			"mixed shapes",
			'{"model_a":"x","model_b":"y","winner":"tie"}\n{"left":"x","right":"y","winner":"left"}\n',
			"Row 2 has no model_a",
		],
		["UTF-16", Buffer.from("\ufeffmodel_a,model_b,winner\n", "utf16le"), "The file is UTF-16"],
		[
			"Latin-1",
			Buffer.from("model_a,model_b,winner\nx,y,tie\né,y,tie\n", "latin1"),
			"Line 3 is not UTF-8",
		],
		["Latin-1 in a list", Buffer.from('[{"model_a":"é"}]', "latin1"), "Element 1 is not UTF-8"],
		["a zero byte", "model_a,model_b,winner\nx,y\0,tie\n", "Line 2 holds a zero byte"],
		["cut gzip", gzipSync(csv).subarray(0, 60), "gzip compression is broken or ends too early"],
		["broken zstd", zstdCompressSync(csv).fill(7, 20), "zstd compression is broken"],
		[
			"cut Parquet",
			parquet(some).subarray(0, 300),
			"its end, where its columns are listed, is missing",
		],
		["Parquet in gzip", gzipSync(parquet(some)), "Parquet inside gzip. Unpack it first"],
		["only the magic of Parquet", bytes("PAR1"), "it was cut off"],
	];

	test.each(cases)("%s", async (_, content, message) => {
		await expect(read(content)).rejects.toMatchObject({
			name: "AppError",
			message: expect.stringContaining(message),
		});
	});

	test("Parquet whose pages are broken", async () => {
		const broken = parquet(some, "SNAPPY", 100);
		broken.fill(0xff, 4, broken.length - 700);
		await expect(read(broken)).rejects.toThrow(
			/cannot be read: the Parquet file is damaged|it was cut off/,
		);
	});

	test("no file, and a folder", async () => {
		await expect(readVoteFile(join(folder, "none"), null, bareOptions)).rejects.toMatchObject({
			code: "file-not-found",
			status: 422,
		});
		await expect(readVoteFile(folder, null, bareOptions)).rejects.toMatchObject({
			code: "file-unreadable",
		});
	});

	test("a feature that the file does not know", async () => {
		await expect(
			readVoteFile(await file(csv), null, { ...bareOptions, features: ["tokens"] }),
		).rejects.toThrow("does not say tokens of the replies (it would be in tokens_a, tokens_b)");
	});
});
