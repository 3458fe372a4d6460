import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countWords, styleCounts } from "./style.ts";

describe("styleCounts", () => {
	test("counts what stands outside fences", () => {
		const text = [
			"# Title",
			"## Part",
			"###### Deep",
			"#hashtag",
			"- one",
			"  * two",
			"+ three",
			"1. first",
			"  12. twelfth",
			"**bold** and __strong__ and *light*",
			"```python",
			"# not a header",
			"- not a list",
			"**not bold** [9]",
			"```",
			"As shown [1], and again [2, 3]. See [4](https://example.org) and `a[5]`.",
			"[1]: https://example.org",
			"👍🏽 👩‍👩‍👧 🇩🇪 © 1",
		].join("\n");
		expect(styleCounts(text)).toMatchObject({
			headers: { h1: 1, h2: 1, h3: 0, h4: 0, h5: 0, h6: 1 },
			lists: { ordered: 2, unordered: 3 },
			bold: { stars: 1, underscores: 1 },
			codeBlocks: 1,
			emoji: 3,
			citations: 3,
		});
	});

	test("an unclosed fence reaches to the end; a shorter mark doesn't close it", () => {
		expect(styleCounts("````\n# a\n```\n# b").headers.h1).toBe(0);
		expect(styleCounts("````\n# a\n```\n# b").codeBlocks).toBe(1);
		expect(styleCounts("~~~\n# a\n~~~\n# b").headers.h1).toBe(1);
	});

	test.each([
		["", 0],
		["one two  three", 3],
		["don't well-known naïve", 3],
		["你好世界", 4],
		["我用GPT写", 4],
		["안녕 하세요", 2],
		["— … !", 0],
	])("words of %j", (text, words) => expect(countWords(text)).toBe(words));

	test("characters are code points", () => expect(styleCounts("a😀b").characters).toBe(3));

	test("any text gives finite counts, and adding a header line adds one header", () => {
		fc.assert(
			fc.property(
				fc.string({ unit: "binary" }).filter((s) => !/[`~]/.test(s)),
				(text) => {
					const before = styleCounts(text).headers.h2;
					expect(styleCounts(`${text}\n## x`).headers.h2).toBe(before + 1);
				},
			),
		);
	});
});
