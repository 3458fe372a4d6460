import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { callOnce, callTarget } from "#lib/testing/call-target.ts";
import {
	type Answer,
	beginStream,
	chatEnd,
	chatEvent,
	type FaultServer,
	startFaultServer,
} from "#lib/testing/fault-server.ts";

let server: FaultServer;
beforeAll(async () => {
	server = await startFaultServer();
});
afterAll(() => server.stop());

const target = (changes = {}) => callTarget(server.baseUrl, changes);
const streaming =
	(...parts: string[]): Answer =>
	(response) => {
		beginStream(response);
		for (const part of parts) response.write(part);
		response.end();
	};
/** Sends the parts and then nothing more. */
const hanging =
	(...parts: string[]): Answer =>
	(response) => {
		beginStream(response);
		for (const part of parts) response.write(part);
	};

describe("a good stream", () => {
	test("gives text, usage with cached and reasoning tokens, cost and the served model", async () => {
		server.answer = streaming(
			chatEvent({ role: "assistant" }),
			chatEvent({ content: "Good " }),
			chatEvent({ content: "day." }),
			chatEnd,
		);
		const outcome = await callOnce(target());
		expect(outcome).toMatchObject({
			state: "ok",
			text: "Good day.",
			trace: {
				requestedModel: "asked-1",
				returnedModel: "served-1",
				tokensIn: 1000,
				tokensOut: 200,
				tokensCached: 400,
				tokensReasoning: 50,
				finishReason: "stop",
			},
		});
		// 600 at 1, 400 cached at 0.5 and 200 out at 10 dollars a million.
		expect(outcome.trace.costUsd).toBeCloseTo((600 + 200 + 2000) / 1e6, 12);
	});

	test("without usage the counts are estimates, and without a price there is no cost", async () => {
		server.answer = streaming(
			chatEvent({ content: "one two three four five" }),
			chatEvent({}, { finish_reason: "stop" }),
			"data: [DONE]\n\n",
		);
		const price = { inputUsd: null, outputUsd: 1, cachedUsd: null };
		const { trace } = await callOnce(target({ price }));
		expect(trace).toMatchObject({
			tokensEstimated: true,
			tokensOut: 5,
			tokensIn: 5,
			costUsd: null,
		});
	});

	test("thoughts in fields of their own or inside the text are not shown", async () => {
		server.answer = streaming(
			chatEvent({ reasoning_content: "hm" }),
			chatEvent({ reasoning: "hm hm" }),
			chatEvent({ content: "<thi" }),
			chatEvent({ content: "nk>secret</th" }),
			chatEvent({ content: "ink>\n\nShown" }),
			chatEvent({ content: " text <think>as it is</think>" }),
			chatEnd,
		);
		expect((await callOnce(target())).text).toBe("Shown text <think>as it is</think>");
	});

	test("many chunks at once arrive whole and in order, multi-byte characters cut anywhere", async () => {
		const words = Array.from({ length: 300 }, (_, i) => `wörd-${i} 😀 `);
		const bytes = Buffer.from(words.map((content) => chatEvent({ content })).join("") + chatEnd);
		server.answer = (response) => {
			beginStream(response);
			for (let i = 0; i < bytes.length; i += 37) response.write(bytes.subarray(i, i + 37));
			response.end();
		};
		const outcome = await callOnce(target());
		expect(outcome.text).toBe(words.join(""));
	});

	test("NUL and halves of surrogate pairs never come out", async () => {
		server.answer = streaming(
			chatEvent({ content: "a\u0000b\ud83d" }),
			chatEvent({ content: "\ude00c\udc00d" }),
			chatEvent({ content: "e\ud83d" }),
			chatEnd,
		);
		const outcome = await callOnce(target());
		expect(outcome.text).toBe("ab😀c\ufffdde\ufffd");
		expect(outcome.pieces.every((piece) => piece.isWellFormed())).toBe(true);
	});

	test("comments, blank events and unknown fields are passed over", async () => {
		server.answer = streaming(
			": ping\n\n",
			"event: message\nid: 5\n",
			chatEvent({ content: "Fine.", audio: null, x: 1 }),
			": bye\n\n",
			chatEnd,
		);
		expect(await callOnce(target())).toMatchObject({ state: "ok", text: "Fine." });
	});

	test("a reply cut at the token limit is a reply", async () => {
		server.answer = streaming(
			chatEvent({ content: "Half a" }),
			chatEvent({}, { finish_reason: "length" }),
			"data: [DONE]\n\n",
		);
		expect(await callOnce(target())).toMatchObject({
			state: "ok",
			trace: { finishReason: "length" },
		});
	});
});

