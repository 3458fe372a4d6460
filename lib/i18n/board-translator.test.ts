import { describe, expect, test } from "vitest";
import { boardTranslator } from "./board-translator.ts";
import { locales, messagesOf } from "./translate.ts";

type Tree = { readonly [key: string]: string | Tree };

/** The keys of every message, joined by dots. */
const keysOf = (tree: Tree, prefix = ""): string[] =>
	Object.entries(tree).flatMap(([key, value]) =>
		typeof value === "string" ? [`${prefix}${key}`] : keysOf(value, `${prefix}${key}.`),
	);

describe.each(locales)("the words of a leaderboard in %s", (locale) => {
	test("of programs and juries replace messages that there are", () => {
		const { judged, ...all } = messagesOf(locale);
		for (const namespace of ["leaderboard", "criticism"] as const) {
			const known = new Set(keysOf(all[namespace]));
			expect(keysOf(judged[namespace]).filter((key) => !known.has(key))).toEqual([]);
		}
	});

	test("speak of judgements where nobody voted, and are as they were for votes", () => {
		const of = (kind: string) => boardTranslator(locale, "leaderboard", kind);
		expect(of("vote")("table.votes")).toBe(messagesOf(locale).leaderboard.table.votes);
		expect(of("check")("table.votes")).toBe(messagesOf(locale).judged.leaderboard.table.votes);
		expect(of("check")("table.rank")).toBe(of("vote")("table.rank"));
		for (const kind of ["check", "verdict", "all"])
			expect(of(kind)("about.age", { age: "…", used: 3 })).not.toBe(
				of("vote")("about.age", { age: "…", used: 3 }),
			);
	});
});

test("errors of checks are grouped by scenario, those of votes by voter", () => {
	const said = (kind: string) =>
		boardTranslator("en", "criticism", kind)("errors.voter", { count: 24 });
	expect(said("vote")).toContain("24 voters");
	expect(said("check")).toContain("24 scenarios");
	expect(said("verdict")).not.toMatch(/vote/i);
});
