import type { FailureReason } from "#lib/arena/battle.ts";
import type { Slot } from "#lib/arena/outcome.ts";

/** How a reply ended, as the stream says it. */
export type EndState = "done" | "stopped" | "failed" | "interrupted";

/** The events of the turn stream; none of them carries identity. */
export type StreamEvent =
	| { event: "reply-start"; data: { slot: Slot } }
	| { event: "reply-delta"; data: { slot: Slot; text: string; at: number } }
	| {
			event: "reply-end";
			data: { slot: Slot; state: EndState; words: number; reason?: FailureReason };
	  }
	| { event: "turn-end"; data: Record<string, never> };

/** An event with its number; numbers grow by one within a turn, over retries too. */
export type NumberedEvent = StreamEvent & { seq: number };

/**
 * What is kept of a finished turn's log beside the texts: the number of each slot's newest start and
 * `[number, slot, UTF-16 length]` of its deltas. Enough to resume exactly, from any process.
 */
export interface LogIndex {
	starts: Partial<Record<Slot, number>>;
	deltas: [seq: number, slot: Slot, length: number][];
}

export type Listener = (events: readonly NumberedEvent[]) => void;

/**
 * The numbered events of one running turn, in memory: what was shown, in the order it was shown.
 * Subscribers get what they lack first and then the rest as it comes.
 */
export class TurnLog {
	readonly events: NumberedEvent[] = [];
	readonly text: Record<Slot, string> = { a: "", b: "" };
	/** Events with a higher number are not in the database yet. */
	persistedSeq: number;
	readonly #listeners = new Set<Listener>();
	#seq: number;

	/** `seq`: the last number used by earlier attempts of the turn. */
	constructor(seq: number) {
		this.#seq = seq;
		this.persistedSeq = seq;
	}

	get seq(): number {
		return this.#seq;
	}

	append(events: readonly StreamEvent[]): void {
		if (events.length === 0) return;
		const numbered = events.map((event): NumberedEvent => {
			this.#seq += 1;
			if (event.event === "reply-start") this.text[event.data.slot] = "";
			if (event.event === "reply-delta") this.text[event.data.slot] += event.data.text;
			return { ...event, seq: this.#seq };
		});
		this.events.push(...numbered);
		for (const listener of this.#listeners) listener(numbered);
	}

	/** Calls back with everything after `afterSeq`, now and as it comes. Returns the way out. */
	subscribe(afterSeq: number, listener: Listener): () => void {
		const missed = this.events.filter((event) => event.seq > afterSeq);
		if (missed.length > 0) listener(missed);
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	unpersisted(): NumberedEvent[] {
		if (this.persistedSeq === this.#seq) return [];
		return this.events.filter((event) => event.seq > this.persistedSeq);
	}
}

/** The index of a log; `earlier` is that of attempts before it. A new start drops the slot's old deltas. */
export function indexLog(events: readonly NumberedEvent[], earlier: LogIndex | null): LogIndex {
	const starts = { ...earlier?.starts };
	let deltas = [...(earlier?.deltas ?? [])];
	for (const event of events) {
		if (event.event === "reply-start") {
			starts[event.data.slot] = event.seq;
			deltas = deltas.filter(([, slot]) => slot !== event.data.slot);
		}
		if (event.event === "reply-delta")
			deltas.push([event.seq, event.data.slot, event.data.text.length]);
	}
	return { starts, deltas };
}

/** Replays what a log's events leave as text: of each slot, since its newest start. */
export function textsOf(events: readonly NumberedEvent[]): Record<Slot, string> {
	const log = new TurnLog(0);
	log.append(events);
	return log.text;
}
