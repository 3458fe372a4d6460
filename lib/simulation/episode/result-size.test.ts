import fc from "fast-check";
import { expect, test } from "vitest";
import { cutResult, cutText } from "./result-size.ts";

test("short texts and results stay as they are", () => {
	const result = { output: { a: [1, 2] } };
	expect(cutResult(result, 11)).toBe(result);
	expect(cutText("abc", 3)).toBe("abc");
});

test("JSON that is too long becomes the beginning of its text, an error keeps its code", () => {
	expect(cutResult({ output: { a: [1, 2] } }, 5)).toEqual({
		output: '{"a":\n[Cut here: 5 of 11 characters are shown.]',
	});
	expect(cutResult({ error: { code: "runtime", message: "too long" } }, 3)).toEqual({
		error: { code: "runtime", message: "too\n[Cut here: 3 of 8 characters are shown.]" },
	});
});

test("a character is never cut in two", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme" }), fc.nat(20), (text, charsMax) => {
			expect(cutText(text, charsMax).isWellFormed()).toBe(true);
		}),
	);
	expect(cutText("a😀b", 2)).toBe("a\n[Cut here: 1 of 4 characters are shown.]");
});
