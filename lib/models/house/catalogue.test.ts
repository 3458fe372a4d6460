import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { houseLanguageModel, houseModels } from "./catalogue.ts";
import { namesHouseModel } from "./discretion.ts";

const instant = { firstTokenMs: 0, tokensPerSecond: 0 };

async function reply(slug: string, texts: readonly string[], seed?: number): Promise<string> {
	const roles = ["user", "assistant"] as const;
	const prompt = texts.map((text, i) => ({
		role: roles[(texts.length - 1 - i) % 2] ?? "user",
		content: [{ type: "text" as const, text }],
	}));
	const call = seed === undefined ? { prompt } : { prompt, seed };
	const { content } = await houseLanguageModel(slug, instant).doGenerate(call);
	return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}

/** Any string at all, and strings in the shapes that the programs look for. */
const phrases = fc.constantFrom(
	"what is",
	"write",
	"3 words about",
	"I feel",
	"my mother",
	"and its capital?",
	"2^9",
	"((",
	"5 %",
	"km in miles",
	"json",
	"list",
	"<<",
	'"',
	"'",
	"start with",
	"average of",
	"have",
	"how many",
	"parrot",
	"Parley",
	"house model",
	"ELIZA",
	"librarian",
	"acrostic of",
	"x = 2x",
	"je suis",
	"ich bin",
	"\n",
	"$1",
	"$&",
	"{t}",
	"who are you?",
	"no commas",
	"are you a parrot?",
	"in upper case",
	"9!",
	"-",
	"1e9",
	"constructor",
	"__proto__",
);
const anyText = fc.oneof(
	fc.string({ unit: "binary" }),
	fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((c) => String.fromCharCode(c)) }),
	fc.array(fc.oneof(phrases, fc.integer().map(String)), { maxLength: 12 }).map((p) => p.join(" ")),
);

describe.each(houseModels.map((model) => model.slug))("%s", (slug) => {
	test("answers any conversation in well-formed text that names no house model", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(anyText, { minLength: 1, maxLength: 4 }),
				fc.nat(),
				async (texts, seed) => {
					const text = await reply(slug, texts, seed);
					expect(text.trim()).not.toBe("");
					expect(text.isWellFormed()).toBe(true);
					expect(text).not.toContain("\u0000");
					expect(namesHouseModel(text)).toBe(false);
					expect(text.toLowerCase()).not.toContain(slug);
					expect(await reply(slug, texts, seed)).toBe(text);
				},
			),
			{ numRuns: 150 },
		);
	});

	test.each([
		["empty", ""],
		["NUL", "\u0000\u0000"],
		["lone surrogates", "\ud800 \udfff"],
		["32 KiB of one letter", "a".repeat(32_768)],
		["32 KiB of blanks", `I ${" ".repeat(32_760)}x`],
		["32 KiB of digits", "9".repeat(32_768)],
		["32 KiB of brackets", "(".repeat(32_768)],
		["32 KiB of powers", "9^".repeat(16_384)],
		["32 KiB of words", "I have 3 apples and my mother ".repeat(1_100)],
		["32 KiB of commas", "sum of 1, ".repeat(3_276)],
		["32 KiB of quotes", 'start with "'.repeat(2_730)],
	])("stays quick on %s", async (_, text) => {
		await reply(slug, ["warm up"]);
		const startedAt = performance.now();
		expect((await reply(slug, [text])).trim()).not.toBe("");
		expect(performance.now() - startedAt).toBeLessThan(1_000);
	});

	test("does not say who it is", async () => {
		for (const question of [
			"Who are you?",
			"What model are you?",
			"Are you a parrot?",
			"Are you ELIZA?",
		]) {
			const text = await reply(slug, [question]);
			expect(namesHouseModel(text)).toBe(false);
			expect(text).not.toMatch(/a (?:small )?program\b/i);
		}
	});
});

describe("the catalogue", () => {
	test("describes each as a program of ours with a pace in the agreed range", () => {
		expect(new Set(houseModels.map((model) => model.slug)).size).toBe(6);
		for (const model of houseModels) {
			expect(model.description).toMatch(/^A small program, not a language model: /);
			expect(model).toMatchObject({ maker: "Parley", family: "house", kind: "program" });
			expect(model.pace.firstTokenMs).toBeGreaterThanOrEqual(150);
			expect(model.pace.firstTokenMs).toBeLessThanOrEqual(450);
			expect(model.pace.tokensPerSecond).toBeGreaterThanOrEqual(40);
			expect(model.pace.tokensPerSecond).toBeLessThanOrEqual(90);
			expect(houseLanguageModel(model.slug).modelId).toBe(model.slug);
		}
	});

	test("rejects an unknown slug", () => {
		expect(() => houseLanguageModel("house-oracle")).toThrow(
			expect.objectContaining({ code: "unknown-model" }),
		);
		expect(() => houseLanguageModel("constructor")).toThrow(
			expect.objectContaining({ code: "unknown-model" }),
		);
	});

	test("no two models say the same to the same message", async () => {
		for (const question of [
			"What is the capital of France?",
			"What is 12 * 12?",
			"I feel tired.",
		]) {
			const replies = await Promise.all(houseModels.map(({ slug }) => reply(slug, [question])));
			expect(new Set(replies).size).toBe(houseModels.length);
		}
	});
});
