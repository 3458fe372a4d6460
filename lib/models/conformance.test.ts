import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { callTarget, patientTimeouts } from "#lib/testing/call-target.ts";
import {
	beginStream,
	chatEnd,
	chatEvent,
	type FaultServer,
	startFaultServer,
} from "#lib/testing/fault-server.ts";
import { checkEndpoint, checkNames } from "./conformance.ts";
import type { Provider } from "./declared/declaration.ts";
import { type CallTarget, callEndpoint } from "./provider/call-endpoint.ts";

const mock = new LLMock({ port: 0, chunkSize: 4, latency: 2 });
let faults: FaultServer;
beforeAll(async () => {
	vi.stubEnv("PARLEY_TEST_CONFORMANCE_KEY", "some-key-1234");
	faults = await startFaultServer();
	mock.addFixture({
		match: { model: /no-such-model/ },
		response: { error: { message: "no such model", type: "not_found_error" }, status: 404 },
	});
	mock.addFixture({
		match: {},
		response: {
			content: "one two three four five six seven eight nine ten ".repeat(5),
			usage: {
				prompt_tokens: 10,
				completion_tokens: 50,
				total_tokens: 60,
				input_tokens: 10,
				output_tokens: 50,
			},
		},
	});
	await mock.start();
});
afterAll(async () => {
	vi.unstubAllEnvs();
	await Promise.all([mock.stop(), faults.stop()]);
});

const check = (target: CallTarget) =>
	checkEndpoint(target, (at, input) =>
		callEndpoint(at, input, { timeouts: patientTimeouts, coalesceMs: 0 }),
	);

const fakes: [Exclude<Provider, "house">, string, string][] = [
	["openai", "/v1", "gpt-4o"],
	["openai-compatible", "/v1", "gpt-4o"],
	["anthropic", "/v1", "claude-haiku-4-5"],
	["google", "/v1beta", "gemini-2.5-pro"],
];

describe("the conformance test", () => {
	test.each(fakes)("a good %s passes", async (provider, path, providerModelId) => {
		const keyEnv = "PARLEY_TEST_CONFORMANCE_KEY";
		const checks = await check(callTarget(mock.url + path, { provider, providerModelId, keyEnv }));
		expect(checks.map(({ name }) => name)).toEqual(checkNames);
		expect(checks.filter(({ ok }) => !ok)).toEqual([]);
	});

	test("a server that does not stream, counts nothing and hides its errors is told so", async () => {
		faults.answer = (response, _, body) => {
			if (body === "") {
				response.writeHead(500).end("oops");
				return;
			}
			beginStream(response);
			response.end(
				chatEvent({ content: "All at once." }) + chatEvent({}, { finish_reason: "stop" }),
			);
		};
		const checks = await check(callTarget(faults.baseUrl));
		expect(Object.fromEntries(checks.map(({ name, ok }) => [name, ok]))).toEqual({
			list: false,
			"one-token": true,
			stream: false,
			usage: false,
			stop: true,
			"error-shape": true,
		});
		expect(checks.at(-1)?.detail).toBe("the server answers to any model id");
	});

	test("a list without the model suggests the nearest id", async () => {
		faults.answer = (response, _, body) => {
			if (body === "") response.end('{"data":[{"id":"asked-2"},{"id":"other"}]}');
			else {
				beginStream(response);
				response.end(chatEvent({ content: "Fine." }) + chatEnd);
			}
		};
		const [list] = await check(callTarget(faults.baseUrl));
		expect(list?.detail).toBe("2 models, asked-1 is not among them; did you mean asked-2?");
	});

	test("a server that is down fails everything without a throw", async () => {
		const checks = await check(callTarget("http://127.0.0.1:1/v1"));
		expect(checks.every(({ ok }) => !ok)).toBe(true);
		expect(checks[1]?.detail).toContain("network");
	});
});
