import fc from "fast-check";
import { expect, test } from "vitest";
import { questionsIn } from "./asked-for.ts";

test("the questions of a text are its sentences that end with a question mark", () => {
	expect(questionsIn("Sure. Which town? I see！ 何ですか？\nNo?! Fine")).toBe(
		" Which town?  何ですか？ No?",
	);
	expect(questionsIn("No sign at all")).toBe("");
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom("a", " ", ".", "!", "?", "？", "\n") }),
			(text) => {
				expect(questionsIn(text)).toBe(text.match(/[^.!?。？！\n]*[?？]/gu)?.join(" ") ?? "");
			},
		),
	);
});

test("a long text without a sign is read once", () => {
	expect(questionsIn("a".repeat(2_000_000))).toBe("");
	expect(questionsIn("[ ".repeat(1_000_000).concat("?")).length).toBe(2_000_001);
});
