import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface RunningServer {
	url: string;
	stop(): Promise<void>;
}

/** The sample environment of the repository, in a process of its own as its README starts it. */
export async function startSampleEnvironment(): Promise<RunningServer> {
	const child = spawn(process.execPath, ["examples/environment-server/server.ts", "0"], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
	const url = await new Promise<string>((resolve, reject) => {
		child.once("exit", (code) => reject(new Error(`The sample ended with ${code}.`)));
		child.stdout.once("data", (text: Buffer) => {
			const address = /http:\S+/.exec(text.toString())?.[0];
			if (address === undefined) reject(new Error(`The sample said: ${text}`));
			else resolve(address);
		});
	});
	return {
		url,
		stop: async () => {
			child.kill();
			await gone;
		},
	};
}

export interface Exchange {
	/** Such as `POST /step`. */
	request: string;
	body: Record<string, unknown>;
	status: number;
	answer: Record<string, unknown>;
}

/** Stands before a server and changes what it answers, and when: the exchange is handed over and may be changed. */
export async function startSpoiledEnvironment(
	url: string,
	spoil: (exchange: Exchange) => void | Promise<void>,
): Promise<RunningServer> {
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
		const text = Buffer.concat(chunks).toString("utf8");
		const answered = await fetch(url + request.url, {
			method: request.method ?? "GET",
			...(request.method === "POST" ? { body: text } : {}),
		});
		const exchange: Exchange = {
			request: `${request.method} ${(request.url ?? "").replace(/\?.*/, "")}`,
			body: request.method === "POST" ? JSON.parse(text) : {},
			status: answered.status,
			answer: (await answered.json()) as Record<string, unknown>,
		};
		await spoil(exchange);
		response.writeHead(exchange.status).end(JSON.stringify(exchange.answer));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
