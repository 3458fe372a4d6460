import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import { canJoin, conflictBetween } from "./conflict-matrix.ts";
import { drawInstruction, fitsLanguage } from "./draw.ts";
import { settings } from "./fixtures/picnic-settings.ts";
import { type GivenInstruction, type InstructionId, instructionIds } from "./kwargs.ts";
import { languages } from "./languages.ts";
import { readInstruction } from "./registry.ts";
import { writeReply } from "./writer.ts";

const pairs: [InstructionId, InstructionId][] = instructionIds.flatMap((a) =>
	instructionIds.map((b): [InstructionId, InstructionId] => [a, b]),
);

describe("pairs of instructions", () => {
	it.each(languages)("that do not conflict can both be followed, in %s", (language) => {
		const failed: unknown[] = [];
		let written = 0;
		for (const [index, [a, b]] of pairs.entries()) {
			if (!fitsLanguage(a, language) || !fitsLanguage(b, language)) continue;
			const random = seededRandom(index);
			const one = drawInstruction(a, random, settings[language]);
			const other = drawInstruction(b, random, settings[language]);
			if (conflictBetween(one, other, language) !== null) continue;
			const { text, followed } = writeReply([one, other], { language }, random);
			if (followed.includes(false)) failed.push({ one, other, text });
			written += 1;
		}
		expect(failed).toEqual([]);
		expect(written).toBeGreaterThan(800);
	});

	it("of random kinds and arguments can both be followed or conflict", () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...languages),
				fc.constantFrom(...instructionIds),
				fc.constantFrom(...instructionIds),
				fc.nat(),
				(language, a, b, seed) => {
					fc.pre(fitsLanguage(a, language) && fitsLanguage(b, language));
					const random = seededRandom(seed);
					const one = drawInstruction(a, random, settings[language]);
					const other = drawInstruction(b, random, settings[language]);
					const conflict = conflictBetween(one, other, language);
					expect(conflictBetween(other, one, language) === null).toBe(conflict === null);
					if (conflict !== null) return;
					const { followed } = writeReply([one, other], { language }, random);
					expect(followed).toEqual([true, true]);
				},
			),
			{ numRuns: 400 },
		);
	});
});

const given = (id: InstructionId, kwargs: object = {}): GivenInstruction =>
	readInstruction(id, kwargs);
const atLeast = (words: number) =>
	given("length_constraints:number_words", { num_words: words, relation: "at least" });
const fewer = (words: number) =>
	given("length_constraints:number_words", { num_words: words, relation: "less than" });

describe("the conflict matrix", () => {
	it.each<[string, GivenInstruction, GivenInstruction]>([
		["limits that cross", atLeast(100), fewer(100)],
		["JSON and bullet points", given("detectable_format:json_format"), bullets(2)],
		["two numbers of bullet points", bullets(2), bullets(3)],
		["capitals and lower case", given("change_case:english_capital"), lower()],
		[
			"a key word that is forbidden",
			given("keywords:existence", { keywords: ["Lake"] }),
			given("keywords:forbidden_words", { forbidden_words: ["lake"] }),
		],
		[
			"a key word with an avoided letter",
			given("keywords:existence", { keywords: ["café"] }),
			given("parley:avoided_letter", { letter: "e" }),
		],
		[
			"last words with a comma and none allowed",
			given("startend:end_checker", { end_phrase: "Take care, all." }),
			given("punctuation:no_comma"),
		],
		[
			"sections named in lower case and capitals",
			given("detectable_format:multiple_sections", { section_spliter: "Part", num_sections: 2 }),
			given("change_case:english_capital"),
		],
		["a postscript and no letter p", postscript(), given("parley:avoided_letter", { letter: "p" })],
		[
			"more lines than sentences are allowed",
			bullets(6),
			given("length_constraints:number_sentences", { num_sentences: 6, relation: "less than" }),
		],
		["two numbers of paragraphs", paragraphs(3), firstWord(2)],
		["key words and another language", keyword("lake"), inFrench()],
		["a word three times and another language", often("at least"), inFrench()],
		["a first word and another language", firstWord(2), inFrench()],
		[
			"one of three answers and another language",
			given("detectable_format:constrained_response"),
			inFrench(),
		],
		[
			"sections and another language",
			given("detectable_format:multiple_sections", { section_spliter: "Part", num_sections: 2 }),
			inFrench(),
		],
		[
			"last words and another language",
			given("startend:end_checker", { end_phrase: "Take care." }),
			inFrench(),
		],
	])("knows %s", (_name, a, b) => {
		expect(conflictBetween(a, b, "en")).not.toBeNull();
		expect(conflictBetween(b, a, "en")).not.toBeNull();
	});

	it.each<[string, GivenInstruction, GivenInstruction]>([
		["a range of words", atLeast(50), fewer(120)],
		["the same instruction twice", bullets(3), bullets(3)],
		["a postscript in lower case", postscript(), lower()],
		["two lists of key words", keyword("lake"), keyword("boat")],
		["equal numbers of paragraphs", paragraphs(2), firstWord(2)],
		["a word that is rare in another language", often("less than"), inFrench()],
		[
			"key words and their own language",
			keyword("lake"),
			given("language:response_language", { language: "en" }),
		],
	])("lets %s be", (_name, a, b) => {
		expect(conflictBetween(a, b, "en")).toBeNull();
		expect(canJoin(a, [b], "en")).toBe(true);
	});
});

function bullets(count: number): GivenInstruction {
	return given("detectable_format:number_bullet_lists", { num_bullets: count });
}
function lower(): GivenInstruction {
	return given("change_case:english_lowercase");
}
function postscript(): GivenInstruction {
	return given("detectable_content:postscript", { postscript_marker: "P.S." });
}
function paragraphs(count: number): GivenInstruction {
	return given("length_constraints:number_paragraphs", { num_paragraphs: count });
}
function firstWord(count: number): GivenInstruction {
	const kwargs = { num_paragraphs: count, nth_paragraph: 2, first_word: "lake" };
	return given("length_constraints:nth_paragraph_first_word", kwargs);
}
function often(relation: "at least" | "less than"): GivenInstruction {
	return given("keywords:frequency", { keyword: "lake", frequency: 3, relation });
}
function inFrench(): GivenInstruction {
	return given("language:response_language", { language: "fr" });
}
function keyword(word: string): GivenInstruction {
	return given("keywords:existence", { keywords: [word] });
}
