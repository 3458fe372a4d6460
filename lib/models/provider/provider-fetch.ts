import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import { guardedLookup, RefusedAddress, refusalOf } from "#lib/environments/address-guard.ts";
import { ProviderFault } from "./fault.ts";

/** What a call tells the transport, and the transport the call; found by the call's abort signal. */
export interface CallProbe {
	onConnected(): void;
	onHeaders(status: number): void;
	/** Data may be held back this long to be handed on together; 0 hands it on at once. */
	coalesceMs: number;
	/** A response longer than this is cut off. */
	bytesMax: number;
}

/**
 * The probe of each running call. The SDK passes a call's signal through to `fetch` untouched, which
 * makes it the one thing by which a cached provider instance can find the call.
 */
export const callProbes = new WeakMap<AbortSignal, CallProbe>();

const bufferBytes = 262_144;

/**
 * A `fetch` for providers, over undici's dispatcher: about half the CPU of the platform's (and of
 * Next's patched one) for a stream of small chunks, because chunks that arrive close together are
 * handed on as one. No redirects, no decompression, no timeouts of its own beyond connecting. A
 * success must be an event stream. Reads NODE_USE_ENV_PROXY's proxies when `useProxy`. Unless the addresses are
 * `trusted` (an operator named them), those that are not public are refused, written out or resolved, and no proxy is
 * used: behind one, nothing could be checked.
 */
export function createProviderFetch({
	useProxy,
	trusted,
}: {
	useProxy: boolean;
	trusted: boolean;
}): typeof fetch {
	const options = {
		bodyTimeout: 0,
		headersTimeout: 0,
		keepAliveTimeout: 30_000,
		connect: { timeout: 60_000, ...(trusted ? {} : { lookup: guardedLookup }) },
		allowH2: false,
	};
	const dispatcher: Dispatcher =
		useProxy && trusted ? new EnvHttpProxyAgent(options) : new Agent(options);
	return (input, init = {}) => {
		const url = new URL(input instanceof Request ? input.url : input);
		const refusal = trusted ? null : refusalOf(url);
		if (refusal !== null) return Promise.reject(refused(refusal));
		const { body, signal } = init;
		if (body !== undefined && body !== null && typeof body !== "string")
			return Promise.reject(new TypeError("Only text is sent to a provider."));
		return send(dispatcher, url, {
			method: init.method ?? "GET",
			headers: Object.fromEntries(new Headers(init.headers)),
			body: body ?? null,
			signal: signal ?? undefined,
		});
	};
}

const refused = (why: string) =>
	new ProviderFault("not-found", `This address is not asked: ${why}.`);

interface Outgoing {
	method: string;
	headers: Record<string, string>;
	body: string | null;
	signal: AbortSignal | undefined;
}

function send(dispatcher: Dispatcher, url: URL, outgoing: Outgoing): Promise<Response> {
	const { signal } = outgoing;
	const probe = signal && callProbes.get(signal);
	return new Promise<Response>((resolve, reject) => {
		if (signal?.aborted) {
			reject(signal.reason);
			return;
		}
		let connection: Dispatcher.DispatchController | undefined;
		let body: ReadableStreamDefaultController<Uint8Array> | undefined;
		let pending: Buffer[] = [];
		let timer: ReturnType<typeof setTimeout> | undefined;
		let flushedAt = Number.NEGATIVE_INFINITY;
		let bytes = 0;
		let isOver = false;

		const finish = () => {
			isOver = true;
			clearTimeout(timer);
			signal?.removeEventListener("abort", onAbort);
		};
		const fail = (error: unknown) => {
			if (isOver) return;
			finish();
			if (body === undefined) reject(error);
			else body.error(error);
			connection?.abort(error instanceof Error ? error : new Error("aborted", { cause: error }));
		};
		const onAbort = () => fail(signal?.reason);
		signal?.addEventListener("abort", onAbort, { once: true });

		const flush = () => {
			timer = undefined;
			const [only] = pending;
			if (body === undefined || only === undefined) return;
			body.enqueue(pending.length === 1 ? only : Buffer.concat(pending));
			pending = [];
			flushedAt = performance.now();
			if ((body.desiredSize ?? 1) <= 0) connection?.pause();
		};

		dispatcher.dispatch(
			{
				origin: url.origin,
				path: url.pathname + url.search,
				method: outgoing.method as Dispatcher.HttpMethod,
				headers: outgoing.headers,
				body: outgoing.body,
			},
			{
				onRequestStart(controller) {
					connection = controller;
					if (isOver) controller.abort(new Error("aborted"));
					else probe?.onConnected();
				},
				onResponseStart(_, status, headers) {
					if (status < 200 || isOver) return;
					probe?.onHeaders(status);
					const type = String(headers["content-type"] ?? "");
					if (probe !== undefined && status < 300 && type !== "" && !/event-stream/i.test(type)) {
						fail(
							new ProviderFault(
								"malformed",
								`answered ${status} with ${type}, not an event stream`,
							),
						);
						return;
					}
					const stream = new ReadableStream<Uint8Array>(
						{
							start(controller) {
								body = controller;
							},
							pull: () => connection?.resume(),
							cancel(reason) {
								if (isOver) return;
								finish();
								connection?.abort(new Error("cancelled", { cause: reason }));
							},
						},
						new ByteLengthQueuingStrategy({ highWaterMark: bufferBytes }),
					);
					const plain = Object.entries(headers).flatMap(([name, value]) =>
						value === undefined ? [] : [[name, String(value)] as [string, string]],
					);
					const isBare = status === 204 || status === 205 || status === 304;
					resolve(new Response(isBare ? null : stream, { status, headers: plain }));
				},
				onResponseData(_, chunk) {
					if (isOver) return;
					bytes += chunk.length;
					if (probe !== undefined && bytes > probe.bytesMax) {
						fail(new ProviderFault("too-long", `sent more than ${probe.bytesMax} bytes`));
						return;
					}
					pending.push(chunk);
					if (timer !== undefined) return;
					const waitMs = probe ? flushedAt + probe.coalesceMs - performance.now() : 0;
					if (waitMs <= 0) flush();
					else timer = setTimeout(flush, waitMs);
				},
				onResponseEnd() {
					if (isOver) return;
					flush();
					finish();
					body?.close();
				},
				onResponseError: (_, error) =>
					fail(error instanceof RefusedAddress ? refused(error.message) : error),
			},
		);
	});
}
