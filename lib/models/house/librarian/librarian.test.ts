import { describe, expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import type { BrainMessage } from "#lib/models/house/brain.ts";
import { namesHouseModel } from "#lib/models/house/discretion.ts";
import { articles } from "#lib/models/house/encyclopaedia/articles.ts";
import { indexDocuments } from "./bm25.ts";
import { librarian } from "./librarian.ts";

function talk(...questions: string[]): string {
	const messages: BrainMessage[] = [];
	for (const text of questions) {
		messages.push({ role: "user", text });
		messages.push({ role: "assistant", text: librarian.respond(messages, seededRandom(1)) });
	}
	return messages.at(-1)?.text ?? "";
}

describe("the encyclopaedia", () => {
	test("has at least 150 articles of 40 to 90 words with titles of their own", () => {
		expect(articles.length).toBeGreaterThanOrEqual(150);
		expect(new Set(articles.map((article) => article.title)).size).toBe(articles.length);
		for (const { title, text } of articles) {
			const words = text.split(" ").length;
			expect.soft(words >= 40 && words <= 90, `${title}: ${words} words`).toBe(true);
			expect.soft(namesHouseModel(`${title} ${text}`), title).toBe(false);
		}
	});

	test("is found by each title", () => {
		for (const { title } of articles) expect.soft(talk(`Tell me about ${title}`)).toContain(title);
	});
});

describe("answers", () => {
	test.each([
		["What is the capital of France?", "Paris", "France"],
		["highest mountain of Germany", "Zugspitze", "Germany"],
		["why is the sky blue?", "scatter", "Blue sky"],
		["how do I boil an egg", "six minutes", "Boiled egg"],
		["Who wrote Hamlet?", "1564", "William Shakespeare"],
		["When did the Berlin wall fall?", "1989", "Berlin Wall"],
		["what is the largest ocean", "largest and deepest", "Pacific Ocean"],
		["How many people live in Japan?", "124 million", "Japan"],
		["What is pi?", "3.14159", "Pi"],
		["is a tomato a fruit", "berry", "Tomato"],
	])("%s", (question, fact, title) => {
		const reply = talk(question);
		expect(reply).toContain(fact);
		expect(reply).toContain(`[1] ${title}`);
	});

	test("uses the turn before for a follow-up, and drops it for another subject", () => {
		expect(talk("Tell me about Kenya", "and its capital?")).toContain("Nairobi");
		expect(
			talk("What is the capital of France?", "and the currency?", "population of it?"),
		).toContain("68 million");
		expect(talk("Tell me about Kenya", "What about Iceland?")).toContain("Reykjavík");
		expect(talk("Tell me about Kenya", "tell me more")).toContain("all my article on “Kenya” says");
	});

	test.each(["write a quicksort in python", "asdfgh", "", "tell me a joke", "¿?"])(
		"says so when nothing fits: %j",
		(question) => {
			const reply = talk(question);
			expect(reply).toMatch(/found nothing|could not tell/);
			expect(reply).not.toContain("[1]");
		},
	);
});

test("BM25 gives the scores of the published formula", () => {
	const index = indexDocuments([["a", "b"], ["a", "a", "c"], ["d"]]);
	const [first, second] = index.search(["a"]);
	// N = 3, n = 2, mean length 2: idf = ln(1 + 1.5 / 2.5); the second document has tf 2, length 3.
	const idf = Math.log(1 + 1.5 / 2.5);
	expect(first).toMatchObject({ index: 1, coverage: 1 });
	expect(first?.score).toBeCloseTo((idf * 2 * 2.2) / (2 + 1.2 * (0.25 + 0.75 * 1.5)), 12);
	expect(second?.score).toBeCloseTo((idf * 2.2) / (1 + 1.2), 12);
	expect(index.search(["z"])).toEqual([]);
});
