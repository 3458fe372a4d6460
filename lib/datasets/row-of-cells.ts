import { z } from "zod";

/** Turns the cells of one row of a file into the row that its format describes. */
export type RowOfCells = (cells: ReadonlyMap<string, unknown>) => Record<string, unknown>;

/**
 * How rows of a format come out of a file. CSV holds texts: what is no text in the format is JSON, an empty cell is
 * null or nothing, and the apostrophe before what a spreadsheet would run is taken away. Parquet holds
 * big integers, and null for each member that a message does not have.
 */
export function rowReader(
	schema: z.ZodObject,
	encoding: "csv" | "json" | "jsonl" | "parquet",
): RowOfCells {
	const columns = new Map(
		Object.entries(schema.shape).map(([name, column]) => [name, columnOf(column as z.ZodType)]),
	);
	return (cells) => {
		const row: Record<string, unknown> = {};
		for (const [name, cell] of cells) {
			const column = columns.get(name);
			const value =
				encoding === "csv" && typeof cell === "string" ? fromText(cell, column) : plain(cell);
			const isNothing = value === null && column?.mayBeAbsent === true && !column.mayBeNull;
			if (value !== undefined && !isNothing) row[name] = value;
		}
		return row;
	};
}

interface Column {
	isText: boolean;
	mayBeNull: boolean;
	mayBeAbsent: boolean;
}

function columnOf(schema: z.ZodType): Column {
	return {
		isText: isText(z.toJSONSchema(schema)),
		mayBeNull: schema.safeParse(null).success,
		mayBeAbsent: schema.safeParse(undefined).success,
	};
}

interface JsonSchema {
	type?: unknown;
	anyOf?: unknown[];
	enum?: unknown[];
	const?: unknown;
}

function isText(schema: JsonSchema): boolean {
	if (Array.isArray(schema.anyOf)) return schema.anyOf.some((one) => isText(one as JsonSchema));
	const types = Array.isArray(schema.type) ? schema.type : [schema.type];
	return types.includes("string") || typeof schema.const === "string";
}

function fromText(cell: string, column: Column | undefined): unknown {
	const text = /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
	if (text === "") return column?.mayBeNull || column?.mayBeAbsent ? null : text;
	if (column === undefined || column.isText) return text;
	try {
		return JSON.parse(text);
	} catch {
		// Not what the format wants: the schema says so, with its place.
		return text;
	}
}

/** Members of a message that are not there are null in files whose columns are typed. */
const absent = new Set(["tool_calls", "tool_call_id", "name"]);

function plain(value: unknown): unknown {
	if (typeof value === "bigint") return Number(value);
	if (Array.isArray(value)) return value.map(plain);
	if (ArrayBuffer.isView(value)) return [...(value as unknown as Iterable<unknown>)].map(plain);
	if (typeof value !== "object" || value === null) return value;
	// A time of Parquet.
	if ("toISOString" in value && typeof value.toISOString === "function") return value.toISOString();
	const isMessage = "role" in value && "content" in value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name, member]) => !(isMessage && absent.has(name) && (member ?? null) === null))
			.map(([name, member]) => [name, plain(member)]),
	);
}
