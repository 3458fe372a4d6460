import type { DisplayPolicy, FailureReason } from "#lib/arena/battle.ts";
import { createPacer, type Emission, type Pacer } from "#lib/arena/display.ts";
import { type Slot, slots } from "#lib/arena/outcome.ts";
import { countWords } from "#lib/arena/style.ts";
import { config } from "#lib/config/config.ts";
import type { ChatMessage } from "#lib/models/port.ts";
import { runtime } from "#lib/services/runtime.ts";
import { finishReply, type ReplyEnd } from "./finish-reply.ts";
import { generateReply } from "./generate-reply.ts";
import { type StreamEvent, TurnLog } from "./turn-log.ts";

/** What is needed to generate one side's reply. */
export interface ReplyTask {
	replyId: string;
	slot: Slot;
	conversationId: string;
	modelId: string;
	attempt: number;
	/** Trace row of the first call, already written. */
	firstCallId: string;
	messages: ChatMessage[];
	seed: number;
}

export interface TurnTask {
	battleId: string;
	turn: number;
	isBlind: boolean;
	question: string;
	displayPolicy: DisplayPolicy;
	/** Last event number of earlier attempts of this turn. */
	lastSeq: number;
	replies: ReplyTask[];
}

interface Lane {
	task: ReplyTask;
	stop: AbortController;
	isStopped: boolean;
	/** Ended by the process, not by the voter. */
	isInterrupted: boolean;
	failure: FailureReason | null;
	hasEmitted: boolean;
	isEnding: boolean;
	isOver: boolean;
}

/** Characters a second at which replies are shown when nothing else sets the pace. */
const READING_CHARS_PER_SECOND = 300;

/**
 * One turn in the making: asks both models, shows their texts by the display policy, and stores
 * each reply when it has been shown to its end. Owned by this process through the replies' lease.
 */
export class RunningTurn {
	readonly log: TurnLog;
	readonly task: TurnTask;
	readonly #pacer: Pacer;
	readonly #lanes = new Map<Slot, Lane>();
	readonly #onOver: () => void;
	#ending: Promise<void> = Promise.resolve();

	constructor(task: TurnTask, onOver: () => void) {
		this.task = task;
		this.#onOver = onOver;
		this.log = new TurnLog(task.lastSeq);
		const tickMs = config().PARLEY_COALESCE_MS;
		this.#pacer = createPacer({
			policy: task.displayPolicy,
			tickMs,
			baseCharsPerTick: Math.max(1, Math.round((READING_CHARS_PER_SECOND * tickMs) / 1000)),
			gateMaxMs: config().PARLEY_GATE_MAX_MS,
			startMs: runtime().clock.nowMs(),
		});
	}

	/** Begins to generate every reply of the task. A side without one has nothing to wait for. */
	begin(): void {
		for (const reply of this.task.replies)
			this.#lanes.set(reply.slot, {
				task: reply,
				stop: new AbortController(),
				isStopped: false,
				isInterrupted: false,
				failure: null,
				hasEmitted: false,
				isEnding: false,
				isOver: false,
			});
		for (const slot of slots) if (!this.#lanes.has(slot)) this.#pacer.finish(slot);
		this.log.append(
			[...this.#lanes.keys()].map((slot) => ({ event: "reply-start", data: { slot } })),
		);
		for (const lane of this.#lanes.values()) void this.#run(lane);
	}

	/** True while this process generates or still shows the slot's reply. */
	isLive(slot: Slot): boolean {
		const lane = this.#lanes.get(slot);
		return lane !== undefined && !lane.isOver;
	}

	/** Ends a reply where it stands; what was shown is kept. */
	stop(slot: Slot): void {
		const lane = this.#lanes.get(slot);
		if (lane === undefined || lane.isEnding || lane.isStopped) return;
		lane.isStopped = true;
		lane.stop.abort();
		this.#pacer.finish(slot);
		this.#end(lane);
	}

	/**
	 * Ends a reply that this process can't go on with: it stops, or has lost the lease to somebody
	 * else. What was shown is kept, and the voter may retry.
	 */
	interrupt(slot: Slot): void {
		const lane = this.#lanes.get(slot);
		if (lane === undefined || lane.isEnding) return;
		lane.isInterrupted = true;
		this.stop(slot);
	}

	/** The replies that this process generates or still shows. */
	liveReplies(): { replyId: string; slot: Slot; attempt: number }[] {
		return [...this.#lanes.values()].filter((lane) => !lane.isOver).map((lane) => lane.task);
	}

	/** Shows what is due. Called on a common beat for all turns of the process. */
	tick(nowMs: number): void {
		const events: StreamEvent[] = [];
		const offsets = { a: this.log.text.a.length, b: this.log.text.b.length };
		for (const { slot, text } of this.#pacer.tick(nowMs) as Emission[]) {
			const lane = this.#lanes.get(slot);
			if (lane === undefined || lane.isEnding) continue;
			lane.hasEmitted = true;
			events.push({ event: "reply-delta", data: { slot, text, at: offsets[slot] } });
			offsets[slot] += text.length;
		}
		this.log.append(events);
		for (const lane of this.#lanes.values())
			if (!lane.isEnding && this.#pacer.isDrained(lane.task.slot)) this.#end(lane);
	}

	async #run(lane: Lane): Promise<void> {
		const { slot } = lane.task;
		const result = await generateReply(this.task, lane.task, lane.stop.signal, (text) => {
			if (lane.isStopped) return;
			this.#pacer.push(slot, text);
			// A first token does not wait for the beat.
			if (!lane.hasEmitted) this.tick(runtime().clock.nowMs());
		});
		if (lane.isStopped) return;
		lane.failure = result.failure;
		this.#pacer.finish(slot);
		this.tick(runtime().clock.nowMs());
	}

	/** Stores the reply, then tells; one after the other, so that event numbers stay known. */
	#end(lane: Lane): void {
		lane.isEnding = true;
		this.#ending = this.#ending.then(async () => {
			const { slot } = lane.task;
			const text = this.log.text[slot];
			const end: ReplyEnd = { ...endOf(lane), text, words: countWords(text) };
			const isLast = [...this.#lanes.values()].every((other) => other === lane || other.isOver);
			const kept = await finishReply(this.task, lane.task, end, this.log, isLast);
			lane.isOver = true;
			const reason = end.reason === null ? {} : { reason: end.reason };
			// Without the lease somebody else has ended this reply already; whoever watches here is told so.
			const state = kept.isOwner ? end.state : "interrupted";
			this.log.append([
				{ event: "reply-end", data: { slot, state, words: end.words, ...reason } },
				...(isLast ? [{ event: "turn-end" as const, data: {} }] : []),
			]);
			if (isLast) this.#onOver();
		});
	}
}

function endOf(lane: Lane): Pick<ReplyEnd, "state" | "reason"> {
	if (lane.isInterrupted) return { state: "interrupted", reason: "unavailable" };
	if (lane.isStopped) return { state: "stopped", reason: null };
	return { state: lane.failure === null ? "done" : "failed", reason: lane.failure };
}
