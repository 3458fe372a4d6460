import { Agent, errors, request } from "undici";
import { guardedLookup, RefusedAddress, refusalOf } from "./address-guard.ts";
import { failed, type Outcome, succeeded } from "./outcome.ts";

export interface FetchLimits {
	/** For the connection alone, in milliseconds. */
	connectTimeoutMs: number;
	/** For the whole request, in milliseconds. */
	timeoutMs: number;
	/** Of the answer. */
	bytesMax: number;
}

export interface Fetched {
	status: number;
	text: string;
}

/**
 * Sends a JSON body, or nothing for GET, and reads the whole answer. Redirects are not followed and come
 * back as they are. No environment proxy is used: behind one, nothing could be checked. A signal gives the
 * request up, as `unreachable`.
 */
export type GuardedFetch = (
	method: "GET" | "POST",
	url: URL,
	body: string | null,
	signal?: AbortSignal,
) => Promise<Outcome<Fetched>>;

/**
 * A fetch for addresses that somebody typed. Unless they are `trusted` (the operator's configuration
 * file or command line names them), addresses that are not public are refused, written out or resolved.
 */
export function createGuardedFetch(trusted: boolean, limits: FetchLimits): GuardedFetch {
	const agent = new Agent({
		connect: {
			timeout: limits.connectTimeoutMs,
			...(trusted ? {} : { lookup: guardedLookup }),
		},
		headersTimeout: 0,
		bodyTimeout: 0,
		keepAliveTimeout: 4000,
	});
	return async (method, url, body, signal) => {
		const refusal = trusted ? null : refusalOf(url);
		if (refusal !== null) return refused(refusal);
		const inTime = AbortSignal.timeout(limits.timeoutMs);
		try {
			const response = await request(url, {
				method,
				dispatcher: agent,
				signal: signal === undefined ? inTime : AbortSignal.any([signal, inTime]),
				headers: {
					accept: "application/json",
					...(body === null ? {} : { "content-type": "application/json" }),
				},
				body,
			});
			const text = await readText(response.body, limits.bytesMax);
			if (text === null)
				return failed(
					"too-large",
					`${url.origin} answers ${method} ${url.pathname} with more than ${limits.bytesMax} bytes. Let it send less, or raise PARLEY_ENVIRONMENT_BYTES_MAX.`,
				);
			return succeeded({ status: response.statusCode, text });
		} catch (error) {
			return failureOf(error, method, url, limits);
		}
	};
}

/** The text of a body; null, with the connection closed, once it is too long. */
async function readText(
	body: AsyncIterable<Uint8Array> & { destroy(): unknown },
	bytesMax: number,
): Promise<string | null> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of body) {
		bytes += chunk.length;
		if (bytes > bytesMax) {
			body.destroy();
			return null;
		}
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString("utf8");
}

function refused(why: string): Outcome<never> {
	return failed(
		"address-refused",
		`This address is not asked: ${why}. Give a public address, or let the operator name it in the configuration file.`,
	);
}

function failureOf(error: unknown, method: string, url: URL, limits: FetchLimits): Outcome<never> {
	for (let cause = error; cause instanceof Error; cause = cause.cause)
		if (cause instanceof RefusedAddress) return refused(cause.message);
	if (error instanceof Error && error.name === "TimeoutError")
		return failed(
			"timeout",
			`${url.origin} has not answered ${method} ${url.pathname} within ${limits.timeoutMs} ms. Make it faster, or raise PARLEY_ENVIRONMENT_TIMEOUT_MS.`,
		);
	return failed(
		"unreachable",
		`${url.origin} cannot be reached (${reasonOf(error)}). Is the server running, and is the address right?`,
	);
}

/** The system's code of a failed connection, such as ECONNREFUSED, else undici's. */
function reasonOf(error: unknown): string {
	if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
	if (error instanceof errors.ConnectTimeoutError) return "no connection in time";
	if (error instanceof errors.SocketError) return "it closed the connection";
	const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
	return code ?? (error instanceof Error ? error.name : "unknown reason");
}
