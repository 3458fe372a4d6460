import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { detectOllama } from "./detect-ollama.ts";

let server: Server | undefined;
afterEach(() => {
	server?.closeAllConnections();
	server?.close();
});

async function serving(answer: string | null): Promise<string> {
	server = createServer((_, response) => {
		if (answer !== null) response.end(answer);
	});
	await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("offers what is there as drafts", async () => {
	const address = await serving(
		JSON.stringify({
			models: [
				{ name: "Llama3.3:70b-Q4", model: "x", size: 1, details: { family: "llama" } },
				{ name: "hf.co/some/Model-GGUF:latest" },
			],
		}),
	);
	const found = await detectOllama(address);
	expect(found).toMatchObject([
		{
			slug: "ollama-llama3.3-70b-q4",
			name: "Llama3.3:70b-Q4",
			family: "llama",
			state: "draft",
			source: "detected",
			endpoints: [
				{
					provider: "openai-compatible",
					providerModelId: "Llama3.3:70b-Q4",
					baseUrl: `${address}/v1`,
				},
			],
		},
		{ slug: "ollama-hf.co-some-model-gguf-latest" },
	]);
});

test.each(["not json", "{}", '{"models":[{"name":""}]}', '{"models":7}'])(
	"%s is no Ollama",
	async (answer) => {
		expect(await detectOllama(await serving(answer))).toEqual([]);
	},
);

test("silence is waited for only briefly", async () => {
	const startedAt = performance.now();
	expect(await detectOllama(await serving(null), 50)).toEqual([]);
	expect(await detectOllama("http://127.0.0.1:1", 50)).toEqual([]);
	expect(performance.now() - startedAt).toBeLessThan(1500);
});
