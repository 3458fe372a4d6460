import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatProblem, parseModelsFile } from "./parse-file.ts";

const environment: Record<string, string> = { GOOD_KEY: "value-of-the-key", HOST: "10.0.0.1:8000" };
const parse = (text: string, knownSlugs: string[] = []) =>
	parseModelsFile(text, { variable: (name) => environment[name], knownSlugs });
const problemsOf = (text: string, knownSlugs: string[] = []): string[] => {
	const parsed = parse(text, knownSlugs);
	return parsed.ok ? [] : parsed.problems.map((problem) => formatProblem("arena.yaml", problem));
};
const model = (lines: string) =>
	`models:\n  - slug: one\n    name: One\n    maker: Lab\n${lines.replace(/^/gm, "    ")}\n`;

describe("a good file", () => {
	test("the example in the project is one", () => {
		const parsed = parse(readFileSync("arena.yaml.example", "utf8"));
		expect(parsed).toMatchObject({ ok: true, declarations: [{ slug: "my-local-model" }] });
	});

	test("and so is the example with everything switched on", () => {
		const [used = "", commented = ""] = readFileSync("arena.yaml.example", "utf8").split(
			/(?=^ {2}# # A provider)/m,
		);
		for (const name of ["OPENAI_API_KEY", "ONE_KEY", "TWO_KEY"]) environment[name] = "set";
		const parsed = parse(used + commented.replace(/^ {2}# ?/gm, "  "));
		expect(parsed.ok ? [] : parsed.problems).toEqual([]);
		expect(parsed.ok && parsed.declarations.length).toBe(4);
	});

	test("models.dev's fields and ours arrive", () => {
		const parsed = parse(
			model(`provider: openai-compatible
id: big-7b
base_url: http://\${HOST}/v1/
key: \${GOOD_KEY}
family: big
open_weights: true
release_date: 2026-07-01
reasoning: true
temperature: true
modalities: { input: [text, image], output: [text] }
cost: { input: 1.5, output: 6, cache_read: 0.1 }
limit: { context: 200000, output: 8192 }
limits: { concurrency_max: 3 }
sampling: { temperature: 0.2, top_p: 0.9, stop: [END], max_output_tokens: 1000 }
system_prefix: Be kind.
weight: 2
state: draft
aliases: [Biggie]
blind: false`),
		);
		expect(parsed).toMatchObject({
			ok: true,
			declarations: [
				{
					slug: "one",
					contextTokens: 200_000,
					priceInputUsd: 1.5,
					priceOutputUsd: 6,
					priceCachedUsd: 0.1,
					inputModalities: ["text", "image"],
					sampling: { temperature: 0.2, topP: 0.9, stopSequences: ["END"], maxOutputTokens: 1000 },
					systemPrefix: "Be kind.",
					weight: 2,
					state: "draft",
					aliases: ["Biggie"],
					blindEligible: false,
					facts: { releaseDate: "2026-07-01", outputTokensMax: 8192 },
					endpoints: [
						{
							provider: "openai-compatible",
							providerModelId: "big-7b",
							baseUrl: "http://10.0.0.1:8000/v1",
							keyEnv: "GOOD_KEY",
							limits: { concurrencyMax: 3, outputTokensMax: 8192 },
							capabilities: { reasoning: true, temperature: true },
						},
					],
				},
			],
		});
		expect(JSON.stringify(parsed)).not.toContain("value-of-the-key");
	});

	test("an empty file, and one without models, declare nothing", () => {
		for (const text of ["", "# only a comment\n", "models: []", "models:"])
			expect(parse(text)).toEqual({ ok: true, declarations: [] });
	});
});

describe("a wrong file says where, what and what to do", () => {
	test("every problem at once, in the order of the file", () => {
		expect(
			problemsOf(`models:
  - slug: One Two
    name: One
    maker: Lab
    provider: openai
    id: gpt
    licnse: MIT
    key: \${NOT_SET}
    cost: { input: -1, output: 2 }
  - slug: two
    name: Two
    provider: openai-compatible
    id: x
    base_url: 127.0.0.1:80
    temperature: 0.5
    contxt: 5
  - slug: two
    name: Two again
    maker: Lab
`),
		).toEqual([
			"arena.yaml:2:11  One Two › slug: must be 1 to 80 lower-case letters, digits, dots, underscores or hyphens, such as my-model-7b",
			"arena.yaml:7:5  One Two › licnse: is not a known key; did you mean licence?",
			"arena.yaml:8:10  One Two › key: the environment variable NOT_SET is not set; set it, or set state: draft and remove this line",
			"arena.yaml:9:20  One Two › cost.input: must be 0 or more US dollars per million tokens",
			"arena.yaml:10:5  two: needs maker; add the line",
			"arena.yaml:14:15  two › base_url: is not an address; write one such as http://127.0.0.1:8000/v1",
			"arena.yaml:15:18  two › temperature: says whether the model takes a temperature (true or false); set one in sampling.temperature",
			expect.stringMatching(
				/^arena\.yaml:16:5 {2}two › contxt: is not a known key; known here: slug, name/,
			),
			"arena.yaml:17:5  two: needs provider and id (or a list of endpoints) to say how the model is called",
			expect.stringMatching(
				/^arena\.yaml:17:11 {2}two › slug: the slug "two" is already used by entry 2/,
			),
		]);
	});

	test.each([
		["license: MIT", "did you mean licence?"],
		["baseurl: x", "did you mean base_url?"],
		["api_key: ${GOOD_KEY}", "did you mean key?"],
		["open_weight: true", "did you mean open_weights?"],
		["systemPrefix: x", "did you mean system_prefix?"],
		["sampling: { temprature: 1 }", "did you mean temperature?"],
	])("%s", (line, remedy) => {
		expect(problemsOf(model(`provider: openai\nid: x\n${line}`)).join("\n")).toContain(remedy);
	});

	test("a literal secret is refused and not repeated", () => {
		const secret = "sk-proj-abcdefghijklmnop1234567890";
		for (const line of [
			`key: ${secret}`,
			`description: use ${secret}`,
			"key: plainword",
			`key: Bearer ${secret}`,
		]) {
			const problems = problemsOf(model(`provider: openai\nid: x\n${line}`));
			expect(problems).toHaveLength(1);
			expect(problems[0]).toMatch(/arena\.yaml:7:\d+ .*environment/);
			expect(problems[0]).not.toContain(secret);
		}
	});

	test.each([
		["base_url: http://user:pass1@host/v1", "looks like a secret"],
		["base_url: ftp://host/v1", "is not an address"],
		["base_url: http://host/v1/chat/completions", "remove that ending"],
		["base_url: http://host/v1?key=1", "remove what follows"],
		["base_url: http://${NOWHERE}/v1", "NOWHERE is not set"],
		["weight: -1", "must be 0 or more"],
		["weight: .nan", "must be a number"],
		["state: on", "must be one of draft, active, paused, retired"],
		["provider2: x", "did you mean provider?"],
		["alias_of: nobody", 'no model with the slug "nobody"'],
		["alias_of: one", "alias of itself"],
		["endpoints: [{ provider: openai, id: x }]", "stands beside endpoints"],
		["sampling: { temperature: hot }", "must be a number, not a string"],
		["modalities: { input: text, output: [text] }", "must be an array"],
	])("%s", (line, expected) => {
		const base = line.startsWith("base_url")
			? "provider: openai-compatible\nid: x"
			: "provider: openai\nid: x";
		expect(problemsOf(model(`${base}\n${line}`)).join("\n")).toContain(expected);
	});

	test("alias_of may name a built-in model", () => {
		expect(
			problemsOf(model("provider: openai\nid: x\nalias_of: house-parrot"), ["house-parrot"]),
		).toEqual([]);
	});

	test("broken YAML, a doubled key, a missing anchor, an anchor bomb and a wrong top level", () => {
		expect(problemsOf("models: [")).toEqual([
			expect.stringMatching(/^arena\.yaml:1:\d+ {2}is not valid YAML/),
		]);
		expect(problemsOf(model("name: again")).join()).toMatch(/arena\.yaml:5:5 .*unique/);
		expect(problemsOf("models: *no").join()).toContain("is not valid YAML");
		const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefgh".replace(
			/./g,
			(c) =>
				`${c}: &${c} [${Array(9)
					.fill(`*${String.fromCharCode(c.charCodeAt(0) - 1)}`)
					.join()}]\n`,
		)}models: *h`;
		expect(problemsOf(bomb).join()).toContain("is not valid YAML");
		expect(problemsOf("- a\n- b").length).toBe(1);
		expect(problemsOf("just text").length).toBe(1);
	});

	test("whatever the text, it is parsed or refused with places inside it", () => {
		const yamlish = fc.array(
			fc.constantFrom(
				"models:",
				"  - slug: a",
				"    name: b",
				"key: ${X}",
				"  ",
				"&a",
				"*a",
				"- ",
				"{",
				"]",
				":",
				"\t",
				"sk-aaaaaaaaaaaaaaaaaaaa",
				"\u0000",
				"endpoints:",
				"- provider: house",
				"null",
				"? ",
				"!!binary x",
			),
			{ maxLength: 20 },
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					yamlish.map((lines) => lines.join("\n")),
				),
				(text) => {
					const parsed = parse(text);
					if (!parsed.ok) {
						const rows = text.split(/\r\n|\r|\n/).length;
						expect(parsed.problems.length).toBeGreaterThan(0);
						for (const { line, column } of parsed.problems) {
							expect(line).toBeGreaterThan(0);
							expect(line).toBeLessThanOrEqual(rows + 1);
							expect(column).toBeGreaterThan(0);
						}
					}
				},
			),
		);
	});
});
