import type { LanguageModelV4CallOptions, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { streamText } from "ai";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { BrainMessage, HouseBrain } from "./brain.ts";
import { createHouseLanguageModel } from "./house-model.ts";
import { countTokens } from "./tokens.ts";

const sentence = "The quick brown fox jumps over the lazy dog and runs back home again.";
const talker: HouseBrain = { respond: () => sentence };
const instant = { firstTokenMs: 0, tokensPerSecond: 0 };
const slow = { firstTokenMs: 300, tokensPerSecond: 40 };

const model = (brain: HouseBrain = talker, pace = instant) =>
	createHouseLanguageModel({ modelId: "house-test", brain, pace });

const ask = (
	text: string,
	more: Partial<LanguageModelV4CallOptions> = {},
): LanguageModelV4CallOptions => ({
	prompt: [{ role: "user", content: [{ type: "text", text }] }],
	...more,
});

async function readAll(stream: ReadableStream<LanguageModelV4StreamPart>) {
	const parts: LanguageModelV4StreamPart[] = [];
	for await (const part of stream) parts.push(part);
	return parts;
}

const textOf = (parts: readonly LanguageModelV4StreamPart[]) =>
	parts.map((part) => (part.type === "text-delta" ? part.delta : "")).join("");

afterEach(() => vi.useRealTimers());

describe("a house model's stream", () => {
	test("keeps the order of the protocol and gives the whole text", async () => {
		const { stream } = await model().doStream(ask("Hi"));
		const parts = await readAll(stream);
		const types = parts.map((part) => part.type).filter((type, i, all) => type !== all[i - 1]);
		expect(types).toEqual([
			"stream-start",
			"response-metadata",
			"text-start",
			"text-delta",
			"text-end",
			"finish",
		]);
		expect(textOf(parts)).toBe(sentence);
		expect(parts[1]).toMatchObject({ modelId: "house-test" });
		expect(parts.at(-1)).toMatchObject({
			finishReason: { unified: "stop" },
			usage: { inputTokens: { total: 1 }, outputTokens: { total: countTokens(sentence) } },
		});
	});

	test("waits for the first token and then keeps the pace, in at most 20 deltas a second", async () => {
		vi.useFakeTimers();
		const { stream } = await model(talker, slow).doStream(ask("Hi"));
		const reader = stream.getReader();
		const seen: { type: string; atMs: number }[] = [];
		const startedAt = performance.now();
		const reading = (async () => {
			for (;;) {
				const { done, value } = await reader.read();
				if (done) return;
				seen.push({ type: value.type, atMs: performance.now() - startedAt });
			}
		})();
		await vi.runAllTimersAsync();
		await reading;
		const deltas = seen.filter(({ type }) => type === "text-delta");
		expect(seen[0]).toEqual({ type: "stream-start", atMs: 0 });
		expect(deltas[0]?.atMs).toBe(300);
		expect(deltas.length).toBe(Math.ceil(countTokens(sentence) / 2));
		deltas.forEach(({ atMs }, i) => {
			expect(Math.abs(atMs - (300 + i * 50))).toBeLessThanOrEqual(2);
		});
	});

	test.each([
		["in the wait before the first token", 100, 0],
		["in the middle", 370, 2],
	])("stops at once when aborted %s", async (_, abortAfterMs, deltasBefore) => {
		vi.useFakeTimers();
		const abort = new AbortController();
		const { stream } = await model(talker, slow).doStream(ask("Hi", { abortSignal: abort.signal }));
		const seen: string[] = [];
		const reading = (async () => {
			for await (const part of stream) seen.push(part.type);
		})();
		const failed = expect(reading).rejects.toMatchObject({ name: "AbortError" });
		await vi.advanceTimersByTimeAsync(abortAfterMs);
		abort.abort();
		await failed;
		expect(seen.filter((type) => type === "text-delta")).toHaveLength(deltasBefore);
		expect(vi.getTimerCount()).toBe(0);
	});

	test("leaves no timer behind when the reader goes away", async () => {
		vi.useFakeTimers();
		const { stream } = await model(talker, slow).doStream(ask("Hi"));
		await stream.cancel();
		expect(vi.getTimerCount()).toBe(0);
	});

	test("refuses a call that is aborted already", async () => {
		const call = ask("Hi", { abortSignal: AbortSignal.abort() });
		await expect(model().doStream(call)).rejects.toMatchObject({ name: "AbortError" });
		await expect(model().doGenerate(call)).rejects.toMatchObject({ name: "AbortError" });
	});
});

describe("a house model's reply", () => {
	test("ends with `length` at maxOutputTokens and with `stop` at a stop sequence", async () => {
		const short = await model().doGenerate(ask("Hi", { maxOutputTokens: 3 }));
		expect(short.finishReason.unified).toBe("length");
		expect(short.usage.outputTokens.total).toBe(3);
		expect(short.content).toEqual([{ type: "text", text: "The quick brown" }]);
		const stopped = await model().doGenerate(ask("Hi", { stopSequences: [" fox"] }));
		expect(stopped.finishReason.unified).toBe("stop");
		expect(stopped.content).toEqual([{ type: "text", text: "The quick brown" }]);
	});

	test("takes its time without a stream as well, and can be aborted in it", async () => {
		vi.useFakeTimers();
		const abort = new AbortController();
		const call = model(talker, slow).doGenerate(ask("Hi", { abortSignal: abort.signal }));
		const failed = expect(call).rejects.toMatchObject({ name: "AbortError" });
		await vi.advanceTimersByTimeAsync(299);
		abort.abort();
		await failed;
		expect(vi.getTimerCount()).toBe(0);
	});

	test("depends on the seed and the conversation, and on nothing else", async () => {
		const dice = model({ respond: (_, random) => String(random.next()) });
		const roll = async (text: string, seed?: number) =>
			(await dice.doGenerate(ask(text, seed === undefined ? {} : { seed }))).content;
		expect(await roll("a", 1)).toEqual(await roll("a", 1));
		expect(await roll("a")).toEqual(await roll("a"));
		expect(await roll("a", 1)).not.toEqual(await roll("a", 2));
		expect(await roll("a")).not.toEqual(await roll("b"));
	});

	test("is well-formed, without control characters and without the names of house models", async () => {
		const rude = model({
			respond: () => "A Parrot, two PARROTS\u0000\ud800 and the House Librarian describe Parley.",
		});
		const { content } = await rude.doGenerate(ask("Hi"));
		expect(content).toEqual([
			{ type: "text", text: "A Bird, two BIRDS \ufffd and the Reader describe This place." },
		]);
	});

	test("reads system, user and assistant texts in order and warns about what it cannot do", async () => {
		let read: readonly BrainMessage[] = [];
		const reader = model({
			respond(messages) {
				read = messages;
				return "Yes.";
			},
		});
		const result = await reader.doGenerate({
			prompt: [
				{ role: "system", content: "Be kind." },
				{ role: "user", content: [{ type: "text", text: "One\u0000" }] },
				{
					role: "assistant",
					content: [
						{ type: "reasoning", text: "hm" },
						{ type: "text", text: "Two" },
					],
				},
				{ role: "user", content: [{ type: "text", text: "Three" }] },
			],
			tools: [{ type: "function", name: "f", inputSchema: {} }],
		});
		expect(read).toEqual([
			{ role: "system", text: "Be kind." },
			{ role: "user", text: "One " },
			{ role: "assistant", text: "Two" },
			{ role: "user", text: "Three" },
		]);
		expect(result.warnings).toEqual([{ type: "unsupported", feature: "tools" }]);
	});
});

test("streamText consumes a house model", async () => {
	const result = streamText({ model: model(), prompt: "Hello" });
	expect(await result.text).toBe(sentence);
	expect(await result.finishReason).toBe("stop");
	expect((await result.usage).outputTokens).toBe(countTokens(sentence));
});
