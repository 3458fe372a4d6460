import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { callTarget, patientTimeouts } from "#lib/testing/call-target.ts";
import {
	beginStream,
	chatEnd,
	chatEvent,
	type FaultServer,
	startFaultServer,
} from "#lib/testing/fault-server.ts";
import { createModelPort, type EndpointMemory, newEndpointMemory } from "./call-model.ts";
import { declareModel, type EndpointLimits } from "./declared/declaration.ts";
import type { CallInput, CallOutcome } from "./port.ts";
import { buildRegistry } from "./registry.ts";

let first: FaultServer;
let second: FaultServer;
let memory: EndpointMemory;
let nowMs = 0;
beforeAll(async () => {
	[first, second] = await Promise.all([startFaultServer(), startFaultServer()]);
});
afterAll(() => Promise.all([first.stop(), second.stop()]));
beforeEach(() => {
	memory = newEndpointMemory();
	nowMs = 0;
	for (const server of [first, second]) {
		server.requests.length = 0;
		server.answer = (response) => {
			beginStream(response);
			response.end(chatEvent({ content: "Fine." }) + chatEnd);
		};
	}
});

function portFor(servers: FaultServer[], limits: EndpointLimits = {}) {
	const declaration = declareModel({
		slug: "one",
		name: "One",
		maker: "Lab",
		source: "file",
		endpoints: servers.map((server) => ({
			...callTarget(server.baseUrl),
			limits,
			capabilities: {},
		})),
	});
	const endpoints = declaration.endpoints.map((endpoint, i) => ({ id: `e${i}`, ...endpoint }));
	const registry = buildRegistry([{ ...declaration, id: "m1", stateReason: null, endpoints }]);
	const port = createModelPort({
		findModel: async (id) => registry.byId.get(id),
		timeouts: () => patientTimeouts,
		coalesceMs: () => 0,
		memory,
		nowMs: () => nowMs,
	});
	return (changes: Partial<CallInput> = {}): Promise<CallOutcome> =>
		port.call({
			modelId: "m1",
			messages: [{ role: "user", text: "hello" }],
			seed: 1,
			maxOutputTokens: 100,
			signal: new AbortController().signal,
			onText() {},
			...changes,
		});
}

const down: FaultServer["answer"] = (response) => response.writeHead(500).end();

describe("the model port", () => {
	test("a model that is not registered fails without a request, and leaves a trace", async () => {
		const outcome = await portFor([first])({ modelId: "nobody" });
		expect(outcome).toMatchObject({
			state: "failed",
			failure: { code: "not-found", isRetryable: false },
			trace: { requestedModel: "nobody", durationMs: 0 },
		});
	});

	test("a registry that cannot be read is a failure, not a throw", async () => {
		const port = createModelPort({
			findModel: () => Promise.reject(new Error("database away")),
			timeouts: () => patientTimeouts,
			coalesceMs: () => 0,
			memory,
			nowMs: () => 0,
		});
		const input = {
			modelId: "m1",
			messages: [],
			seed: 1,
			maxOutputTokens: 1,
			signal: new AbortController().signal,
			onText() {},
		};
		expect((await port.call(input)).state).toBe("failed");
	});

	test("an endpoint that keeps failing is left alone, asked again later, and comes back", async () => {
		const call = portFor([first]);
		first.answer = down;
		for (let i = 0; i < 5; i++) expect((await call()).failure?.code).toBe("server-error");
		expect((await call()).failure).toMatchObject({
			code: "circuit-open",
			isRetryable: true,
			retryAfterMs: 5000,
		});
		expect(first.requests.length).toBe(5);
		nowMs = 5000;
		first.answer = (response) => {
			beginStream(response);
			response.end(chatEvent({ content: "Back." }) + chatEnd);
		};
		expect(await call()).toMatchObject({ state: "ok", text: "Back." });
		expect((await call()).state).toBe("ok");
	});

	test("the second endpoint takes over while the first is left alone", async () => {
		const call = portFor([first, second]);
		first.answer = down;
		for (let i = 0; i < 5; i++) await call();
		expect(second.requests.length).toBe(0);
		expect((await call()).state).toBe("ok");
		expect(second.requests.length).toBe(1);
	});

	test("bad requests, refusals and aborts open no circuit", async () => {
		const call = portFor([first]);
		first.answer = (response) => response.writeHead(400).end();
		for (let i = 0; i < 8; i++) expect((await call()).failure?.code).toBe("bad-request");
		for (let i = 0; i < 8; i++)
			expect((await call({ signal: AbortSignal.abort() })).state).toBe("aborted");
	});

	test("more calls than places wait in line; an abort leaves the line", async () => {
		const call = portFor([first], { concurrencyMax: 2 });
		const held: (() => void)[] = [];
		let arrived: () => void = () => {};
		const two = new Promise<void>((resolve) => {
			arrived = resolve;
		});
		first.answer = (response) => {
			beginStream(response);
			held.push(() => response.end(chatEvent({ content: "Fine." }) + chatEnd));
			if (held.length === 2) arrived();
		};
		const controller = new AbortController();
		const calls = [call(), call(), call({ signal: controller.signal }), call()];
		await two;
		controller.abort();
		expect((await calls[2])?.state).toBe("aborted");
		expect(first.requests.length).toBe(2);
		first.answer = (response) => {
			beginStream(response);
			response.end(chatEvent({ content: "Fine." }) + chatEnd);
		};
		for (const release of held) release();
		const rest = await Promise.all([calls[0], calls[1], calls[3]]);
		expect(rest.map((outcome) => outcome?.state)).toEqual(["ok", "ok", "ok"]);
		expect(memory.slots.hasRoom("e0", 1)).toBe(true);
	});

	test("a line that does not move is left after a while", async () => {
		const call = portFor([first], { concurrencyMax: 1, firstTokenTimeoutMs: 60 });
		const controller = new AbortController();
		const reached = new Promise<void>((resolve) => {
			first.answer = (response) => {
				beginStream(response);
				response.write(chatEvent({ content: "I stay" }));
				resolve();
			};
		});
		const staying = call({ signal: controller.signal });
		await reached;
		expect((await call()).failure).toMatchObject({ code: "rate-limited", isRetryable: true });
		controller.abort();
		await staying;
	});

	test("a full endpoint sends calls to the next one", async () => {
		const call = portFor([first, second], { concurrencyMax: 1 });
		const controller = new AbortController();
		const reached = new Promise<void>((resolve) => {
			first.answer = (response) => {
				beginStream(response);
				resolve();
			};
		});
		const staying = call({ signal: controller.signal });
		await reached;
		expect((await call()).state).toBe("ok");
		expect(second.requests.length).toBe(1);
		controller.abort();
		await staying;
	});
});
