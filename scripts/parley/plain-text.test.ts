import { expect, test } from "vitest";
import { plainLines, plainText, plainTexts } from "./plain-text.ts";

test.each([
	["an escape sequence", "\u001b[2Jmodel", "\\u001b[2Jmodel"],
	["a C1 control", "\u009b31m", "\\u009b31m"],
	["ends of lines", "a\nb\r\u2028c", "a\\u000ab\\u000d\\u2028c"],
	["a change of direction", "\u202egnp\u2066", "\\u202egnp\\u2066"],
	["what is only unusual", "modèle-é 模型 🙂", "modèle-é 模型 🙂"],
])("shows %s instead of obeying it", (_, text, shown) => {
	expect(plainText(text)).toBe(shown);
});

test("keeps the lines of a message", () => {
	expect(plainLines("one\ntwo\u0007")).toBe("one\ntwo\\u0007");
});

test("reaches names and keys wherever they are", () => {
	const numbers = Float64Array.of(1);
	const given = { list: [{ name: "\u0007", rank: 1, none: null }], "\u001b": 2, numbers };
	expect(plainTexts<unknown>(given)).toEqual({
		list: [{ name: "\\u0007", rank: 1, none: null }],
		"\\u001b": 2,
		numbers,
	});
});