describe("a fault becomes a named failure", () => {
	test.each<[string, Answer, object]>([
		[
			"an event that is not JSON",
			hanging(chatEvent({ content: "Hi" }), "data: {nonsense\n\n"),
			{ code: "malformed", isRetryable: true },
		],
		["an event of another shape", hanging('data: {"choices":"none"}\n\n'), { code: "malformed" }],
		[
			"an end without a finish reason",
			streaming(chatEvent({ content: "Hi" })),
			{ code: "truncated", isRetryable: true },
		],
		[
			"an end in mid-event",
			streaming(chatEvent({ content: "Hi" }), 'data: {"choi'),
			{ code: "truncated" },
		],
		["nothing at all", streaming(), { code: "truncated" }],
		[
			"no text",
			streaming(chatEvent({ content: "" }), chatEnd),
			{ code: "empty", isRetryable: true },
		],
		["blank text", streaming(chatEvent({ content: "\n \n" }), chatEnd), { code: "empty" }],
		[
			"only a thought",
			streaming(
				chatEvent({ content: "<think>never ends" }),
				chatEvent({}, { finish_reason: "length" }),
			),
			{ code: "empty" },
		],
		[
			"the provider's filter",
			streaming(chatEvent({ content: "Half" }), chatEvent({}, { finish_reason: "content_filter" })),
			{ code: "content-filter", reason: "refused-by-policy", isRetryable: false },
		],
		[
			"an error inside the stream",
			hanging('data: {"error":{"message":"overloaded","type":"server_error","code":503}}\n\n'),
			{ code: "server-error", httpStatus: 503 },
		],
		[
			"a rate limit inside the stream",
			hanging('data: {"error":{"message":"Rate limit reached","type":"rate_limit_error"}}\n\n'),
			{ code: "rate-limited" },
		],
		[
			"a page instead of a stream",
			(r) => r.writeHead(200, { "content-type": "text/html" }).end("<html>"),
			{ code: "malformed", httpStatus: null },
		],
		[
			"a whole JSON answer",
			(r) => r.writeHead(200, { "content-type": "application/json" }).end("{}"),
			{ code: "malformed" },
		],
		[
			"a redirect",
			(r) => r.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
			{ code: "bad-request", httpStatus: 302 },
		],
		[
			"a reset before the headers",
			(r) => r.socket?.destroy(),
			{ code: "network", isRetryable: true },
		],
		[
			"a reset in mid-stream",
			(r) => {
				beginStream(r);
				r.write(chatEvent({ content: "Hi" }));
				setImmediate(() => r.socket?.destroy());
			},
			{ code: "network" },
		],
		["a body that is no HTTP", (r) => r.socket?.end("garbage\r\n\r\n"), { code: "network" }],
		[
			"a bare 502",
			(r) => r.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>"),
			{ code: "server-error", isRetryable: true },
		],
		[
			"429 with a date",
			(r) => r.writeHead(429, { "retry-after": new Date(Date.now() + 60_000).toUTCString() }).end(),
			{ code: "rate-limited", retryAfterMs: expect.closeTo(60_000, -4) },
		],
		[
			"429 with milliseconds",
			(r) => r.writeHead(429, { "retry-after-ms": "1500", "retry-after": "9" }).end(),
			{ code: "rate-limited", retryAfterMs: 1500 },
		],
		[
			"429 because the money is gone",
			(r) =>
				r
					.writeHead(429, { "content-type": "application/json" })
					.end(
						'{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}',
					),
			{ code: "rate-limited", isRetryable: false },
		],
		[
			"a context that is too long",
			(r) =>
				r
					.writeHead(400, { "content-type": "application/json" })
					.end(
						'{"error":{"message":"This model\'s maximum context length is 8192 tokens","code":"context_length_exceeded"}}',
					),
			{ code: "context-exceeded", reason: "too-long", isRetryable: false },
		],
		[
			"a filtered question",
			(r) =>
				r
					.writeHead(400, { "content-type": "application/json" })
					.end('{"error":{"message":"blocked","code":"content_filter"}}'),
			{ code: "content-filter", reason: "refused-by-policy" },
		],
	])("%s", async (_, answer, expected) => {
		server.answer = answer;
		const outcome = await callOnce(target());
		expect(outcome.failure).toMatchObject(expected);
		expect(outcome.state).toBe("failed");
		expect(outcome.failure?.text.length).toBeLessThanOrEqual(2000);
	});

	test("text before the fault is kept", async () => {
		server.answer = hanging(chatEvent({ content: "This much" }), "data: {nonsense\n\n");
		expect((await callOnce(target())).text).toBe("This much");
	});

	test("a refusal in the model's own words is a reply", async () => {
		server.answer = streaming(chatEvent({ refusal: "I would rather not." }), chatEnd);
		expect(await callOnce(target())).toMatchObject({ state: "ok", text: "I would rather not." });
	});

	test("a reply without end is cut off", async () => {
		let isOpen = true;
		server.answer = (response) => {
			beginStream(response);
			response.on("close", () => {
				isOpen = false;
			});
			const more = () => {
				if (!isOpen) return;
				response.write(chatEvent({ content: "more and ".repeat(50) }));
				setImmediate(more);
			};
			more();
		};
		const outcome = await callOnce(target(), { maxOutputTokens: 100 });
		expect(outcome.failure).toMatchObject({
			code: "too-long",
			reason: "too-long",
			isRetryable: false,
		});
		expect(outcome.text.length).toBeLessThan(100 * 16 + 1000);
		await server.closed();
		expect(isOpen).toBe(false);
	});

	test("a flood that is no text is cut off too", async () => {
		server.answer = (response) => {
			beginStream(response);
			response.on("error", () => {});
			const more = () => {
				if (response.write(`: ${"x".repeat(65_536)}\n`)) setImmediate(more);
				else response.once("drain", more);
			};
			more();
		};
		expect((await callOnce(target(), { maxOutputTokens: 1 })).failure?.code).toBe("too-long");
	});

	test("nobody listens, and a server that speaks no TLS", async () => {
		const free = createServer().listen(0, "127.0.0.1");
		await new Promise((resolve) => free.once("listening", resolve));
		const { port } = free.address() as AddressInfo;
		await new Promise((resolve) => free.close(resolve));
		const refused = await callOnce(callTarget(`http://127.0.0.1:${port}/v1`));
		expect(refused.failure).toMatchObject({ code: "network", isRetryable: true });
		const noTls = await callOnce(callTarget(server.baseUrl.replace("http:", "https:")));
		expect(noTls.failure).toMatchObject({ code: "network", httpStatus: null });
	});

	test("a key in the provider's words does not get into the trace", async () => {
		vi.stubEnv("PARLEY_TEST_FAULT_KEY", "odd/key value+1");
		server.answer = (response, request) =>
			response.writeHead(401, { "content-type": "application/json" }).end(
				JSON.stringify({
					error: {
						message: `bad key ${request.headers.authorization} and odd%2Fkey%20value%2B1 and sk-abcdefghijklmnopqrst`,
					},
				}),
			);
		const outcome = await callOnce(target({ keyEnv: "PARLEY_TEST_FAULT_KEY" }));
		vi.unstubAllEnvs();
		expect(outcome.failure?.code).toBe("unauthorized");
		expect(JSON.stringify(outcome)).not.toMatch(/odd\/key|odd%2F|sk-abc/);
	});
});

