import { createServer } from "node:http";

/**
 * A fake OpenAI-compatible juror that answers every reading the same after a fixed time, and at most so many at once:
 * those over it are refused with 429. Prints its port, then serves until it is killed.
 */
const delayMs = Number(process.argv[2] ?? 200);
const atOnceMax = Number(process.argv[3] ?? 8);
const event = (delta: object, finish: string | null) =>
	`data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "juror", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const verdict = JSON.stringify({ rationale: "The first is plainer.", outcome: "tie" });
const usage = { prompt_tokens: 900, completion_tokens: 20, total_tokens: 920 };
const answer = `${event({ role: "assistant", content: verdict }, null)}${event({}, "stop")}data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "juror", choices: [], usage })}\n\ndata: [DONE]\n\n`;

let open = 0;
const server = createServer((request, response) => {
	request.resume();
	if (open >= atOnceMax) {
		response.writeHead(429, { "retry-after": "1" }).end("{}");
		return;
	}
	open += 1;
	setTimeout(() => {
		open -= 1;
		response.writeHead(200, { "content-type": "text/event-stream" });
		response.end(answer);
	}, delayMs);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
	const address = server.address();
	process.stdout.write(`${typeof address === "object" && address !== null ? address.port : 0}\n`);
});
