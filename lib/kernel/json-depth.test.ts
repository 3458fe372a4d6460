import { expect, test } from "vitest";
import { jsonDepth } from "./json-depth.ts";

test.each([
	["1", 0],
	['"[[["', 0],
	['"\\"[["', 0],
	['"\\\\" ', 0],
	["[]", 1],
	['{"a":[{"b":"]"}],"c":[]}', 3],
	['["\\\\",[1],[[2]]]', 3],
	[`${"[".repeat(100_000)}${"]".repeat(100_000)}`, 100_000],
])("%# counts the nesting", (json, depth) => {
	JSON.parse(json);
	expect(jsonDepth(json)).toBe(depth);
});
