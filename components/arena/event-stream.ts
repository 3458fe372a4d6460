/** One event of a `text/event-stream`, as the HTML standard's section 9.2 reads it. */
export interface ServerEvent {
	/** The last id seen up to and with this event; null when the stream sent none yet. */
	id: string | null;
	event: string;
	data: string;
}

/** Takes a stream's text in pieces cut anywhere; hands out each event once it is complete. */
export function createEventParser(onEvent: (event: ServerEvent) => void): (piece: string) => void {
	let rest = "";
	let isStart = true;
	let id: string | null = null;
	let event = "";
	let data: string[] = [];

	const dispatch = () => {
		if (data.length > 0)
			onEvent({ id, event: event === "" ? "message" : event, data: data.join("\n") });
		event = "";
		data = [];
	};
	const line = (text: string) => {
		if (text === "") return dispatch();
		const colon = text.indexOf(":");
		if (colon === 0) return;
		const field = colon === -1 ? text : text.slice(0, colon);
		const raw = colon === -1 ? "" : text.slice(colon + 1);
		const value = raw.startsWith(" ") ? raw.slice(1) : raw;
		if (field === "event") event = value;
		else if (field === "data") data.push(value);
		else if (field === "id" && !value.includes("\0")) id = value;
	};

	return (piece) => {
		let text = rest + piece;
		if (isStart && text !== "") {
			if (text.startsWith("\uFEFF")) text = text.slice(1);
			isStart = false;
		}
		let from = 0;
		for (let at = from; at < text.length; at++) {
			const unit = text[at];
			if (unit !== "\n" && unit !== "\r") continue;
			// A CR at the very end may be the first half of CRLF: wait for what follows.
			if (unit === "\r" && at + 1 === text.length) break;
			line(text.slice(from, at));
			if (unit === "\r" && text[at + 1] === "\n") at += 1;
			from = at + 1;
		}
		rest = text.slice(from);
	};
}

/**
 * Reads a response's events as they arrive. Ends when the body ends; an event cut off by the end is
 * dropped, as the standard says. Throws what reading the body throws.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
	const waiting: ServerEvent[] = [];
	const parse = createEventParser((event) => waiting.push(event));
	const decoder = new TextDecoder();
	const reader = body.getReader();
	try {
		while (true) {
			const { done, value } = await reader.read();
			if (done) return;
			parse(decoder.decode(value, { stream: true }));
			yield* waiting.splice(0);
		}
	} finally {
		// Leaving early closes the connection, of which a browser has only six for a host.
		reader.cancel().catch(() => {});
	}
}
