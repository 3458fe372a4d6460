import { expect, test } from "vitest";
import { findMark } from "./find-mark.ts";

test.each([
	["The code is AB12CD.", "ab12cd", "plain"],
	["a  b", "A B", "plain"],
	["ＡＢ１２ＣＤ", "AB12CD", "plain"],
	["A-B-1-2-C-D", "AB12CD", "spelled"],
	["A, B, 1, 2, C, D", "AB12CD", "spelled"],
	["DC21BA", "AB12CD", "reversed"],
	["XAB12CD", "AB12CD", null],
	["AB12CDE", "AB12CD", null],
	["1 2 3", "123", null],
	["321", "123", null],
	["it costs 123 euros", "123", "plain"],
	["a (b) c+", "c+", "plain"],
	["nothing", "", null],
])("%j holds %j: %s", (text, mark, form) => {
	expect(findMark(text, mark)).toBe(form);
});
