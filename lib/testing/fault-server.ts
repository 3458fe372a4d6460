import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers one request in whatever wrong way a test needs. */
export type Answer = (response: ServerResponse, request: IncomingMessage, body: string) => void;

export interface FaultServer {
	/** Address up to `/v1`. */
	baseUrl: string;
	/** How the next and all following requests are answered. */
	answer: Answer;
	/** Paths of the requests so far. */
	readonly requests: { path: string; body: string; headers: IncomingMessage["headers"] }[];
	/** Resolves when the client has closed the connection of the current request. */
	closed(): Promise<void>;
	stop(): Promise<void>;
}

/** A local HTTP server for faults that fake providers do not inject. */
export async function startFaultServer(): Promise<FaultServer> {
	let close: () => void = () => {};
	let closed = Promise.resolve();
	const server: Server = createServer((request, response) => {
		closed = new Promise((resolve) => {
			close = resolve;
		});
		response.on("close", () => close());
		let body = "";
		request.setEncoding("utf8");
		request.on("data", (chunk: string) => {
			body += chunk;
		});
		request.on("end", () => {
			faults.requests.push({ path: request.url ?? "", body, headers: request.headers });
			faults.answer(response, request, body);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const faults: FaultServer = {
		baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		answer: (response) => response.end(),
		requests: [],
		closed: () => closed,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
	return faults;
}

/** One event of an OpenAI-compatible stream. */
export function chatEvent(delta: object, rest: object = {}): string {
	const choices = [{ index: 0, delta, finish_reason: null, ...rest }];
	return `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "served-1", choices })}\n\n`;
}

/** The end of a good OpenAI-compatible stream, with usage. */
export const chatEnd = `${chatEvent({}, { finish_reason: "stop" })}data: ${JSON.stringify({
	id: "c",
	object: "chat.completion.chunk",
	created: 1,
	model: "served-1",
	choices: [],
	usage: {
		prompt_tokens: 1000,
		completion_tokens: 200,
		total_tokens: 1200,
		prompt_tokens_details: { cached_tokens: 400 },
		completion_tokens_details: { reasoning_tokens: 50 },
	},
})}\n\ndata: [DONE]\n\n`;

/** Begins an event stream. */
export function beginStream(response: ServerResponse): void {
	response.writeHead(200, { "content-type": "text/event-stream" });
	response.flushHeaders();
}

/** Answers a chat with a text, streamed. */
export function sayText(response: ServerResponse, text: string): void {
	beginStream(response);
	response.end(chatEvent({ role: "assistant", content: text }) + chatEnd);
}

/** Answers a chat with calls of tools, streamed. */
export function callTools(
	response: ServerResponse,
	calls: readonly { name: string; arguments: unknown }[],
): void {
	beginStream(response);
	const tool_calls = calls.map(({ name, arguments: given }, index) => ({
		index,
		id: `call-${index}`,
		type: "function",
		function: { name, arguments: JSON.stringify(given) },
	}));
	response.end(
		chatEvent({ role: "assistant", tool_calls }) +
			chatEnd.replace('"finish_reason":"stop"', '"finish_reason":"tool_calls"'),
	);
}

/** Answers with an error of the provider. */
export function refuse(
	response: ServerResponse,
	status: number,
	headers: Record<string, string> = {},
): void {
	response.writeHead(status, { "content-type": "application/json", ...headers });
	response.end(JSON.stringify({ error: { message: `status ${status}` } }));
}
