import { describe, expect, test } from "vitest";
import { innocent } from "./leak/innocent.fixture.ts";
import { leaks } from "./leak/leaks.fixture.ts";
import { createLeakDetector, detectLeak, type LeakNames } from "./leak.ts";

const names: LeakNames[] = [
	{
		slug: "house-librarian",
		displayName: "House Librarian",
		family: null,
		maker: "Parley",
		aliases: [],
	},
	{
		slug: "gpt-5.2-mini",
		displayName: "GPT-5.2 mini",
		family: "GPT",
		maker: "OpenAI",
		aliases: ["Zephyrion"],
	},
];
const detect = createLeakDetector({ names });
const run = (example: string | [string, string]) =>
	typeof example === "string" ? detect(example) : detect(example[0], example[1]);

describe("measured on hand-made replies", () => {
	test.each(Object.keys(leaks))("leaks in %s: at least nine of ten are flagged", (language) => {
		const examples = leaks[language] ?? [];
		const missed = examples.filter((example) => run(example as string).length === 0);
		expect(missed.length / examples.length).toBeLessThanOrEqual(0.1);
	});

	test("innocent mentions: at most one false flag in fifty", () => {
		const flagged = innocent.filter((example) => run(example as string).length > 0);
		expect(innocent.length).toBeGreaterThanOrEqual(120);
		expect(flagged.length / innocent.length).toBeLessThanOrEqual(0.02);
	});
});

describe("findings", () => {
	test("offsets point into the reply as it was written", () => {
		const reply = "😀 Well:\u200b I\u2019m **Ｃｌａｕｄｅ**, a bot.";
		const [finding] = detect(reply);
		expect(finding).toMatchObject({ kind: "family", language: "en" });
		expect(reply.slice(finding?.start, finding?.end)).toBe(finding?.matched);
		expect(finding?.matched).toBe("I\u2019m **Ｃｌａｕｄｅ");
	});

	test.each([
		["I am GPT-5.2 mini.", "model-name"],
		["My name is Zephyrion.", "model-name"],
		["I am the House Librarian.", "model-name"],
		["I am ChatGPT.", "family"],
		["I'm an assistant made by Parley.", "self-description"],
	])("%s: %s", (reply, kind) => expect(detect(reply)[0]?.kind).toBe(kind));

	test("a bare answer counts only as the answer to who is speaking", () => {
		expect(detect("Claude.")).toEqual([]);
		expect(detect("Claude.", "Name a painter")).toEqual([]);
		expect(detect("Claude.", "what's your name?")[0]).toMatchObject({
			matched: "Claude",
			start: 0,
			end: 6,
		});
		expect(detect("Anthropic.", "Who made you?")[0]?.kind).toBe("maker");
	});

	test.each([
		"I'm not ChatGPT.",
		"I was not made by OpenAI.",
		"No soy ChatGPT.",
		"Não sou o ChatGPT.",
		"Ich bin nicht ChatGPT.",
		"我不是ChatGPT。",
		"Pretend I'm Claude.",
		'The robot said, "I am ChatGPT," and bowed.',
	])("not a leak: %s", (reply) => expect(detect(reply)).toEqual([]));

	test("the same name after a denial still is one", () => {
		expect(detect("I'm not ChatGPT, I'm Claude.")[0]?.matched).toBe("I'm Claude");
	});

	test("further names", () => {
		expect(detectLeak("I am Blorptron.", { names: [] })).toEqual([]);
		expect(detectLeak("I am Blorptron.", { names: [], otherNames: ["Blorptron"] })).toHaveLength(1);
	});

	test("strange input is harmless", () => {
		for (const reply of [
			"",
			"\ud800 I am ChatGPT",
			"\ue000 I am \ue000",
			"\0",
			"***",
			"_",
			"```",
		]) {
			expect(() => detect(reply, reply)).not.toThrow();
		}
		expect(detect("I am \ue000.")).toEqual([]);
	});
});

test("time grows with the reply, not faster, on the worst of inputs", () => {
	const pieces = [
		"I am happy that ChatGPT and OpenAI are fine. ",
		"I am a ",
		"claude ",
		"a b c ",
		"x",
		"my model by ",
		"I was made by the team at ",
		"je suis un modele de ",
		'"',
		"\n- Claude",
		"我是",
	];
	for (const piece of pieces) {
		const time = (size: number) => {
			const reply = `${piece.repeat(Math.floor(size / piece.length))} OpenAI`;
			detect(reply);
			const start = performance.now();
			detect(reply);
			return performance.now() - start;
		};
		expect(time(131_072)).toBeLessThan(1500);
	}
}, 30_000);
