import { z } from "zod";
import type { FormatName } from "./format-names.ts";
import { arena140kRowSchema } from "./formats/arena-140k.ts";
import { parleyRowSchema } from "./formats/parley.ts";

/** The row schema of each format. */
export const rowSchemas = {
	"arena-140k": arena140kRowSchema,
	parley: parleyRowSchema,
} as const satisfies Record<FormatName, z.ZodObject>;

/** A column as a reader of the data page sees it. */
export interface Column {
	name: string;
	/** JSON type in short: `string`, `number or null`, `list of objects` … */
	type: string;
	/** The allowed values, where they are a closed list. */
	values: readonly string[];
}

interface JsonSchema {
	type?: string | undefined;
	format?: string | undefined;
	enum?: unknown[] | undefined;
	const?: unknown;
	items?: JsonSchema | undefined;
	anyOf?: JsonSchema[] | undefined;
	properties?: Record<string, JsonSchema> | undefined;
}

/** The columns of a format in their order, read off its zod schema so that they cannot disagree. */
export function columnsOf(format: FormatName): Column[] {
	const schema = z.toJSONSchema(rowSchemas[format]) as JsonSchema;
	return Object.entries(schema.properties ?? {}).map(([name, column]) => ({
		name,
		type: typeText(column),
		values: (column.enum ?? []).filter((value) => typeof value === "string"),
	}));
}

function typeText(schema: JsonSchema): string {
	if (schema.anyOf) return [...new Set(schema.anyOf.map(typeText))].join(" or ");
	if (schema.const !== undefined) return typeof schema.const;
	if (schema.type === "array") return schema.items ? `list of ${typeText(schema.items)}` : "list";
	if (schema.format === "date-time") return "time";
	if (schema.format === "uuid") return "uuid";
	return schema.type ?? "any";
}
