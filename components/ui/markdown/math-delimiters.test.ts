import { describe, expect, it } from "vitest";
import { withDollarMath } from "./math-delimiters.ts";

describe("withDollarMath", () => {
	it("turns TeX delimiters into dollars", () => {
		expect(withDollarMath("so \\(x^2\\) is")).toBe("so $$x^2$$ is");
		expect(withDollarMath("\\[ a = b \\]")).toBe("\n$$\na = b\n$$\n");
	});

	it("leaves code alone", () => {
		for (const text of [
			"`\\(x\\)`",
			"```tex\n\\[x\\]\n```",
			"``a ` \\(b\\)``",
			"~~~\n\\(x\\)\n~~~",
		])
			expect(withDollarMath(text)).toBe(text);
	});

	it("leaves an unfinished formula and prices alone", () => {
		expect(withDollarMath("then \\(x + ")).toBe("then \\(x + ");
		expect(withDollarMath("$5 and $10")).toBe("$5 and $10");
		expect(withDollarMath("```\n\\(x\\) still open")).toBe("```\n\\(x\\) still open");
	});
});
