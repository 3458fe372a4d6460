import { expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import { rambler } from "./rambler.ts";
import { paragraphs } from "./text.ts";

const say = (text: string, seed: number) =>
	rambler.respond([{ role: "user", text }], seededRandom(seed));

test("learns from at least 3,000 words", () => {
	expect(paragraphs.join(" ").split(" ").length).toBeGreaterThanOrEqual(3_000);
});

test("every three words in a row inside a sentence occur in the text", () => {
	const source = ` ${paragraphs.join(" ").toLowerCase()} `;
	for (let seed = 0; seed < 30; seed++) {
		for (const sentence of say("hello", seed).split(/(?<=[.!?…]) /)) {
			const words = sentence.toLowerCase().split(" ");
			for (let i = 0; i + 3 < words.length; i++) {
				expect(source).toContain(` ${words.slice(i, i + 3).join(" ")} `);
			}
		}
	}
});

test("begins at a word of the prompt, and differs by seed", () => {
	for (let seed = 0; seed < 20; seed++)
		expect(say("What about the bridge?", seed)).toMatch(/^Bridge/i);
	const replies = new Set(Array.from({ length: 20 }, (_, seed) => say("hello", seed)));
	expect(replies.size).toBeGreaterThan(15);
});

test("makes sentences that the text does not have", () => {
	const source = paragraphs.join(" ");
	const sentences = Array.from({ length: 10 }, (_, seed) => say("hello", seed)).flatMap((r) =>
		r.split(/(?<=[.!?…]) /),
	);
	expect(sentences.some((sentence) => !source.includes(sentence))).toBe(true);
});
