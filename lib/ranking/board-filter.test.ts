import { describe, expect, test } from "vitest";
import { boardFilter, boardKey, boardQuerySchema, boardSearch } from "./board-filter.ts";

const parse = (query: Record<string, string>) => boardFilter(boardQuerySchema.parse(query));

describe("board filter", () => {
	test("counts people's votes unless told otherwise, and takes a form's empty fields as unset", () => {
		const plain = parse({});
		expect(plain).toEqual({
			board: "arena",
			origin: "human",
			category: null,
			language: null,
			from: null,
			to: null,
		});
		expect(parse({ category: "", language: "", from: "", origin: "", style: "" })).toEqual(plain);
		expect(boardKey(plain)).toBe("board=arena&origin=human");
	});

	test("gives one key to one filter, in whatever order it was written", () => {
		const one = parse({ language: "de", category: "code", origin: "simulated", to: "2026-02-01" });
		const other = parse({
			to: "2026-02-01",
			origin: "simulated",
			category: "code",
			language: "de",
		});
		expect(boardKey(one)).toBe(boardKey(other));
		expect(boardKey(one)).toBe(
			"board=arena&origin=simulated&category=code&language=de&to=2026-02-01",
		);
		expect(boardSearch(one)).toBe("?origin=simulated&category=code&language=de&to=2026-02-01");
	});

	test.each([
		[{ style: "on" }, "style control is not offered yet"],
		[{ from: "yesterday" }, "2026-01-31"],
		[{ from: "2026-13-01" }, "2026-01-31"],
		[{ language: "english" }, "ISO 639"],
		[{ category: "'; drop table" }, "code"],
		[{ origin: "bots" }, "human"],
		[{ board: "other" }, "arena"],
		[{ colour: "red" }, "colour"],
	])("refuses %o with a reason", (query, words) => {
		const result = boardQuerySchema.safeParse(query);
		expect(result.success).toBe(false);
		expect(JSON.stringify(result.error?.issues)).toContain(words);
	});
});
