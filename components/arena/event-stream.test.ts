import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEventParser, readEvents, type ServerEvent } from "./event-stream.ts";

function parseAll(pieces: string[]): ServerEvent[] {
	const events: ServerEvent[] = [];
	const parse = createEventParser((event) => events.push(event));
	for (const piece of pieces) parse(piece);
	return events;
}

const sample =
	': ping\n\nid: 1\nevent: reply-start\ndata: {"slot":"a"}\n\nid:2\r\nevent: reply-delta\r\ndata: one\r\ndata:  two\r\n\r\ndata: plain\r\rretry: 5\nunknown\n\n';

const expected = [
	{ id: "1", event: "reply-start", data: '{"slot":"a"}' },
	{ id: "2", event: "reply-delta", data: "one\n two" },
	{ id: "2", event: "message", data: "plain" },
];

describe("createEventParser", () => {
	it("reads names, ids, several data lines, comments and all line ends", () => {
		expect(parseAll([sample])).toEqual(expected);
	});

	it("gives the same events however the text is cut", () => {
		fc.assert(
			fc.property(fc.array(fc.nat(sample.length), { maxLength: 12 }), (cuts) => {
				const points = [0, ...cuts.sort((x, y) => x - y), sample.length];
				const pieces = points.slice(1).map((end, i) => sample.slice(points[i], end));
				expect(parseAll(pieces)).toEqual(expected);
			}),
		);
	});

	it("drops an event that the end cut off and a leading byte order mark", () => {
		expect(parseAll(["\uFEFFdata: whole\n\ndata: half\n"])).toEqual([
			{ id: null, event: "message", data: "whole" },
		]);
	});
});

describe("readEvents", () => {
	it("decodes characters split between chunks and closes the body when left early", async () => {
		let isCancelled = false;
		const bytes = new TextEncoder().encode("data: 🦜é\n\ndata: later\n\n");
		const body = new ReadableStream<Uint8Array>({
			start(controller) {
				for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
			},
			cancel() {
				isCancelled = true;
			},
		});
		for await (const event of readEvents(body)) {
			expect(event.data).toBe("🦜é");
			break;
		}
		expect(isCancelled).toBe(true);
	});
});
