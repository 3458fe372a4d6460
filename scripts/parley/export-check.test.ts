import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { type EpisodeFormatName, episodeFormatNames } from "#lib/datasets/episode-formats.ts";
import { everyFormatsRows } from "#lib/testing/episode-rows.ts";
import { parleyProgram } from "./program.ts";
import { exitCodeOf, explain } from "./usage.ts";

const folder = mkdtempSync(join(tmpdir(), "parley-check-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const exitCodeBefore = process.exitCode;
afterEach(() => {
	process.exitCode = exitCodeBefore;
});

async function check(...args: string[]) {
	let stdout = "";
	const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
		stdout += text;
		return true;
	});
	process.exitCode = undefined;
	try {
		await parleyProgram(folder).parseAsync(["node", "parley", "export", "check", ...args]);
		return { status: process.exitCode ?? 0, stdout, stderr: "" };
	} catch (error) {
		return { status: exitCodeOf(error), stdout, stderr: explain(error) };
	} finally {
		write.mockRestore();
	}
}

function file(name: string, content: string | Uint8Array): string {
	writeFileSync(join(folder, name), content);
	return name;
}

type Row = Record<string, unknown>;
const rowsOf = (format: EpisodeFormatName) => everyFormatsRows[format] as readonly Row[];
const columnsOf = (rows: readonly Row[]) => [...new Set(rows.flatMap((row) => Object.keys(row)))];

const jsonl = (rows: readonly Row[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

/** As the export writes CSV. */
const csv = (rows: readonly Row[]) =>
	stringify(
		[
			columnsOf(rows),
			...rows.map((row) =>
				columnsOf(rows).map((name) => {
					const cell = row[name] ?? "";
					return typeof cell === "string" ? cell : JSON.stringify(cell);
				}),
			),
		],
		{ escape_formulas: true },
	);

/** Nested values as JSON, which a reader gets back as values; numbers as big integers where they are whole. */
function parquet(rows: readonly Row[]): Uint8Array {
	const columnData = columnsOf(rows).map((name) => {
		const data = rows.map((row) => row[name] ?? null);
		const isJson = data.some((cell) => typeof cell === "object" && cell !== null);
		const isWhole = data.every((cell) => Number.isInteger(cell));
		return isJson
			? { name, data, type: "JSON" as const }
			: { name, data: isWhole ? data.map((cell) => BigInt(cell as number)) : data };
	});
	return new Uint8Array(parquetWriteBuffer({ columnData }));
}

describe.each(episodeFormatNames)("parley export check: %s", (format) => {
	const rows = rowsOf(format);
	const good = { format, ok: true, rows: rows.length, problems: [], problemCount: 0 };

	test.each([
		["jsonl", jsonl(rows)],
		["json", JSON.stringify(rows)],
		["csv", csv(rows)],
		["parquet", parquet(rows)],
	] as const)("is recognised and right as %s", async (encoding, content) => {
		const { status, stdout } = await check(file(`${format}.${encoding}`, content), "--json");
		expect(JSON.parse(stdout)).toEqual({ ...good, encoding });
		expect(status).toBe(0);
	});
});

describe("parley export check", () => {
	const rows = rowsOf("transitions");
	const wrong = file("wrong.jsonl", jsonl(rows.map((row) => ({ ...row, return_to_go: 5 }))));

	test("fails when a row is wrong, and says which", async () => {
		const { status, stdout } = await check(wrong, "--json");
		expect(status).toBe(1);
		const { ok, problems } = JSON.parse(stdout);
		expect(ok).toBe(false);
		expect(problems[0]).toEqual({ row: 2, problem: expect.stringContaining("return_to_go is 5") });
	});

	test("tells a person the same in lines", async () => {
		const { status, stdout } = await check(wrong);
		expect(status).toBe(1);
		expect(stdout).toMatch(/^7 rows of transitions \(jsonl\): \d problems\.\nrow 2: return_to_go/);
		const right = await check(file("right.jsonl", jsonl(rows)));
		expect(right).toMatchObject({
			status: 0,
			stdout: "7 rows of transitions (jsonl): nothing is wrong.\n",
		});
	});

	test("holds a file against another format when asked to", async () => {
		const { status, stdout } = await check("right.jsonl", "--format", "sft", "--json");
		expect(status).toBe(1);
		expect(JSON.parse(stdout)).toMatchObject({ format: "sft", ok: false, problemCount: 7 });
	});

	test("takes null for members that a message does not have, as typed files write them", async () => {
		const nulls = JSON.stringify(rowsOf("sft")).replaceAll(
			'{"role":"user",',
			'{"tool_calls":null,"tool_call_id":null,"name":null,"role":"user",',
		);
		expect(nulls).toContain('"tool_calls":null');
		expect(await check(file("nulls.json", nulls))).toMatchObject({ status: 0 });
	});

	test("an export of no rows is right when its format is named", async () => {
		const { status, stdout } = await check(file("none.jsonl", ""), "--format", "tree", "--json");
		expect(JSON.parse(stdout)).toMatchObject({ ok: true, format: "tree", rows: 0 });
		expect(status).toBe(0);
	});

	test("finds a column that only a later row lacks", async () => {
		const [one = {}, two = {}] = rowsOf("kto");
		const { label: _, ...less } = two;
		const name = file("later.jsonl", jsonl([one, less]));
		const { stdout } = await check(name, "--json");
		expect(JSON.parse(stdout).problems).toMatchObject([{ row: 2 }]);
	});

	test.each([
		["an unknown format", ["right.jsonl", "--format", "xml"], 2, "There is no format xml"],
		["no such file", ["nothing.jsonl"], 2, "There is no file"],
		["unknown columns", [file("odd.csv", "a,b\n1,2\n")], 1, "These columns are of no format"],
		["a broken file", [file("cut.jsonl", `${jsonl(rowsOf("kto"))}{"pro`)], 1, "Line 7 is not JSON"],
		["an empty file", [file("empty.csv", "")], 1, "The file is empty"],
	])("says what to do about %s", async (_, args, status, words) => {
		const failed = await check(...args);
		expect(failed.status).toBe(status);
		expect(failed.stderr).toContain(words);
		expect(failed.stdout).toBe("");
	});
});
