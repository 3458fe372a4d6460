import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Provider } from "#lib/models/declared/declaration.ts";
import { callOnce, callTarget } from "#lib/testing/call-target.ts";

const mock = new LLMock({ port: 0, chunkSize: 6, auth: { apiKeys: ["the-secret-key-1234"] } });
const keyEnv = "PARLEY_TEST_PROVIDER_KEY";

beforeAll(async () => {
	vi.stubEnv(keyEnv, "the-secret-key-1234");
	vi.stubEnv("PARLEY_TEST_WRONG_KEY", "a-wrong-secret-5678");
	await mock.start();
});
afterAll(async () => {
	vi.unstubAllEnvs();
	await mock.stop();
});
beforeEach(() => {
	mock.reset();
});

const providers: [Exclude<Provider, "house">, string, string][] = [
	["openai", "/v1", "gpt-4o"],
	["openai-compatible", "/v1", "some-model:7b"],
	["anthropic", "/v1", "claude-haiku-4-5"],
	["google", "/v1beta", "gemini-2.5-pro"],
];

describe.each(providers)("a fake %s", (provider, path, providerModelId) => {
	const target = (changes = {}) =>
		callTarget(mock.url + path, { provider, providerModelId, keyEnv, ...changes });

	test("streams a reply, counts it and prices it", async () => {
		mock.onMessage("hello", {
			content: "Hello there, how are you today?",
			usage: {
				prompt_tokens: 1000,
				completion_tokens: 100,
				total_tokens: 1100,
				input_tokens: 1000,
				output_tokens: 100,
			},
		});
		const outcome = await callOnce(target({ systemPrefix: "Be kind." }));
		expect(outcome).toMatchObject({
			state: "ok",
			failure: null,
			text: "Hello there, how are you today?",
		});
		expect(outcome.pieces.join("")).toBe(outcome.text);
		expect(outcome.pieces.length).toBeGreaterThan(1);
		expect(outcome.trace).toMatchObject({
			provider,
			requestedModel: providerModelId,
			finishReason: "stop",
			httpStatus: 200,
			tokensIn: 1000,
			tokensOut: 100,
			tokensEstimated: false,
			parameters: { seed: 7, maxOutputTokens: 1000, messages: 1, hasSystemPrefix: true },
		});
		expect(outcome.trace.costUsd).toBeCloseTo(0.002, 9);
		expect(outcome.trace.firstTokenMs).toBeLessThanOrEqual(outcome.trace.durationMs);
		const sent = JSON.stringify(mock.getLastRequest()?.body);
		expect(sent).toContain("Be kind.");
	});

	test("sends the sampling parameters and the whole conversation", async () => {
		mock.onMessage("and now?", { content: "Now this." });
		const { callEndpoint } = await import("./call-endpoint.ts");
		const outcome = await callEndpoint(
			target({
				sampling: { temperature: 0.25, topP: 0.5, maxOutputTokens: 64 },
				systemPrefix: "First.",
			}),
			{
				messages: [
					{ role: "system", text: "Second." },
					{ role: "user", text: "one" },
					{ role: "assistant", text: "two" },
					{ role: "user", text: "and now?" },
				],
				seed: 7,
				maxOutputTokens: 1000,
				signal: new AbortController().signal,
				onText() {},
			},
			{
				timeouts: { connectMs: 5000, firstTokenMs: 5000, betweenTokensMs: 5000, totalMs: 5000 },
				coalesceMs: 0,
			},
		);
		expect(outcome.state).toBe("ok");
		const body = mock.getLastRequest()?.body as { messages?: { role: string; content: unknown }[] };
		expect(body.messages?.map((message) => message.role)).toEqual([
			"system",
			"user",
			"assistant",
			"user",
		]);
		expect(JSON.stringify(body.messages?.[0]?.content)).toContain("First.\\n\\nSecond.");
		expect(outcome.trace.parameters).toMatchObject({
			temperature: 0.25,
			topP: 0.5,
			maxOutputTokens: 64,
		});
	});

	test("a tool call that nobody asked for is left aside", async () => {
		mock.onMessage("hello", {
			content: "Let me look.",
			toolCalls: [{ name: "look", arguments: { at: "it" } }],
		});
		mock.onMessage("only", { toolCalls: [{ name: "look", arguments: { at: "it" } }] });
		expect(await callOnce(target())).toMatchObject({ state: "ok", text: "Let me look." });
		expect(await callOnce(target(), { text: "only" })).toMatchObject({
			state: "failed",
			text: "",
			failure: { code: "empty", reason: "unavailable", isRetryable: true },
		});
	});

	test("reasoning is not shown", async () => {
		mock.onMessage("hello", { content: "The answer.", reasoning: "Secretly thinking." });
		const outcome = await callOnce(target());
		expect(outcome).toMatchObject({ state: "ok", text: "The answer." });
	});

	test.each([
		[429, "rate-limited", true],
		[500, "server-error", true],
		[503, "server-error", true],
		[400, "bad-request", false],
		[403, "unauthorized", false],
		[404, "not-found", false],
	])("HTTP %i is %s", async (status, code, isRetryable) => {
		mock.onMessage("hello", {
			error: { message: `${provider} says no`, type: "some_error" },
			status,
		});
		const outcome = await callOnce(target());
		expect(outcome).toMatchObject({
			state: "failed",
			text: "",
			failure: { code, isRetryable, httpStatus: status, reason: "unavailable" },
			trace: { httpStatus: status, tokensOut: null, costUsd: null },
		});
		expect(outcome.failure?.text).toContain("says no");
	});

	test("429 says how long to wait", async () => {
		mock.onMessage("hello", {
			error: { message: "slow down", type: "rate_limit_error" },
			status: 429,
			retryAfter: 7,
		});
		expect((await callOnce(target())).failure).toMatchObject({
			code: "rate-limited",
			retryAfterMs: 7000,
		});
	});

	test("a wrong key is refused and shown nowhere", async () => {
		const outcome = await callOnce(target({ keyEnv: "PARLEY_TEST_WRONG_KEY" }));
		expect(outcome.failure).toMatchObject({
			code: "unauthorized",
			isRetryable: false,
			httpStatus: 401,
		});
		expect(JSON.stringify(outcome)).not.toContain("a-wrong-secret-5678");
	});

	test("a missing key is said by its name, without a request", async () => {
		const before = mock.getRequests().length;
		const outcome = await callOnce(target({ keyEnv: "PARLEY_TEST_NO_SUCH_KEY" }));
		expect(outcome.failure).toMatchObject({ code: "unauthorized" });
		expect(outcome.failure?.text).toContain("PARLEY_TEST_NO_SUCH_KEY");
		expect(mock.getRequests().length).toBe(before);
	});

	test("a stream cut short fails and keeps what came", async () => {
		mock.onMessage(
			"hello",
			{ content: "This sentence never comes to its end, alas." },
			{ truncateAfterChunks: 4, latency: 5 },
		);
		const outcome = await callOnce(target());
		expect(outcome.state).toBe("failed");
		expect(["truncated", "network"]).toContain(outcome.failure?.code);
		expect("This sentence never comes to its end, alas.").toContain(outcome.text);
		expect(outcome.text).not.toBe("");
	});

	test("malformed bytes and a lost connection fail", async () => {
		mock.onMessage("hello", { content: "fine" }, { chaos: { malformedRate: 1 } });
		expect((await callOnce(target())).failure?.code).toBe("malformed");
		mock.reset();
		mock.onMessage("hello", { content: "fine" }, { chaos: { disconnectRate: 1 } });
		expect((await callOnce(target())).failure).toMatchObject({
			code: "network",
			isRetryable: true,
		});
	});

	test("a slow first token runs out of time", async () => {
		mock.onMessage(
			"hello",
			{ content: "too late" },
			{ streamingProfile: { ttft: 10_000, tps: 10 } },
		);
		const outcome = await callOnce(target(), { timeouts: { firstTokenMs: 80 } });
		expect(outcome.failure).toMatchObject({ code: "first-token-timeout", isRetryable: true });
		expect(outcome.trace.durationMs).toBeLessThan(1500);
	});

	test("a stream that hangs half-way is given up", async () => {
		mock.onMessage("hello", { content: "word after word after word" }, { latency: 10_000 });
		const outcome = await callOnce(target(), {
			timeouts: { firstTokenMs: 400, betweenTokensMs: 80 },
		});
		expect(["stalled", "first-token-timeout"]).toContain(outcome.failure?.code);
		expect(outcome.trace.durationMs).toBeLessThan(1500);
	});

	test("an abort ends it at once and keeps what came", async () => {
		mock.onMessage("hello", { content: "word ".repeat(500) }, { latency: 5 });
		const controller = new AbortController();
		let abortedAt = 0;
		const outcome = await callOnce(target(), {
			signal: controller.signal,
			onText() {
				abortedAt ||= performance.now();
				controller.abort();
			},
		});
		expect(performance.now() - abortedAt).toBeLessThan(500);
		expect(outcome).toMatchObject({ state: "aborted", failure: null });
		expect(outcome.text.startsWith("word")).toBe(true);
		expect(outcome.text.length).toBeLessThan(2000);
		expect(outcome.trace.tokensEstimated).toBe(true);
	});
});
