import { expect, test } from "vitest";
import { bareLines } from "./bare-lines.ts";

test("marks around a line are taken off, what stands inside stays", () => {
	expect(bareLines("**BET**\r\n\n- `OFFER 1,200`.\n> “walk”!\nit's 3.5 - no")).toEqual([
		"BET",
		"OFFER 1,200",
		"walk",
		"it's 3.5 - no",
	]);
});

test("a text of nothing but marks has no lines", () => {
	expect(bareLines("")).toEqual([]);
	expect(bareLines(" ** \n...\n---")).toEqual([]);
});
