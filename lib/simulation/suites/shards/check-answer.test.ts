import { describe, expect, test } from "vitest";
import { checkAnswer } from "./check-answer.ts";
import { taskOf } from "./make-task.ts";
import { readAnswer } from "./read-answer.ts";
import { sandbox } from "./sandbox.fixture.ts";
import { type Expected, kinds } from "./task.ts";

const passes = async (expected: Expected, answer: string) =>
	(await checkAnswer(expected, answer, sandbox)).passed;

describe.each<[Expected, string[], string[]]>([
	[
		{
			kind: "code",
			name: "twice",
			calls: [
				{ arguments: [3], value: 6 },
				{ arguments: [0], value: 0 },
			],
		},
		["function twice(x) { return 2 * x; }", "const twice = (x) => x + x;"],
		[
			"function twice(x) { return x * x; }",
			"function double(x) { return 2 * x; }",
			"function twice(x) {",
			"function twice(x) { throw x; }",
			"function twice(x) { return String(2 * x); }",
		],
	],
	[
		{ kind: "data", value: [{ name: "Ford", value: 2 }] },
		['[{"value": 2, "name": "Ford"}]', '  [{"name":"Ford","value":2.0}]\n'],
		['[{"name":"Ford","value":"2"}]', '[["Ford",2]]', "Ford: 2", "[{", "null"],
	],
	[
		{ kind: "sums", value: 1204 },
		["1204", "It is 1,204.", "602 x 2 = 1204 coins"],
		["1205", "1204 or 1205", "twelve hundred and four", "-1204", "1204.5"],
	],
	[
		{ kind: "plan", order: ["bank", "post office", "market"] },
		[
			"bank, post office, market",
			"1. Bank\n2. Post office\n3. Market",
			"bank -> post office -> market.",
			"1. **Bank**\n2. **Post office**\n3. **Market**",
			"bank, post office, and market",
			"bank; post office; market",
			"Bank > Post office > Market",
			'["bank", "post office", "market"]',
			"Order:\n1. Bank\n2. Post office\n3. Market",
			"- bank\n- post office\n- market\n",
			"First the order: bank → post office → market",
			"bank, then post office and finally market",
		],
		[
			"bank, market, post office",
			"bank, post office",
			"bank, post office, market, bank",
			"bank post office market",
			"bank, post office, market hall",
			"bank after post office, market",
			"bank, post office, market or market, bank, post office",
			"bank, post office, supermarket",
			"not bank, post office, market",
			", ".repeat(9_000),
		],
	],
	[
		{ kind: "format", lines: ["== List ==", "+ Mint;"] },
		["== List ==\n+ Mint;", "== List ==  \n+ Mint; "],
		["== List ==\n+ mint;", "+ Mint;", "== List ==\n\n+ Mint;", "== List ==\n + Mint;"],
	],
])("$kind", (expected, right, wrong) => {
	test.each(right)("%j is right", async (answer) => {
		expect(await passes(expected, answer)).toBe(true);
	});
	test.each([...wrong, "", "x".repeat(30_000)])("%j is wrong", async (answer) => {
		expect(await passes(expected, answer)).toBe(false);
	});
});

test("code that a limit stopped is wrong, and says why", async () => {
	const expected = { kind: "code" as const, name: "f", calls: [{ arguments: [], value: 1 }] };
	const stopped = {
		run: () => Promise.resolve({ state: "timeout" as const, results: [], output: "" }),
	};
	expect(await checkAnswer(expected, "function f() { for (;;); }", stopped)).toEqual({
		passed: false,
		why: "the code ended with timeout",
	});
});

test.each([
	["Sure: <answer>4</answer> Fine?", "4"],
	["<answer>1</answer> no, <answer>\n2\n</answer>", "2"],
	["<answer>\n```js\nlet x;\n```\n</answer>", "let x;"],
	["<answer>\n\n  a\n b  \n</answer>", "  a\n b"],
	["<answer>4", null],
	["4</answer>", null],
	["</answer><answer>", null],
	["the answer is 4", null],
	["<answer></answer>", null],
	["<Answer>4</ANSWER>", "4"],
	["**<answer>** 42 **</answer>**", "42"],
	["**<answer>42</answer>**", "42"],
	["`<answer>`42`</answer>`", "42"],
	["<answer>42</answer>\nI put it between <answer> and </answer>.", "42"],
	["So:\n<answer>42</answer>\nAs asked it is in <answer>…</answer> tags.", "42"],
	["I use the <answer> marks:\n\n<answer>\n42\n</answer>", "42"],
	["<answer>1</answer>\n<answer>2</answer>", "2"],
])("the answer in %j is %j", (reply, answer) => {
	expect(readAnswer(reply)).toBe(answer);
});

describe.each(kinds)("tasks of the kind %s", (kind) => {
	const seeds = Array.from({ length: 60 }, (_, i) => i * 5 + kinds.indexOf(kind));

	test("have one right answer, and who misses a shard is wrong", async () => {
		for (const seed of seeds) {
			const { expected, reference, slips } = taskOf(seed);
			expect(await passes(expected, reference), `seed ${seed}`).toBe(true);
			expect(slips.length).toBeGreaterThanOrEqual(2);
			for (const slip of slips)
				expect(await passes(expected, slip), `${seed}: ${slip}`).toBe(false);
		}
	});

	test("have four to eight shards, whose first gives nothing of the others away", () => {
		for (const seed of seeds) {
			const { shards, title } = taskOf(seed);
			expect(shards.length).toBeGreaterThanOrEqual(4);
			expect(shards.length).toBeLessThanOrEqual(8);
			expect(new Set(shards.map(({ id }) => id)).size).toBe(shards.length);
			expect(title).not.toBe("");
			const [first, ...others] = shards;
			for (const { text, asks, id } of others) {
				expect(first?.text).not.toContain(text);
				expect(text).not.toMatch(/undefined|NaN|\{n\}|\{who\}/);
				expect(asks.length, id).toBeGreaterThan(0);
			}
		}
	});
});
