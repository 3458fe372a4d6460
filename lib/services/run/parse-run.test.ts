import { describe, expect, test } from "vitest";
import { parseRun } from "./parse-run.ts";

const good = "version: 1\nsuites: [fair-price]\nmodels: [a]\n";
const problemsOf = (text: string): string[] => {
	try {
		parseRun(text, "first.yaml");
	} catch (error) {
		expect(error).toMatchObject({ code: "run-invalid", status: 422 });
		return (error as { data: { problems: string[] } }).data.problems;
	}
	return [];
};

describe("a run's file", () => {
	test("is completed with defaults, from YAML and from JSON", () => {
		expect(parseRun(good)).toMatchObject({
			name: "Run",
			suites: [{ suite: "fair-price", controls: ["main"], seats: {} }],
			seeds: { range: "practice", count: 8, skip: 0 },
			seed: 1,
			budget: { calls: null, tokens: null, usd: null, minutes: null },
			concurrency: 8,
		});
		expect(parseRun('{"version": 1, "suites": ["fair-price"], "models": ["a"]}')).toEqual(
			parseRun(good),
		);
	});

	test.each<[string, string, (string | RegExp)[]]>([
		["no YAML", "version: [1", [/^first\.yaml:1:12: is not YAML: /]],
		[
			"an unknown key",
			`${good}budgets: {}`,
			["first.yaml:4:1: budgets: is not known here; did you mean budget?"],
		],
		[
			"a key of nothing",
			`${good}zzzzzz: 1`,
			["first.yaml:4:1: zzzzzz: is not known here; remove it"],
		],
		[
			"a nested unknown key",
			"version: 1\nmodels: [a]\nsuites:\n  - suite: fair-price\n    control: [x]",
			["first.yaml:5:5: suites.0.control: is not known here; did you mean controls?"],
		],
		["a wrong version", good.replace("1", "2"), ["first.yaml:1:10: version: must be 1"]],
		[
			"a wrong name of a model",
			good.replace("[a]", "[A B]"),
			["first.yaml:3:10: models.0: must be a slug such as my-model"],
		],
		[
			"a key instead of its name",
			`${good}`.replace(
				"[a]",
				'[{ slug: a, base_url: "http://127.0.0.1/v1", id: x, key: sk-123 }]',
			),
			[/models\.0\.key: must name an environment variable, such as \$\{MY_KEY\}$/],
		],
		[
			"several at once",
			"version: 1\nsuites: []\nmodels: [a]\nbudget: { usd: -1 }",
			[/^first\.yaml:2:9: suites: needs at least one suite$/, /^first\.yaml:4:16: budget\.usd: /],
		],
		["an empty suite", good.replace("[fair-price]", '[""]'), [/^first\.yaml:2:10: suites\.0: /]],
		["nothing", "", [/^first\.yaml:1:1: the file: /]],
		[
			"a bomb of aliases",
			`a: &a [${"x,".repeat(60)}]\nb: &b [${"*a,".repeat(60)}]\nc: [${"*b,".repeat(60)}]`,
			[/aliases/i],
		],
		["NUL", `${good}\n# \0`, [/cannot be stored/]],
		["half of a pair", `${good}\n# \ud800`, [/cannot be stored/]],
		[
			"NUL as an escape",
			`${good}\nname: "a\\0b"`,
			[/^first\.yaml:\d+:7: name: holds a character that cannot be stored/],
		],
		["half of a pair as an escape", `${good}\nname: "a\\uD800b"`, [/name: .*cannot be stored/]],
		[
			"an escape in a key",
			`version: 1\nmodels: [a]\nsuites:\n  - suite: fair-price\n    seats: { "a\\0": [x] }`,
			[/cannot be stored/],
		],
		["a book", `${good}# ${"x".repeat(300_000)}`, [/is longer than 262144 characters/]],
	])("is refused with the line and a remedy: %s", (_, text, expected) => {
		const problems = problemsOf(text);
		expect(problems).toHaveLength(expected.length);
		for (const [i, problem] of problems.entries()) expect(problem).toMatch(expected[i] ?? "");
	});
});

describe("a file that is no run's", () => {
	test.each([
		["lines of tabs and colons", "\t:\n".repeat(60_000)],
		["keys without number", Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join("\n")],
		["a list without end", `[${"a,".repeat(60_000)}]`],
	])("is refused before it is parsed: %s", (_, text) => {
		expect(problemsOf(text)).toEqual([expect.stringContaining("has more than 8000 lines")]);
	});

	test.each([
		["brackets", "[".repeat(100)],
		["marks on one line", "- ".repeat(5000)],
	])("is refused for its depth: %s", (_, text) => {
		expect(problemsOf(text)).toEqual([expect.stringContaining("is nested deeper than 64")]);
	});

	test("has its first fifty problems said", () => {
		expect(problemsOf("\ta: b\n".repeat(300)).length).toBeLessThanOrEqual(51);
		const models = Array.from({ length: 300 }, () => "NO SLUG");
		expect(
			problemsOf(JSON.stringify({ version: 1, suites: ["x"], models })).length,
		).toBeLessThanOrEqual(51);
	});
});
