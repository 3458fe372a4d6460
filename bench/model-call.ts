// CPU of one turn (two replies of 200 chunks over 4 s) through the model port, beside a bare
// node:http client that parses the same bytes. Run: node bench/model-call.ts [coalesceMs …]
import { spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import { callEndpoint } from "#lib/models/provider/call-endpoint.ts";

const chunks = 200;
const durationMs = 4000;
const server = spawn(
	process.execPath,
	[new URL("./serve/fake-openai.ts", import.meta.url).pathname, String(chunks), String(durationMs)],
	{ stdio: ["ignore", "pipe", "inherit"] },
);
const [line] = await once(server.stdout, "data");
const port = Number(String(line));

const agent = new http.Agent({ keepAlive: true });
const body = JSON.stringify({ model: "bench-1", stream: true, messages: [] });

/** Milliseconds to the first text. */
function bare(): Promise<number> {
	return new Promise((resolve, reject) => {
		const startedAt = performance.now();
		let firstMs = 0;
		const request = http.request(
			{ port, host: "127.0.0.1", method: "POST", path: "/v1/chat/completions", agent },
			(response) => {
				let buffer = "";
				response.setEncoding("utf8");
				response.on("data", (chunk: string) => {
					buffer += chunk;
					for (let at = buffer.indexOf("\n\n"); at >= 0; at = buffer.indexOf("\n\n")) {
						const data = buffer.slice(6, at);
						buffer = buffer.slice(at + 2);
						if (data === "[DONE]") continue;
						const event = JSON.parse(data) as { choices: { delta: { content?: string } }[] };
						if (event.choices[0]?.delta.content) firstMs ||= performance.now() - startedAt;
					}
				});
				response.on("end", () => resolve(firstMs));
			},
		);
		request.on("error", reject);
		request.end(body);
	});
}

const through = (coalesceMs: number) => async (): Promise<number> => {
	const outcome = await callEndpoint(
		{
			provider: "openai-compatible",
			providerModelId: "bench-1",
			baseUrl: `http://127.0.0.1:${port}/v1`,
			keyEnv: null,
			trusted: true,
			limits: {},
			sampling: {},
			systemPrefix: null,
			price: { inputUsd: 1, outputUsd: 1, cachedUsd: null },
		},
		{
			messages: [{ role: "user", text: "hello" }],
			seed: 1,
			maxOutputTokens: 8192,
			signal: new AbortController().signal,
			onText() {},
		},
		{
			timeouts: {
				connectMs: 10_000,
				firstTokenMs: 45_000,
				betweenTokensMs: 30_000,
				totalMs: 120_000,
			},
			coalesceMs,
		},
	);
	if (outcome.state !== "ok") throw new Error(outcome.failure?.text ?? outcome.state);
	return outcome.trace.firstTokenMs ?? 0;
};

const windows = process.argv.slice(2).map(Number);
const ways: [string, () => Promise<number>][] = [
	["bare node:http, parsed", bare],
	...(windows.length > 0 ? windows : [0, 40, 100]).map((ms): [string, () => Promise<number>] => [
		`model port, ${ms} ms`,
		through(ms),
	]),
];
console.log("way                       battles   CPU ms a turn   first text p50 / p95 ms");
for (const [name, call] of ways) {
	await Promise.all(Array.from({ length: 20 }, call));
	for (const battles of [50, 200]) {
		const before = process.cpuUsage();
		const firsts = (await Promise.all(Array.from({ length: battles * 2 }, call))).sort(
			(x, y) => x - y,
		);
		const used = process.cpuUsage(before);
		const cpuMs = (used.user + used.system) / 1000 / battles;
		const at = (share: number) => (firsts[Math.floor(firsts.length * share)] ?? 0).toFixed(0);
		console.log(
			`${name.padEnd(25)} ${String(battles).padStart(7)}   ${cpuMs.toFixed(1).padStart(13)}   ${at(0.5)} / ${at(0.95)}`,
		);
	}
}
server.kill();
