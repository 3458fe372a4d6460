import {
	Agent,
	type ClientRequest,
	createServer,
	type IncomingMessage,
	type ServerResponse,
	request as send,
} from "node:http";

// What Parley is measured against. `pipe`: hands the provider's bytes on, one request a reply: the
// least that any server in between adds. `re-emit`: asks for both replies, parses their events and
// sends them on as one stream of small numbered ones; at `/stalled` one of the two never comes.
// Prints its port.
const [mode, provider = ""] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });

function ask(model: string, onResponse: (response: IncomingMessage) => void): ClientRequest {
	const messages = [{ role: "user", content: "hello" }];
	const body = JSON.stringify({ model, stream: true, messages });
	const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
	return send(`${provider}/chat/completions`, { method: "POST", agent, headers }, onResponse)
		.on("error", () => {})
		.end(body);
}

function pipe(response: ServerResponse): void {
	ask("bench-1", (reply) => {
		response.writeHead(200, { "content-type": "text/event-stream" });
		reply.pipe(response);
	});
}

function reEmit(response: ServerResponse, models: [string, string]): void {
	let seq = 0;
	let running = 2;
	const emit = (event: string, data: object) => {
		seq += 1;
		response.write(`id: ${seq}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
	};
	response.writeHead(200, { "content-type": "text/event-stream" });
	for (const [index, slot] of ["a", "b"].entries()) {
		let at = 0;
		const asked = ask(models[index] ?? "", (reply) => {
			let rest = "";
			reply.setEncoding("utf8");
			reply.on("data", (text: string) => {
				rest += text;
				for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
					const data = rest.slice(6, end);
					rest = rest.slice(end + 2);
					if (data === "[DONE]") continue;
					const chunk = JSON.parse(data) as { choices: { delta: { content?: string } }[] };
					const word = chunk.choices[0]?.delta.content;
					if (!word) continue;
					emit("reply-delta", { slot, text: word, at });
					at += word.length;
				}
			});
			reply.on("error", () => {});
			reply.on("end", () => {
				emit("reply-end", { slot, state: "done" });
				running -= 1;
				if (running > 0) return;
				emit("turn-end", {});
				response.end();
			});
		});
		response.on("close", () => {
			if (running > 0) asked.destroy();
		});
	}
}

const server = createServer((request, response) => {
	request.resume();
	if (mode === "pipe") pipe(response);
	else
		reEmit(response, request.url === "/stalled" ? ["stalled", "bench-1"] : ["bench-1", "bench-1"]);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
	const address = server.address();
	process.stdout.write(`${typeof address === "object" && address !== null ? address.port : 0}\n`);
});
