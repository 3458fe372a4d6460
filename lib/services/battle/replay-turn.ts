import type { FailureReason } from "#lib/arena/battle.ts";
import type { Slot } from "#lib/arena/outcome.ts";
import type { EndState, LogIndex, NumberedEvent } from "./turn-log.ts";

export interface StoredTurn {
	isOver: boolean;
	/** Number of the last event of all attempts that have ended. */
	lastSeq: number;
	index: LogIndex;
	/** The replies that have ended. */
	replies: {
		slot: Slot;
		state: EndState;
		reason: FailureReason | null;
		words: number;
		text: string;
	}[];
}

/**
 * What a client that has seen the events up to `afterSeq` still lacks of a compacted turn: one
 * `reply-delta` a slot. Numbers are chosen so that a client cut off between any two of these events
 * can resume with the last number it saw: a number never claims text that was not sent before it.
 */
export function replayTurn(stored: StoredTurn, afterSeq: number): NumberedEvent[] {
	const { index, replies, lastSeq } = stored;
	const isStale = replies.some(({ slot }) => (index.starts[slot] ?? 1) > afterSeq);
	// A slot was started again after what the client saw: it gets everything anew.
	const seen = isStale ? 0 : afterSeq;
	const pieces = replies
		.map((reply) => {
			const deltas = index.deltas.filter(([, slot]) => slot === reply.slot);
			const at = deltas.reduce((sum, [seq, , length]) => (seq <= seen ? sum + length : sum), 0);
			const next = deltas.find(([seq]) => seq > seen)?.[0] ?? Number.POSITIVE_INFINITY;
			return { reply, at, next };
		})
		.sort((x, y) => x.next - y.next);
	const events: NumberedEvent[] = [];
	if (isStale || afterSeq === 0)
		for (const [i, { reply }] of pieces.entries())
			events.push({ seq: i + 1, event: "reply-start", data: { slot: reply.slot } });
	const withText = pieces.filter(({ reply, at }) => reply.text.length > at);
	const lastDelta = Math.max(0, ...index.deltas.map(([seq]) => seq));
	for (const [i, { reply, at, next }] of withText.entries())
		events.push({
			seq: i === withText.length - 1 ? Math.max(lastDelta, events.at(-1)?.seq ?? 0) : next,
			event: "reply-delta",
			data: { slot: reply.slot, text: reply.text.slice(at), at },
		});
	const ends = stored.isOver ? [...replies] : replies;
	for (const [i, reply] of ends.entries()) {
		const reason = reply.reason === null ? {} : { reason: reply.reason };
		events.push({
			seq: Math.max(lastSeq - ends.length + i, events.at(-1)?.seq ?? 0),
			event: "reply-end",
			data: { slot: reply.slot, state: reply.state, words: reply.words, ...reason },
		});
	}
	if (stored.isOver) events.push({ seq: lastSeq, event: "turn-end", data: {} });
	return events;
}
