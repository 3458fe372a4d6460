import { describe, expect, test } from "vitest";
import data from "#lib/i18n/messages/en/data.json" with { type: "json" };
import { columnsOf } from "./columns.ts";
import { formatNames } from "./format-names.ts";

describe("columns", () => {
	test.each(formatNames)("every column of %s is explained, and nothing else", (format) => {
		expect(Object.keys(data.columns[format])).toEqual(columnsOf(format).map(({ name }) => name));
	});

	test("types are read off the schema", () => {
		const columns = new Map(columnsOf("arena-140k").map((column) => [column.name, column]));
		expect(columns.get("winner")).toEqual({
			name: "winner",
			type: "string",
			values: ["model_a", "model_b", "tie", "both_bad"],
		});
		expect(columns.get("ttft_ms_a")?.type).toBe("list of number or null");
		expect(columns.get("timestamp")?.type).toBe("time");
		expect(columns.get("schema_version")?.type).toBe("number");
	});
});
