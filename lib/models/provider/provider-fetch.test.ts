import { afterAll, beforeAll, expect, test } from "vitest";
import { beginStream, type FaultServer, startFaultServer } from "#lib/testing/fault-server.ts";
import { type CallProbe, callProbes, createProviderFetch } from "./provider-fetch.ts";

let server: FaultServer;
beforeAll(async () => {
	server = await startFaultServer();
});
afterAll(() => server.stop());

const providerFetch = createProviderFetch({ useProxy: false, trusted: true });

function probed(changes: Partial<CallProbe> = {}): { signal: AbortSignal; probe: CallProbe } {
	const { signal } = new AbortController();
	const probe = { onConnected() {}, onHeaders() {}, coalesceMs: 0, bytesMax: 1e9, ...changes };
	callProbes.set(signal, probe);
	return { signal, probe };
}

async function readAll(response: Response): Promise<string[]> {
	const reader = (response.body ?? new ReadableStream()).getReader();
	const decoder = new TextDecoder();
	const reads: string[] = [];
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return reads;
		reads.push(decoder.decode(value));
	}
}

test("holds back nothing at first, then hands chunks on together, and all at the end", async () => {
	// The server writes the next chunk only when the one before has had time to arrive by itself.
	server.answer = async (response) => {
		beginStream(response);
		for (let i = 0; i < 20; i++) {
			response.write(`${i};`);
			await new Promise((resolve) => setTimeout(resolve, 2));
		}
		response.end();
	};
	const { signal } = probed({ coalesceMs: 60_000 });
	const reads = await readAll(
		await providerFetch(server.baseUrl, { signal, method: "POST", body: "x" }),
	);
	// The window is longer than the test: the first chunk before it, the rest when the stream ends.
	expect(reads[0]).toMatch(/^0;/);
	expect(reads.length).toBe(2);
	expect(reads.join("")).toBe(Array.from({ length: 20 }, (_, i) => `${i};`).join(""));
});

test("a reader that does not read stops the sender instead of filling memory", async () => {
	let sent = 0;
	let isBlocked: () => void = () => {};
	const blocked = new Promise<void>((resolve) => {
		isBlocked = resolve;
	});
	server.answer = (response) => {
		beginStream(response);
		response.on("error", () => {});
		const chunk = "x".repeat(65_536);
		const more = () => {
			sent += chunk.length;
			if (response.write(chunk)) setImmediate(more);
			else {
				response.once("drain", more);
				// Nothing drains for a while: the client has stopped reading.
				clearTimeout(timer);
				timer = setTimeout(isBlocked, 150);
			}
		};
		let timer: ReturnType<typeof setTimeout> | undefined;
		more();
	};
	const { signal } = probed();
	const response = await providerFetch(server.baseUrl, { signal, method: "POST", body: "x" });
	await blocked;
	expect(sent).toBeLessThan(20e6);
	await response.body?.cancel();
	await server.closed();
});

test("tells of the connection and the status, and sends headers and body as given", async () => {
	const seen: (string | number)[] = [];
	server.answer = (response) =>
		response.writeHead(418, { "x-kept": ["a", "b"] }).end("short and stout");
	const { signal } = probed({
		onConnected: () => seen.push("connected"),
		onHeaders: (s) => seen.push(s),
	});
	const response = await providerFetch(`${server.baseUrl}/models?x=1`, {
		signal,
		method: "POST",
		headers: { "x-test": "yes" },
		body: "wörds",
	});
	expect(seen).toEqual(["connected", 418]);
	expect(await response.text()).toBe("short and stout");
	expect(response.headers.get("x-kept")).toContain("a");
	expect(server.requests.at(-1)).toMatchObject({
		path: "/v1/models?x=1",
		body: "wörds",
		headers: { "x-test": "yes" },
	});
});
