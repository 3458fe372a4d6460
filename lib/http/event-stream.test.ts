import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type EventSink, encodeEvent, eventStream } from "./event-stream.ts";

/** An open stream: its response, its sink, and how often it was told that the client left. */
function open() {
	const left = vi.fn();
	let sink: EventSink | undefined;
	const response = eventStream((given) => {
		sink = given;
		return left;
	});
	if (sink === undefined) throw new Error("the stream did not start");
	return { response, sink, left };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("eventStream", () => {
	it("tells proxies and browsers to keep their hands off", () => {
		const { headers } = open().response;
		expect(headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
		expect(headers.get("cache-control")).toBe("no-store, no-transform");
		expect(headers.get("x-accel-buffering")).toBe("no");
	});
	it("sends in order and ends on close, telling its source once", async () => {
		const { response, sink, left } = open();
		sink.send("one");
		sink.send("twö");
		sink.close();
		sink.close();
		sink.send("late");
		expect(await response.text()).toBe("onetwö");
		expect(left).toHaveBeenCalledTimes(1);
	});
	it("tells its source when the client goes away, and drops what comes after", async () => {
		const { response, sink, left } = open();
		await response.body?.cancel();
		expect(left).toHaveBeenCalledTimes(1);
		expect(() => sink.send("late")).not.toThrow();
		sink.close();
		expect(left).toHaveBeenCalledTimes(1);
		expect(vi.getTimerCount()).toBe(0);
	});
	it("tells a source that closed while it started", async () => {
		const left = vi.fn();
		const response = eventStream((sink) => {
			sink.send("all");
			sink.close();
			return left;
		});
		expect(await response.text()).toBe("all");
		expect(left).toHaveBeenCalledTimes(1);
		expect(vi.getTimerCount()).toBe(0);
	});
	it("keeps a quiet stream open with a comment every 15 s", async () => {
		const { response, sink } = open();
		vi.advanceTimersByTime(30_000);
		sink.close();
		expect(await response.text()).toBe(": ping\n\n: ping\n\n");
	});
});

describe("encodeEvent", () => {
	it("is one event, whatever the text", () => {
		const encoded = encodeEvent(7, "reply-delta", { text: "a\n\ndata: b\r\n" });
		expect(encoded).toBe('id: 7\nevent: reply-delta\ndata: {"text":"a\\n\\ndata: b\\r\\n"}\n\n');
	});
});
