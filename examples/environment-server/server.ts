// A sample environment for Parley: node examples/environment-server/server.ts [port]
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Cellar, Refused } from "./contract.ts";

const BODY_BYTES_MAX = 65_536;

/** A server of the sample; it holds its sessions in memory. */
export function createEnvironmentServer(): Server {
	const cellar = new Cellar();
	return createServer(async (request, response) => {
		const { status, answer } = await answerTo(cellar, request).catch(refusal);
		const text = JSON.stringify(answer);
		response.writeHead(status, { "content-type": "application/json" }).end(text);
	});
}

async function answerTo(cellar: Cellar, request: IncomingMessage) {
	const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
	if (request.method === "GET" && pathname === "/state")
		return { status: 200, answer: cellar.state(searchParams.get("id")) };
	if (request.method !== "POST") throw new Refused(404, "unknown-path", "There is no such path.");
	const body = await readBody(request);
	switch (pathname) {
		case "/create":
			return { status: 200, answer: cellar.create(body) };
		case "/step":
			return { status: 200, answer: cellar.step(body) };
		case "/score":
			return { status: 200, answer: cellar.score(body) };
		case "/close":
			return { status: 200, answer: cellar.close(body) };
		default:
			throw new Refused(404, "unknown-path", "There is no such path.");
	}
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		bytes += chunk.length;
		// Read to its end all the same: who still sends does not see an answer.
		if (bytes <= BODY_BYTES_MAX) chunks.push(chunk);
	}
	if (bytes > BODY_BYTES_MAX)
		throw new Refused(413, "too-large", `A body may have ${BODY_BYTES_MAX} bytes.`);
	let body: unknown;
	try {
		body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
	} catch {
		throw new Refused(400, "bad-request", "The body must be JSON.");
	}
	if (typeof body !== "object" || body === null || Array.isArray(body))
		throw new Refused(400, "bad-request", "The body must be a JSON object.");
	return body as Record<string, unknown>;
}

function refusal(error: unknown) {
	if (error instanceof Refused)
		return {
			status: error.status,
			answer: { error: { code: error.code, message: error.message } },
		};
	console.error(error);
	return {
		status: 500,
		answer: { error: { code: "failed", message: "The server failed; its log says why." } },
	};
}

if (import.meta.main) {
	const server = createEnvironmentServer();
	server.listen(Number(process.argv[2] ?? 8085), "127.0.0.1", () => {
		const { port } = server.address() as AddressInfo;
		console.log(`The cellar is at http://127.0.0.1:${port}`);
	});
}
