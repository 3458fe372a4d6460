import { expect, test } from "vitest";
import { linesOf } from "./lines.ts";

test("a text is split at every line break that there is, and CR LF is one", () => {
	expect(linesOf("a\nb\rc\r\nd\u2028e\u2029f\u0085g\vh\fi\n\nj")).toEqual([
		..."abcdefghi",
		"",
		"j",
	]);
	expect(linesOf("")).toEqual([""]);
});
