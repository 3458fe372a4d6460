import { describe, expect, it } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import { canJoin } from "./conflict-matrix.ts";
import { drawInstruction, fitsLanguage } from "./draw.ts";
import { settings } from "./fixtures/picnic-settings.ts";
import { type GivenInstruction, instructionIds } from "./kwargs.ts";
import { type Language, languages } from "./languages.ts";
import { checkInstruction, readInstruction } from "./registry.ts";
import { banks } from "./writer/bank/bank.ts";
import { fits } from "./writer/fits.ts";
import { writeReply } from "./writer.ts";

/** Up to four instructions that go together. */
function drawSet(seed: number, language: Language): GivenInstruction[] {
	const random = seededRandom(seed);
	const given: GivenInstruction[] = [];
	for (let i = 0; i < 12 && given.length < 4; i++) {
		const id = instructionIds[Math.floor(random.next() * instructionIds.length)];
		if (id === undefined || !fitsLanguage(id, language)) continue;
		const one = drawInstruction(id, random, settings[language]);
		if (canJoin(one, given, language) && given.every((other) => other.id !== id)) given.push(one);
	}
	return given;
}

describe("the writer", () => {
	it("reports what the checks say of its text", () => {
		for (let seed = 0; seed < 40; seed++) {
			const given = drawSet(seed, "en");
			const { text, followed } = writeReply(given, { language: "en" }, seededRandom(seed), 0.5);
			const checked = given.map((one) => checkInstruction(text, one, { language: "en" }).ok);
			expect(followed).toEqual(checked);
		}
	});

	it.each([0.25, 0.5, 1])("breaks each instruction with about the probability %d", (dial) => {
		let broken = 0;
		let all = 0;
		for (let seed = 0; seed < 150; seed++) {
			const language = languages[seed % languages.length] ?? "en";
			const given = drawSet(seed, language);
			const { followed } = writeReply(given, { language }, seededRandom(seed), dial);
			broken += followed.filter((ok) => !ok).length;
			all += followed.length;
		}
		expect(all).toBeGreaterThan(500);
		expect(Math.abs(broken / all - dial)).toBeLessThan(0.06);
	});

	it("gives the best text it found when the instructions exclude each other", () => {
		const given = [
			readInstruction("detectable_format:json_format", {}),
			readInstruction("startend:end_checker", { end_phrase: "The end" }),
			readInstruction("parley:iso_date", {}),
		];
		const { followed } = writeReply(given, { language: "en" }, seededRandom(1));
		expect(followed.filter(Boolean)).toHaveLength(2);
	});

	it("repeats the user's message where no request is given", () => {
		const given = [readInstruction("combination:repeat_prompt", {})];
		const setting = { language: "en" as const, prompt: "What is a lake?" };
		const { text, followed } = writeReply(given, setting, seededRandom(1));
		expect(text.startsWith("What is a lake?\n")).toBe(true);
		expect(followed).toEqual([true]);
	});

	it("writes as much as a public item may want", () => {
		const given = [
			readInstruction("length_constraints:number_words", { num_words: 1200, relation: "at least" }),
			readInstruction("length_constraints:number_sentences", {
				num_sentences: 100,
				relation: "at least",
			}),
		];
		expect(writeReply(given, { language: "en" }, seededRandom(1)).followed).toEqual([true, true]);
	});
});

describe.each(languages)("the bank in %s", (language) => {
	const bank = banks[language];
	it("holds short plain sentences, and enough of them without each rare letter", () => {
		for (const sentence of bank.sentences) expect(sentence).toMatch(/^[\p{L}' -]+[.]$/u);
		const short = readInstruction("parley:longest_sentence", { max_words: 9 });
		expect(bank.sentences.filter((text) => !fits(text, [short], language))).toEqual([]);
		for (const letter of bank.rareLetters) {
			const avoided = [readInstruction("parley:avoided_letter", { letter })];
			const left = bank.sentences.filter((text) => fits(text, avoided, language));
			expect(`${letter}: ${left.length >= 10}`).toBe(`${letter}: true`);
			const words = bank.words.filter((text) => fits(text, avoided, language));
			expect(words.length).toBeGreaterThanOrEqual(10);
		}
	});
});
