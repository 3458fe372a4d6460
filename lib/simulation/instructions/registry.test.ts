import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { seededRandom } from "#lib/kernel/random.ts";
import { drawInstruction } from "./draw.ts";
import { type CheckedTexts, checkedTexts } from "./fixtures/checked-texts.ts";
import { settings } from "./fixtures/picnic-settings.ts";
import { type GivenInstruction, instructionIds } from "./kwargs.ts";
import { languages } from "./languages.ts";
import { checkLoosely } from "./loose.ts";
import {
	checkInstruction,
	describeInstruction,
	instructions,
	readInstruction,
} from "./registry.ts";

const cases = instructionIds.flatMap((id) => {
	const list: readonly CheckedTexts<typeof id>[] = checkedTexts[id];
	return list.map(({ kwargs, language = "en", prompt, pass, fail }) => ({
		given: { id, kwargs } as GivenInstruction,
		context: { language, ...(prompt !== undefined && { prompt }) },
		pass,
		fail,
	}));
});

describe.each(instructionIds)("%s", (id) => {
	const own = cases.filter(({ given }) => given.id === id);
	it("has two passing and two failing texts or more, and tells them apart", () => {
		expect(own.flatMap(({ pass }) => pass).length).toBeGreaterThanOrEqual(2);
		expect(own.flatMap(({ fail }) => fail).length).toBeGreaterThanOrEqual(2);
		for (const { given, context, pass, fail } of own) {
			for (const text of pass) {
				expect({ text, ...checkInstruction(text, given, context) }).toMatchObject({ ok: true });
			}
			for (const text of fail) {
				expect({ text, ...checkInstruction(text, given, context) }).toMatchObject({ ok: false });
			}
		}
	});
	it("never throws, and what passes strictly passes loosely", () => {
		const texts = fc.oneof(
			fc.string({ unit: "binary", maxLength: 200 }),
			fc.string({
				unit: fc.constantFrom(...'ab .?!*|-\n\r\t"[]<>{}:,1+=#éß🌿\ud800'),
				maxLength: 60,
			}),
			fc.json(),
			fc.constantFrom(...own.flatMap(({ pass, fail }) => [...pass, ...fail])),
		);
		const tags = fc.constantFrom("en", "fr", "xx", "", "not a tag", "zh-Hant");
		fc.assert(
			fc.property(texts, tags, fc.constantFrom(...own), (text, language, { given }) => {
				const strict = checkInstruction(text, given, { language });
				const loose = checkLoosely(text, given, { language });
				expect(typeof strict.ok).toBe("boolean");
				if (strict.ok) expect(loose).toEqual(strict);
			}),
			{ numRuns: 120 },
		);
	});
	it("is worded differently in each language, with its arguments", () => {
		const wordings = languages.map((language) => {
			const given = drawInstruction(id, seededRandom(7), settings[language]);
			expect(readInstruction(id, given.kwargs)).toEqual(given);
			const text = describeInstruction(given, language);
			for (const value of Object.values(given.kwargs)) {
				if (typeof value === "number") expect(text).toContain(String(value));
			}
			return text;
		});
		expect(new Set(wordings).size).toBe(languages.length);
		expect(instructions[id].title).not.toBe("");
	});
});

const publicSpellings = z
	.object({
		source: z.string(),
		keys: z.array(z.string()),
		instructions: z.array(z.tuple([z.string(), z.record(z.string(), z.unknown())])),
	})
	.parse(
		JSON.parse(readFileSync(join(import.meta.dirname, "fixtures/public-spellings.json"), "utf8")),
	);

describe("the public test set's spelling", () => {
	it.each(publicSpellings.instructions)(
		"of %s with %o is read, with and without nulls",
		(id, kwargs) => {
			const read = readInstruction(id, kwargs);
			expect(read).toEqual({ id, kwargs });
			const nulls = Object.fromEntries(publicSpellings.keys.map((key) => [key, null]));
			expect(readInstruction(id, { ...nulls, ...kwargs })).toEqual(read);
		},
	);
	it("covers the 25 public instructions and all their arguments", () => {
		const ids = new Set(publicSpellings.instructions.map(([id]) => id));
		expect([...ids].sort()).toEqual(
			instructionIds.filter((id) => !id.startsWith("parley:")).sort(),
		);
		const keys = publicSpellings.instructions.flatMap(([, kwargs]) => Object.keys(kwargs));
		expect(new Set(keys)).toEqual(new Set(publicSpellings.keys));
	});
	it("may write whole numbers as floats", () => {
		expect(
			readInstruction("detectable_format:number_bullet_lists", JSON.parse('{"num_bullets": 3.0}')),
		).toEqual({ id: "detectable_format:number_bullet_lists", kwargs: { num_bullets: 3 } });
	});
	it.each<[string, unknown]>([
		["keywords:key_sentences", {}],
		["toString", {}],
		["length_constraints:number_words", { num_words: 300, relation: "at most" }],
		["length_constraints:number_words", { num_words: 300, relation: null }],
		["length_constraints:number_words", { num_words: 2.5, relation: "at least" }],
		["punctuation:no_comma", { num_words: 3 }],
		["keywords:letter_frequency", { letter: "ab", let_frequency: 1, let_relation: "at least" }],
		["keywords:existence", { keywords: [] }],
		[
			"length_constraints:nth_paragraph_first_word",
			{ num_paragraphs: 2, nth_paragraph: 3, first_word: "a" },
		],
		["punctuation:no_comma", "none"],
	])("%s with %o is refused", (id, kwargs) => {
		expect(() => readInstruction(id, kwargs)).toThrow(
			expect.objectContaining({ code: "instruction-unreadable" }),
		);
	});
});

describe("an empty reply", () => {
	it("follows nothing, not even a prohibition", () => {
		for (const { given, context } of cases) {
			expect(checkInstruction(" \n", given, context).ok).toBe(false);
		}
	});
});
