import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Slot } from "#lib/arena/outcome.ts";
import { replayTurn, type StoredTurn } from "./replay-turn.ts";
import { indexLog, type NumberedEvent, type StreamEvent, TurnLog } from "./turn-log.ts";

/** A client as the interface describes it: starts clear, deltas apply at their offset, the last number is kept. */
function client(texts: Record<Slot, string> = { a: "", b: "" }, seen = 0) {
	const state = { texts: { ...texts }, seen, isOver: false };
	return {
		state,
		take(event: NumberedEvent) {
			if (event.event === "reply-start") state.texts[event.data.slot] = "";
			if (event.event === "reply-delta") {
				const { slot, at, text } = event.data;
				expect(at).toBeLessThanOrEqual(state.texts[slot].length);
				state.texts[slot] = state.texts[slot].slice(0, at) + text;
			}
			if (event.event === "turn-end") state.isOver = true;
			state.seen = event.seq;
		},
	};
}

const delta = (log: TurnLog, slot: Slot, text: string): StreamEvent => ({
	event: "reply-delta",
	data: { slot, text, at: log.text[slot].length },
});

/** Plays a turn, with a retry of some slots after it, and returns all events and what is stored of it. */
function play(
	pieces: [Slot, string][],
	retried: [Slot, string][],
): { events: NumberedEvent[]; stored: StoredTurn } {
	const first = new TurnLog(0);
	first.append([
		{ event: "reply-start", data: { slot: "a" } },
		{ event: "reply-start", data: { slot: "b" } },
	]);
	for (const [slot, text] of pieces) first.append([delta(first, slot, text)]);
	const end = (log: TurnLog, ended: Slot[]) =>
		log.append([
			...ended.map(
				(slot): StreamEvent => ({ event: "reply-end", data: { slot, state: "done", words: 0 } }),
			),
			{ event: "turn-end", data: {} },
		]);
	end(first, ["a", "b"]);
	let index = indexLog(first.events, null);
	let events = [...first.events];
	const texts = { ...first.text };
	let lastSeq = first.seq;
	const slot = retried[0]?.[0];
	if (slot !== undefined) {
		const second = new TurnLog(lastSeq);
		second.append([{ event: "reply-start", data: { slot } }]);
		for (const [, text] of retried) second.append([delta(second, slot, text)]);
		end(second, [slot]);
		index = indexLog(second.events, index);
		events = [...events, ...second.events];
		texts[slot] = second.text[slot];
		lastSeq = second.seq;
	}
	const reply = (s: Slot) => ({
		slot: s,
		state: "done" as const,
		reason: null,
		words: 0,
		text: texts[s],
	});
	return { events, stored: { isOver: true, lastSeq, index, replies: [reply("a"), reply("b")] } };
}

const piece = fc.tuple(fc.constantFrom<Slot>("a", "b"), fc.string({ minLength: 1, maxLength: 6 }));
const plays = fc.tuple(
	fc.array(piece, { maxLength: 25 }),
	fc.array(fc.tuple(fc.constant<Slot>("b"), fc.string({ minLength: 1 })), { maxLength: 5 }),
);

describe("replayTurn", () => {
	test("brings a client that was cut off after any live event to the final texts", () => {
		fc.assert(
			fc.property(plays, fc.nat(), ([pieces, retried], cut) => {
				const { events, stored } = play(pieces, retried);
				const reader = client();
				for (const event of events.slice(0, cut % (events.length + 1))) reader.take(event);
				for (const event of replayTurn(stored, reader.state.seen)) reader.take(event);
				expect(reader.state.texts).toEqual({
					a: stored.replies[0]?.text,
					b: stored.replies[1]?.text,
				});
				expect(reader.state.isOver).toBe(true);
			}),
		);
	});

	test("can itself be cut off after any event and resumed", () => {
		fc.assert(
			fc.property(plays, fc.nat(), fc.nat(), ([pieces, retried], firstCut, secondCut) => {
				const { events, stored } = play(pieces, retried);
				const reader = client();
				for (const event of events.slice(0, firstCut % (events.length + 1))) reader.take(event);
				const replay = replayTurn(stored, reader.state.seen);
				for (const event of replay.slice(0, secondCut % (replay.length + 1))) reader.take(event);
				const resumed = client(reader.state.texts, reader.state.seen);
				for (const event of replayTurn(stored, resumed.state.seen)) resumed.take(event);
				expect(resumed.state.texts).toEqual({
					a: stored.replies[0]?.text,
					b: stored.replies[1]?.text,
				});
			}),
		);
	});

	test("numbers its events upwards and ends with the turn's last number", () => {
		fc.assert(
			fc.property(plays, ([pieces, retried]) => {
				const { stored } = play(pieces, retried);
				const numbers = replayTurn(stored, 0).map((event) => event.seq);
				expect(numbers).toEqual([...numbers].sort((x, y) => x - y));
				expect(numbers.at(-1)).toBe(stored.lastSeq);
			}),
		);
	});

	test("sends one delta a slot", () => {
		const { stored } = play(
			[
				["a", "Hel"],
				["b", "Hi"],
				["a", "lo"],
				["b", "!"],
			],
			[],
		);
		const deltas = replayTurn(stored, 0).filter((event) => event.event === "reply-delta");
		expect(deltas.map((event) => event.data)).toEqual([
			{ slot: "a", text: "Hello", at: 0 },
			{ slot: "b", text: "Hi!", at: 0 },
		]);
	});
});
