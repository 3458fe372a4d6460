import { describe, expect, test } from "vitest";
import {
	boardFilter,
	boardFilterSchema,
	boardKey,
	boardQuerySchema,
	boardSearch,
} from "./board-filter.ts";

const parse = (query: Record<string, string>) => boardFilter(boardQuerySchema.parse(query));

describe("board filter", () => {
	test("counts people's votes unless told otherwise, and takes a form's empty fields as unset", () => {
		const plain = parse({});
		expect(plain).toEqual({
			board: "arena",
			origin: "human",
			category: null,
			language: null,
			kind: "vote",
			turns: null,
			style: "off",
			from: null,
			to: null,
		});
		expect(parse({ category: "", language: "", from: "", origin: "", style: "" })).toEqual(plain);
		expect(boardKey(plain)).toBe("board=arena&origin=human");
	});

	test("asks for kinds, lengths and style control by name, and leaves their defaults out of addresses", () => {
		const asked = parse({ kind: "verdict", turns: "2-3", style: "on" });
		expect(asked).toMatchObject({ kind: "verdict", turns: "2-3", style: "on" });
		expect(boardKey(asked)).toBe("board=arena&origin=human&kind=verdict&style=on&turns=2-3");
		expect(boardSearch(asked)).toBe("?kind=verdict&turns=2-3&style=on");
		expect(boardSearch(parse({ kind: "vote", style: "off" }))).toBe("");
		const { kind: _kind, turns: _turns, style: _style, ...older } = parse({});
		expect(boardFilterSchema.parse(older)).toEqual(parse({}));
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
		[{ style: "some" }, "on or off"],
		[{ turns: "3" }, "4-plus"],
		[{ kind: "rumour" }, "verdict"],
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
