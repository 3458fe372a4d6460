import { describe, expect, it } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import { drawInstruction } from "./draw.ts";
import { settings } from "./fixtures/picnic-settings.ts";
import type { InstructionId } from "./kwargs.ts";
import { looseVariants } from "./loose.ts";
import { checkInstruction, readInstruction } from "./registry.ts";
import { countBaseLetter } from "./text/occurrences.ts";
import { sentencesOf } from "./text/sentences.ts";
import { wordsOf } from "./text/words.ts";
import { writeReply } from "./writer.ts";

const ok = (id: InstructionId, kwargs: object, text: string, language = "en") =>
	checkInstruction(text, readInstruction(id, kwargs), { language }).ok;

describe("bugs that public checkers have had", () => {
	it("swapped arguments: the text is searched for the word, not the word for the text", () => {
		expect(ok("keywords:existence", { keywords: ["a long keyword"] }, "a long")).toBe(false);
		expect(ok("startend:end_checker", { end_phrase: "the very end" }, "end")).toBe(false);
		expect(ok("combination:repeat_prompt", { prompt_to_repeat: "Tell me more" }, "Tell")).toBe(
			false,
		);
		const first = { num_paragraphs: 3, nth_paragraph: 2, first_word: "so" };
		expect(ok("length_constraints:nth_paragraph_first_word", first, "A\n\nSo\n\nB")).toBe(true);
		expect(ok("length_constraints:nth_paragraph_first_word", first, "A\n\nB\n\nSo")).toBe(false);
	});

	it("operator precedence: a count and a place must both be right, and capitals as well as English", () => {
		const first = { num_paragraphs: 2, nth_paragraph: 1, first_word: "so" };
		expect(ok("length_constraints:nth_paragraph_first_word", first, "So\n\nB\n\nC")).toBe(false);
		expect(ok("length_constraints:nth_paragraph_first_word", first, "A\n\nB")).toBe(false);
		const french = "LE MATIN EST CALME ET NOUS MARCHONS LE LONG DE LA RIVIÈRE.";
		expect(ok("change_case:english_capital", {}, french)).toBe(false);
		expect(ok("startend:quotation", {}, '"only at the start')).toBe(false);
	});

	it("removing while iterating: empty paragraphs in a row leave no other one out", () => {
		const first = { num_paragraphs: 2, nth_paragraph: 2, first_word: "so" };
		expect(
			ok("length_constraints:nth_paragraph_first_word", first, "\n\n\n\nA\n\n\n\n\n\nSo\n\n\n\n"),
		).toBe(true);
		expect(
			ok("length_constraints:number_paragraphs", { num_paragraphs: 2 }, "***\nA\n***\nB\n***"),
		).toBe(true);
		const words = { forbidden_words: ["a", "a", "b", "b"] };
		expect(ok("keywords:forbidden_words", words, "only b is here")).toBe(false);
	});

	it("digit search in prose: numbers elsewhere are neither sums, sections nor dates", () => {
		const sum = { terms: 2, total: 7 };
		expect(ok("parley:number_sum", sum, "In 3 days, 4 of us eat at 7. Page 7.")).toBe(false);
		expect(ok("parley:number_sum", sum, "Section 1 of 12: 3 + 4 = 7, since 1999.")).toBe(true);
		const sections = { section_spliter: "Day", num_sections: 2 };
		expect(ok("detectable_format:multiple_sections", sections, "Day 1\nUnlike Day 2, rest.")).toBe(
			false,
		);
		expect(ok("parley:iso_date", {}, "Call 555-2026-05-17.")).toBe(false);
		expect(sentencesOf("1. First point\n2. Second point", "en")).toHaveLength(2);
	});

	it("word counting: punctuation is no word, apostrophes split none, marks hide none", () => {
		expect(wordsOf("Well - it's done ... **really** !", "en")).toEqual([
			"Well",
			"it's",
			"done",
			"really",
		]);
		expect(wordsOf("naïve café déjà-vu", "fr")).toHaveLength(4);
		expect(wordsOf("line\nbreaks\tand  spaces", "en")).toHaveLength(4);
		expect(
			ok("keywords:frequency", { keyword: "war", frequency: 1, relation: "at least" }, "forward"),
		).toBe(false);
	});

	it("word limits that know ASCII only: an accented letter is part of a word", () => {
		expect(ok("keywords:forbidden_words", { forbidden_words: ["t"] }, "été")).toBe(true);
		expect(ok("keywords:forbidden_words", { forbidden_words: ["été"] }, "Un été.")).toBe(false);
		expect(ok("keywords:existence", { keywords: ["é"] }, "fatigué")).toBe(false);
	});

	it("key words taken for patterns: a dot is a dot and a bracket does not throw", () => {
		expect(ok("keywords:existence", { keywords: ["a.c"] }, "abc")).toBe(false);
		expect(ok("keywords:existence", { keywords: ["(["] }, "an open ([ bracket")).toBe(true);
		expect(ok("keywords:forbidden_words", { forbidden_words: ["$5"] }, "It costs $5.")).toBe(false);
	});

	it("repeated letters: each counts, in a word and in an acrostic", () => {
		const letter = { letter: "l", let_frequency: 4, let_relation: "at least" };
		expect(ok("keywords:letter_frequency", letter, "Llll")).toBe(true);
		expect(ok("keywords:letter_frequency", letter, "lol")).toBe(false);
		expect(ok("parley:acrostic", { word: "noon" }, "Now\nOn\nOur\nNine")).toBe(true);
		expect(ok("parley:acrostic", { word: "noon" }, "Now\nOn\nNine")).toBe(false);
		expect(countBaseLetter("ÉéEe\u0301", "e")).toBe(4);
	});

	it("unseeded shuffles: equal seeds draw equal arguments and write equal texts", () => {
		const draw = () => drawInstruction("keywords:existence", seededRandom(5), settings.en);
		expect(draw()).toEqual(draw());
		const write = () => writeReply([draw()], { language: "en" }, seededRandom(6)).text;
		expect(write()).toBe(write());
		expect(write()).not.toBe(writeReply([draw()], { language: "en" }, seededRandom(7)).text);
		expect(() => readInstruction("keywords:existence", {})).toThrow();
	});

	it("silent parse failures: what cannot be read or told fails and says so", () => {
		const json = checkInstruction(
			"{a: 1}",
			readInstruction("parley:json_schema", {
				schema: {
					type: "object",
					properties: { a: { type: "integer" } },
					additionalProperties: false,
				},
			}),
			{ language: "en" },
		);
		expect(json).toEqual({ ok: false, detail: "the whole reply is no JSON" });
		const language = checkInstruction(
			"?!",
			readInstruction("language:response_language", { language: "en" }),
			{ language: "en" },
		);
		expect(language).toEqual({ ok: false, detail: "too little text to tell its language" });
		expect(ok("change_case:english_capital", {}, "OK")).toBe(false);
	});

	it("marks that mean two things: bold is no bullet, a bullet no emphasis, two dividers not one", () => {
		expect(
			ok("detectable_format:number_bullet_lists", { num_bullets: 1 }, "**bold**\n* one\n---"),
		).toBe(true);
		expect(
			ok("detectable_format:number_highlighted_sections", { num_highlights: 1 }, "* a\n* b"),
		).toBe(false);
		expect(ok("combination:two_responses", {}, "A\n***\nB")).toBe(false);
		expect(ok("detectable_content:postscript", { postscript_marker: "P.S." }, "P.P.S. Bye")).toBe(
			false,
		);
	});

	it("patterns that backtrack: a long line without an end is read in one go", () => {
		const long = 40_000;
		const fenced = [
			`\`\`\`${" ".repeat(long)}x`,
			`\`\`\`\n${"a".repeat(long)}${" ".repeat(long)}x`,
		];
		for (const text of fenced) expect(ok("detectable_format:json_format", {}, text)).toBe(false);
		const placeholder = { num_placeholders: 1 };
		const letters = "a".repeat(long);
		expect(ok("detectable_content:number_placeholders", placeholder, `[${letters}`)).toBe(false);
		expect(ok("detectable_format:title", {}, `<<${letters}`)).toBe(false);
		const spaces = " ".repeat(long);
		expect(ok("detectable_content:number_placeholders", placeholder, `[${spaces}]`)).toBe(false);
		expect(ok("detectable_format:title", {}, `<<${spaces}>>`)).toBe(false);
	});

	it("a fence around JSON: with or without a name, on one line or several, and closed", () => {
		for (const text of [
			'```json\n{"a": 1}\n```',
			'```\r\n{"a": 1}\r\n  ```',
			'``` JSON {"a": 1}```',
			' ```{"a": 1}``` ',
		])
			expect(ok("detectable_format:json_format", {}, text), text).toBe(true);
		for (const text of ['```json\n{"a": 1}', '{"a": 1}\n```', "```", "``````", "```json```"])
			expect(ok("detectable_format:json_format", {}, text), text).toBe(false);
	});

	it("rows of a table are no sentences, and end one", () => {
		const table = "| A boat | is red. |\n| --- | --- |\n| so it is | it is! |";
		expect(sentencesOf(table, "en")).toEqual([]);
		const text = `We sail\n${table}\nand rest. Bye!`;
		const found = sentencesOf(text, "en");
		expect(found.map((sentence) => sentence.text)).toEqual(["We sail", "and rest.", "Bye!"]);
		for (const sentence of found)
			expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
		// Bars without a row of dashes are no table.
		expect(sentencesOf("| Not | one. |\nTwo.", "en")).toHaveLength(2);
	});

	it("a repeated id is checked each time with its own arguments", () => {
		const range = [
			readInstruction("length_constraints:number_words", { num_words: 2, relation: "at least" }),
			readInstruction("length_constraints:number_words", { num_words: 4, relation: "less than" }),
		];
		const answers = range.map((given) => checkInstruction("one", given, { language: "en" }).ok);
		expect(answers).toEqual([false, true]);
	});
});

describe("the loose variants", () => {
	it("are the eight of the public evaluation, the reply itself first", () => {
		expect(looseVariants("*Sure!*\nA\n\nB\nBye *now*")).toEqual([
			"*Sure!*\nA\n\nB\nBye *now*",
			"A\n\nB\nBye *now*",
			"*Sure!*\nA\n\nB",
			"A\n\nB",
			"Sure!\nA\n\nB\nBye now",
			"A\n\nB\nBye now",
			"Sure!\nA\n\nB",
			"A\n\nB",
		]);
		expect(looseVariants("one line")).toEqual(["one line", "", "", "", "one line", "", "", ""]);
	});
});
