/** Time between two comments that keep a quiet stream open through proxies, in ms. */
const PING_MS = 15_000;

export interface EventSink {
	/** Sends encoded events. Dropped when the client is gone. */
	send(text: string): void;
	close(): void;
}

/**
 * A `text/event-stream` response. `start` is given the sink and returns what to call when the client
 * goes away or the stream is closed. Proxies are told not to buffer, transform or compress.
 */
export function eventStream(start: (sink: EventSink) => () => void): Response {
	const encoder = new TextEncoder();
	let leave = () => {};
	let ping: NodeJS.Timeout | undefined;
	let isOpen = true;
	const end = () => {
		isOpen = false;
		clearInterval(ping);
		leave();
	};
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			const sink: EventSink = {
				send(text) {
					if (isOpen) controller.enqueue(encoder.encode(text));
				},
				close() {
					if (!isOpen) return;
					end();
					controller.close();
				},
			};
			ping = setInterval(() => sink.send(": ping\n\n"), PING_MS);
			leave = start(sink);
			if (!isOpen) leave();
		},
		cancel: end,
	});
	return new Response(body, {
		headers: {
			"content-type": "text/event-stream; charset=utf-8",
			"cache-control": "no-store, no-transform",
			"x-accel-buffering": "no",
		},
	});
}

/** One server-sent event (WHATWG HTML, section 9.2). `data` is JSON, so it never holds a line break. */
export function encodeEvent(id: number, event: string, data: unknown): string {
	return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
