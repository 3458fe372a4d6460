import { describe, expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import type { BrainMessage } from "#lib/models/house/brain.ts";
import { scribe } from "./scribe.ts";

const ask = (...texts: (string | BrainMessage)[]) =>
	scribe.respond(
		texts.map((text) => (typeof text === "string" ? { role: "user", text } : text)),
		seededRandom(7),
	);
const words = (text: string) => text.split(/\s+/).filter(Boolean).length;
const sentences = (text: string) => text.match(/[^.!?]+[.!?]/g)?.length ?? 0;
const lines = (text: string, start: RegExp) =>
	text.split("\n").filter((line) => start.test(line)).length;

describe("lengths", () => {
	test.each([
		["Write exactly 25 words about rivers", (t: string) => words(t) === 25],
		["Write about rivers in at most 12 words", (t: string) => words(t) <= 12],
		["Write fewer than 20 words about rivers", (t: string) => words(t) < 20],
		["Write at least 120 words about rivers", (t: string) => words(t) >= 120],
		["Write between 30 and 40 words about rivers", (t: string) => words(t) >= 30 && words(t) <= 40],
		["Describe the sea in two sentences", (t: string) => sentences(t) === 2],
		["Five sentences about bread, please", (t: string) => sentences(t) === 5],
		["Write 4 paragraphs about tea", (t: string) => t.split("\n\n").length === 4],
	])("%s", (question, holds) => {
		const text = ask(question);
		expect(text).toSatisfy(holds);
	});
});

describe("forms", () => {
	test.each([
		["Write three bullet points about autumn", /^- /, 3],
		["Give me 7 tips for a garden", /^- /, 7],
		["A numbered list of 4 reasons to read", /^\d\. /, 4],
		["A table of 4 rows on cheese", /^\| \d+ \|/, 4],
	])("%s", (question, start, count) => {
		expect(lines(ask(question), start)).toBe(count);
	});

	test("JSON parses and has the items", () => {
		const parsed: unknown = JSON.parse(ask("Give me a JSON object about cats with 2 items"));
		expect(parsed).toMatchObject({ topic: "cats", items: [{}, {}] });
	});

	test("a code block is fenced", () => {
		expect(ask("Write a python script about stars")).toMatch(/^```python\n.*\n```$/s);
	});

	test("an acrostic spells the word", () => {
		const initials = ask("An acrostic of MOON")
			.split("\n")
			.map((line) => line[0]);
		expect(initials.join("")).toBe("MOON");
	});

	test("a haiku has three lines", () => {
		expect(ask("Write a haiku about spring").split("\n")).toHaveLength(3);
	});
});

describe("letters, marks and first and last words", () => {
	test.each([
		["Write about trains in upper case", (t: string) => t === t.toUpperCase()],
		["Write about trains in all capital letters", (t: string) => t === t.toUpperCase()],
		["An essay on trains, all lowercase", (t: string) => t === t.toLowerCase()],
		["Describe the sea in 9 sentences without commas", (t: string) => !t.includes(",")],
		["Write about tea. Do not use any commas. 9 sentences", (t: string) => !t.includes(",")],
		[
			'Start with "Once upon a time" in a story about a fox',
			(t: string) => t.startsWith("Once upon a time"),
		],
		['A story about a fox that ends with "The end."', (t: string) => t.endsWith("The end.")],
		[
			"Write about tea with a title in double angular brackets",
			(t: string) => /^<<[^<>]+>>/.test(t),
		],
		["Write about tea and add a P.S.", (t: string) => t.includes("P.S. ")],
		["Write about tea, all in double quotation marks", (t: string) => /^".*"$/s.test(t)],
		["Greet me in Japanese", (t: string) => t.startsWith("こんにちは")],
		["Say hello in Swahili", (t: string) => t.startsWith("Habari")],
		[
			'Include the keywords "apple" and "pear" in a text about gardens',
			(t: string) => /apple/.test(t) && /pear/.test(t),
		],
		["Write about old trains", (t: string) => t.includes("old trains")],
	])("%s", (question, holds) => {
		expect(ask(question)).toSatisfy(holds);
	});
});

test("instructions of the system message stay, and a message can carry on", () => {
	const system: BrainMessage = { role: "system", text: "Answer in lower case." };
	const text = ask(system, "Tell me about Rome in 2 sentences");
	expect(text).toBe(text.toLowerCase());
	const again = ask("Write three bullet points about autumn", "Now in upper case");
	expect(lines(again, /^- /)).toBe(3);
	expect(again).toBe(again.toUpperCase());
	expect(again).toContain("AUTUMN");
});
