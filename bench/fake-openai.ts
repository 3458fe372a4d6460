import { createServer } from "node:http";

/**
 * A fake OpenAI-compatible server that paces `chunks` deltas over `durationMs`, in the shape and
 * size of the real ones. Prints its port, then serves until it is killed.
 */
const chunks = Number(process.argv[2] ?? 200);
const durationMs = Number(process.argv[3] ?? 4000);
const base = {
	id: "chatcmpl-bench0123456789",
	object: "chat.completion.chunk",
	created: 1_790_000_000,
	model: "bench-1",
};
const event = (delta: object, finish: string | null) =>
	`data: ${JSON.stringify({ ...base, system_fingerprint: "fp_0123", choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] })}\n\n`;
const tail = `${event({}, "stop")}data: ${JSON.stringify({ ...base, choices: [], usage: { prompt_tokens: 12, completion_tokens: chunks, total_tokens: 12 + chunks } })}\n\ndata: [DONE]\n\n`;

const server = createServer((request, response) => {
	request.resume();
	response.writeHead(200, { "content-type": "text/event-stream" });
	response.write(event({ role: "assistant", content: "" }, null));
	const startedAt = performance.now();
	let sent = 0;
	const tick = () => {
		if (response.destroyed) return;
		response.write(event({ content: `word${sent} ` }, null));
		sent += 1;
		if (sent === chunks) {
			response.end(tail);
			return;
		}
		setTimeout(tick, Math.max(0, startedAt + (sent * durationMs) / chunks - performance.now()));
	};
	tick();
});
server.listen(0, "127.0.0.1", () => {
	const address = server.address();
	process.stdout.write(`${typeof address === "object" && address !== null ? address.port : 0}\n`);
});
