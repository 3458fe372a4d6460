import { createServer } from "node:http";

/**
 * A fake OpenAI-compatible server that paces `chunks` deltas over `durationMs`, in the shape and
 * size of the real ones. Each delta's word is the time at which it was sent (milliseconds of the day,
 * base 36), so that a reader knows how old it is. A model whose name holds "stalled" sends its role
 * and then nothing. Prints its port, then serves until it is killed.
 */
const chunks = Number(process.argv[2] ?? 200);
const durationMs = Number(process.argv[3] ?? 4000);
const dayMs = 86_400_000;
const base = {
	id: "chatcmpl-bench0123456789",
	object: "chat.completion.chunk",
	created: 1_790_000_000,
	model: "bench-1",
};
const event = (delta: object, finish: string | null) =>
	`data: ${JSON.stringify({ ...base, system_fingerprint: "fp_0123", choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] })}\n\n`;
const head = event({ role: "assistant", content: "" }, null);
const tail = `${event({}, "stop")}data: ${JSON.stringify({ ...base, choices: [], usage: { prompt_tokens: 12, completion_tokens: chunks, total_tokens: 12 + chunks } })}\n\ndata: [DONE]\n\n`;
// Cut once, so that this process takes little of the processor that it shares with what is measured.
const [before = "", after = ""] = event({ content: "@@" }, null).split("@@");
const word = () => (Date.now() % dayMs).toString(36).padStart(6, "0");

const server = createServer((request, response) => {
	let body = "";
	request.setEncoding("utf8");
	request.on("data", (text: string) => {
		body += text;
	});
	request.on("end", () => {
		response.writeHead(200, { "content-type": "text/event-stream" });
		response.write(head);
		if (!/"model":"[^"]*stalled/.test(body)) pace();
	});
	const pace = () => {
		const startedAt = performance.now();
		let sent = 0;
		const tick = () => {
			if (response.destroyed) return;
			response.write(`${before}${word()} ${after}`);
			sent += 1;
			if (sent === chunks) {
				response.end(tail);
				return;
			}
			setTimeout(tick, Math.max(0, startedAt + (sent * durationMs) / chunks - performance.now()));
		};
		tick();
	};
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
	const address = server.address();
	process.stdout.write(`${typeof address === "object" && address !== null ? address.port : 0}\n`);
});
