import { describe, expect, test } from "vitest";
import { locales, messagesOf, translator } from "./translate.ts";

type Tree = { [key: string]: string | Tree };

/** Every message of a catalogue by its whole key. */
function leavesOf(tree: Tree, prefix = ""): [string, string][] {
	return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
		typeof value === "string" ? [[`${prefix}${key}`, value]] : leavesOf(value, `${prefix}${key}.`),
	);
}

/** The arguments that a message names: what opens at odd depth, for at even depth stand the choices' texts. */
function argumentsOf(message: string): string[] {
	const found = new Set<string>();
	let depth = 0;
	[...message].forEach((letter, at) => {
		if (letter === "}") depth--;
		if (letter !== "{") return;
		depth++;
		const [, name] = /^\{(\w+)/.exec(message.slice(at)) ?? [];
		if (depth % 2 === 1 && name !== undefined) found.add(name);
	});
	return [...found].sort();
}

const english = leavesOf(messagesOf("en"));

describe.each(locales.filter((locale) => locale !== "en"))("the catalogue %s", (locale) => {
	const own = new Map(leavesOf(messagesOf(locale)));

	test("has every message, and no other", () => {
		expect([...own.keys()].sort()).toEqual(english.map(([key]) => key).sort());
	});

	test("names the same arguments", () => {
		const different = english.filter(
			([key, message]) => argumentsOf(message).join() !== argumentsOf(own.get(key) ?? "").join(),
		);
		expect(different.map(([key]) => key)).toEqual([]);
	});

	test("can be read: braces match, and each plural has its rest", () => {
		const broken = [...own].filter(([, message]) => {
			const open = message.split("{").length;
			const closed = message.split("}").length;
			const choices = message.match(/, (plural|select),/g)?.length ?? 0;
			const rests = message.match(/\bother \{/g)?.length ?? 0;
			return message === "" || open !== closed || choices !== rests;
		});
		expect(broken.map(([key]) => key)).toEqual([]);
	});
});

test("numbers and plurals follow the language", () => {
	const age = (locale: (typeof locales)[number], used: number) =>
		translator(locale, "leaderboard")("about.age", { age: "…", used });
	expect(age("en", 1234)).toContain("1,234 votes");
	expect(age("de", 1)).toContain("aus 1 Stimme.");
	expect(age("de", 1234)).toContain("1.234 Stimmen");
	// In French 0 is singular.
	expect(age("fr", 0)).toContain("0 vote.");
	expect(age("fr", 2)).toContain("2 votes.");
});
