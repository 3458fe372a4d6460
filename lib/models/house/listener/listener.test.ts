import { describe, expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import type { BrainMessage } from "#lib/models/house/brain.ts";
import { listener, reflect } from "./listener.ts";
import { german } from "./script-de.ts";
import { english } from "./script-en.ts";
import { french } from "./script-fr.ts";

function talk(seed: number, ...texts: string[]): string[] {
	const messages: BrainMessage[] = [];
	for (const text of texts) {
		messages.push({ role: "user", text });
		messages.push({ role: "assistant", text: listener.respond(messages, seededRandom(seed)) });
	}
	return messages.flatMap((m) => (m.role === "assistant" ? [m.text] : []));
}

describe("reflection", () => {
	test.each([
		[english, "my job annoys me", "your job annoys you"],
		[english, "I am what you are", "you are what I am"],
		[english, "you hate me", "I hate you"],
		[english, "it matters to you", "it matters to me"],
		[english, "I love you", "you love me"],
		[french, "je suis dans ma ville", "vous êtes dans votre ville"],
		[german, "ich mit meiner Arbeit", "Sie mit Ihrer Arbeit"],
	])("%#: %s", (script, said, turned) => {
		expect(reflect(script, said)).toBe(turned);
	});
});

test.each([
	["I feel empty without my work", /empty without your work|since|feel|happening/i],
	["I am sad", /sad/],
	["My mother never listens", /mother/],
	["I want to leave the city", /leave the city|kept you/],
	["Should I quit my job?", /quit your job/],
	["Everybody laughs at it", /example|exception|thinking of/],
	["You are too quiet", /I am too quiet/],
	["thanks", /welcome|gladly/i],
	["Je me sens seul", /seul/],
	["Ich bin traurig", /traurig/],
	["I want to end my life", /emergency/],
])("%s", (said, expected) => {
	for (let seed = 0; seed < 10; seed++) expect(talk(seed, said)[0]).toMatch(expected);
});

test("the higher rank wins over the earlier word", () => {
	for (let seed = 0; seed < 10; seed++) {
		expect(talk(seed, "Yes, well. I think so. I feel lonely")[0]).toMatch(/lonely/);
	}
});

test("goes back to what was said before, in the language of the talk", () => {
	expect(talk(1, "I like my garden", "hm")[1]).toMatch(/garden/);
	expect(talk(1, "J'aime mon jardin", "hm")[1]).toMatch(/jardin/);
});

test("does not repeat a reply while it has others", () => {
	const replies = talk(3, ...Array.from({ length: 4 }, () => "mmm"));
	expect(new Set(replies).size).toBe(4);
});
