import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import module from "node:module";
import next from "next";
import { CLIENT_ADDRESS_HEADER } from "#lib/auth/client-network.ts";
import { config } from "#lib/config/config.ts";
import { closePool } from "#lib/db/pool.ts";
import { log } from "#lib/http/log.ts";
import { problem } from "#lib/http/problem.ts";
import { newNonce, securityHeaders } from "#lib/http/security-headers.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import { sweepLeases } from "#lib/services/battle/sweep-leases.ts";
import { turnRunner } from "#lib/services/battle/turn-runner.ts";
import { warmModels } from "#lib/services/model/warm-models.ts";
import { clientAddress } from "./client-address.ts";

/** How often this process looks for replies that a dead one left, in ms. */
const SWEEP_MS = 2000;

/** Runs the web server until it is told to stop. */
export async function serve({ isDev }: { isDev: boolean }): Promise<void> {
	const settings = config();
	const app = next({
		dev: isDev,
		dir: process.cwd(),
		hostname: "localhost",
		port: settings.PORT,
		quiet: !isDev,
	});
	await app.prepare();
	const handle = app.getRequestHandler();
	const server = createServer((request, response) => {
		const requestId = prepare(request, response, isDev);
		if (!isAddress(request.url ?? "")) {
			void refuseAddress(response, requestId);
			return;
		}
		handle(request, response).catch((error) => {
			log().error({ err: error, path: request.url }, "a request was not answered");
			if (!response.headersSent) response.writeHead(500);
			response.end();
		});
	});
	server.keepAliveTimeout = 65_000;
	server.requestTimeout = 60_000;
	await listen(server, settings.PORT, settings.HOST);
	// The first voter should not wait for what calling a model takes to load.
	if (!isDev)
		void warmModels()
			.catch(() => {})
			// What was compiled is kept also when this process is killed later, not at a clean end only.
			.finally(() => module.flushCompileCache());
	const sweep = setInterval(() => {
		sweepLeases().catch((error) => log().warn({ err: error }, "leases could not be swept"));
	}, SWEEP_MS);
	let isStopping = false;
	const stop = async () => {
		if (isStopping) return;
		isStopping = true;
		clearInterval(sweep);
		// Until the running replies are over their voters can follow them, vote, and are told by a code
		// why nothing new begins.
		await turnRunner().stop(settings.PARLEY_STOP_GRACE_MS);
		server.close();
		server.closeAllConnections();
		await closePool().catch(() => {});
		process.exit(0);
	};
	process.on("SIGTERM", () => void stop());
	// Ctrl-C reaches the whole group; under `npm start` the parent says when.
	process.on("SIGINT", () => {
		if (!process.connected) void stop();
	});
	process.on("disconnect", () => void stop());
	process.on("message", (message) => {
		if (message === "stop") void stop();
	});
	const address = server.address();
	const port = typeof address === "object" && address ? address.port : settings.PORT;
	const url = settings.PARLEY_PUBLIC_URL ?? `http://localhost:${port}`;
	if (process.send) {
		process.send({ address: url, port }, () => {});
		// The process that started us may have gone before we heard of such things.
		if (!process.connected) await stop();
	} else process.stdout.write(`Parley's web process is running at ${url}.\n`);
}

/** Headers that only the server may set, and those every response carries. */
function prepare(request: IncomingMessage, response: ServerResponse, isDev: boolean): string {
	const nonce = newNonce();
	const requestId = uuidV7(Date.now());
	request.headers[CLIENT_ADDRESS_HEADER] = clientAddress(request, config().PARLEY_TRUSTED_PROXIES);
	request.headers["x-request-id"] = requestId;
	const headers = securityHeaders(nonce, { dev: isDev });
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	response.setHeader("x-request-id", requestId);
	// Next reads the nonce for its own scripts from here.
	request.headers["content-security-policy"] = headers["content-security-policy"] ?? "";
	return requestId;
}

/** Whether an address can be decoded, to text that the database can compare: pages and routes rely on it. */
function isAddress(url: string): boolean {
	try {
		return !decodeURIComponent(url).includes("\0");
	} catch {
		return false;
	}
}

async function refuseAddress(response: ServerResponse, requestId: string): Promise<void> {
	const refusal = problem(
		new AppError("malformed-address", "The address holds bytes that no address here has.", {
			status: 400,
		}),
		requestId,
	);
	response.writeHead(refusal.status, Object.fromEntries(refusal.headers));
	response.end(await refusal.text());
}

/** Ends this process with what the operator has to know, said once: by the parent if there is one. */
function fail(message: string): Promise<never> {
	if (!process.send) {
		process.stderr.write(`${message}\n`);
		process.exit(1);
	}
	return new Promise(() => process.send?.({ error: message }, () => process.exit(1)));
}

/** The port of a run that was just killed may take a moment to come free. */
async function listen(server: Server, port: number, host: string): Promise<void> {
	for (let tries = 0; ; tries++) {
		try {
			server.listen(port, host);
			// Rejects with the server's error, if that comes first.
			await once(server, "listening");
			return;
		} catch (error) {
			const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
			if (!isTaken || tries === 20) {
				const message = isTaken
					? `Port ${port} is taken by another program. Set PORT to a free one.`
					: String(error);
				await fail(message);
			}
			await new Promise((resolve) => setTimeout(resolve, 250));
		}
	}
}