describe("time", () => {
	test.each<[string, Answer, object, string]>([
		["no headers", () => {}, { firstTokenMs: 60 }, "first-token-timeout"],
		[
			"headers and no text",
			hanging(chatEvent({ role: "assistant" })),
			{ firstTokenMs: 60 },
			"first-token-timeout",
		],
		[
			"pings and no text",
			hanging(": ping\n\n", ": ping\n\n"),
			{ firstTokenMs: 60 },
			"first-token-timeout",
		],
		["text that stops", hanging(chatEvent({ content: "Hi" })), { betweenTokensMs: 60 }, "stalled"],
		[
			"thoughts that stop",
			hanging(chatEvent({ reasoning_content: "Hm" })),
			{ betweenTokensMs: 60 },
			"stalled",
		],
	])("%s", async (_, answer, timeouts, code) => {
		server.answer = answer;
		const outcome = await callOnce(target(), { timeouts });
		expect(outcome.failure).toMatchObject({ code, reason: "unavailable", isRetryable: true });
		expect(outcome.trace.durationMs).toBeGreaterThanOrEqual(59);
		expect(outcome.trace.durationMs).toBeLessThan(1000);
		await server.closed();
	});

	test("a reply that takes too long as a whole", async () => {
		server.answer = (response) => {
			beginStream(response);
			const timer = setInterval(() => response.write(chatEvent({ content: "on " })), 10);
			response.on("close", () => clearInterval(timer));
		};
		const outcome = await callOnce(target(), { timeouts: { totalMs: 120, betweenTokensMs: 60 } });
		expect(outcome.failure).toMatchObject({
			code: "total-timeout",
			reason: "too-long",
			isRetryable: false,
		});
		expect(outcome.text).toMatch(/^(on )+$/);
		await server.closed();
	});

	test("a connection that is never made", async () => {
		// TEST-NET-1 (RFC 5737) answers nobody; a network that refuses it at once is a network fault.
		const outcome = await callOnce(callTarget("http://192.0.2.1:9/v1"), {
			timeouts: { connectMs: 60 },
		});
		expect(["connect-timeout", "network"]).toContain(outcome.failure?.code);
		expect(outcome.trace.durationMs).toBeLessThan(1000);
	});

	test("an abort before the start sends nothing", async () => {
		const before = server.requests.length;
		const outcome = await callOnce(target(), { signal: AbortSignal.abort() });
		expect(outcome).toMatchObject({ state: "aborted", failure: null, text: "" });
		expect(server.requests.length).toBe(before);
	});

	test("an abort while waiting for headers closes the connection", async () => {
		const controller = new AbortController();
		server.answer = () => controller.abort();
		const outcome = await callOnce(target(), { signal: controller.signal });
		expect(outcome).toMatchObject({ state: "aborted", failure: null });
		await server.closed();
	});
});
