import type {
	BattleView,
	FailureReason,
	ReplyState,
	ReplyView,
	TurnView,
} from "#lib/arena/battle.ts";
import type { Slot } from "#lib/arena/outcome.ts";
import type { ServerEvent } from "./event-stream.ts";

/** An event of the turn stream, as the HTTP interface names them. */
export type TurnEvent =
	| { kind: "reply-start"; slot: Slot }
	| { kind: "reply-delta"; slot: Slot; text: string; at: number | null }
	| {
			kind: "reply-end";
			slot: Slot;
			state: ReplyState;
			words: number;
			reason: FailureReason | null;
	  }
	| { kind: "turn-end" };

export interface NumberedEvent {
	/** Its number in the turn's stream; null when the server sent none. */
	id: number | null;
	event: TurnEvent;
}

const endStates: ReplyState[] = ["done", "stopped", "failed", "interrupted"];
const reasons: FailureReason[] = ["unavailable", "too-long", "refused-by-policy"];

/** Reads one stream event; null for kinds this page draws nothing for. */
export function turnEventOf(message: ServerEvent): NumberedEvent | null {
	const id = message.id !== null && /^\d+$/.test(message.id) ? Number(message.id) : null;
	if (message.event === "turn-end") return { id, event: { kind: "turn-end" } };
	const data: Record<string, unknown> = JSON.parse(message.data);
	const slot = data["slot"] === "a" || data["slot"] === "b" ? data["slot"] : null;
	if (slot === null) return null;
	if (message.event === "reply-start") return { id, event: { kind: "reply-start", slot } };
	if (message.event === "reply-delta") {
		const at = typeof data["at"] === "number" ? data["at"] : null;
		return { id, event: { kind: "reply-delta", slot, text: String(data["text"] ?? ""), at } };
	}
	if (message.event === "reply-end") {
		const state = endStates.find((name) => name === data["state"]) ?? "done";
		const reason =
			reasons.find((name) => name === (data["reason"] ?? data["failureReason"])) ?? null;
		return {
			id,
			event: { kind: "reply-end", slot, state, words: Number(data["words"] ?? 0), reason },
		};
	}
	return null;
}

/** A reply that nothing was heard of yet. */
export const pendingReply = (slot: Slot): ReplyView => ({
	slot,
	state: "pending",
	text: "",
	words: 0,
	failureReason: null,
	canRetry: false,
});

/** A turn that was just sent, before the server told more of it. */
export function newTurn(turn: number, text: string): TurnView {
	return {
		turn,
		text,
		replies: { a: pendingReply("a"), b: pendingReply("b") },
		lastEventId: 0,
		isRunning: true,
	};
}

export const isLiveReply = (reply: ReplyView): boolean =>
	reply.state === "pending" || reply.state === "streaming";

/** The turn that is being answered, if any. */
export function runningTurn(view: BattleView | null): TurnView | null {
	return view?.turns.findLast((turn) => turn.isRunning) ?? null;
}

function replyAfter(
	reply: ReplyView,
	event: Exclude<TurnEvent, { kind: "turn-end" }>,
): ReplyView | "gap" {
	if (event.kind === "reply-start") return { ...pendingReply(reply.slot), state: "streaming" };
	if (event.kind === "reply-end")
		return { ...reply, state: event.state, words: event.words, failureReason: event.reason };
	const at = event.at ?? reply.text.length;
	if (at > reply.text.length) return "gap";
	return { ...reply, state: "streaming", text: reply.text.slice(0, at) + event.text };
}

/**
 * The view after one stream event; the same object when the event was known already, `"gap"` when
 * something before it is missing and the battle must be read again. Applying an event twice changes
 * nothing: deltas say at which offset (UTF-16 units) their text stands.
 */
export function applyEvent(
	view: BattleView,
	turn: number,
	numbered: NumberedEvent,
): BattleView | "gap" {
	const current = view.turns.find((entry) => entry.turn === turn);
	if (current === undefined) return "gap";
	const { id, event } = numbered;
	// A compacted log may give an end the number of the text before it, so an equal number may be new.
	const isKnown =
		id !== null &&
		(event.kind === "reply-end" ? id < current.lastEventId : id <= current.lastEventId);
	if (isKnown && event.kind !== "turn-end") return view;
	const lastEventId = Math.max(current.lastEventId, id ?? 0);
	let next: TurnView;
	if (event.kind === "turn-end") next = { ...current, lastEventId, isRunning: false };
	else {
		const reply = replyAfter(current.replies[event.slot], event);
		if (reply === "gap") return "gap";
		next = { ...current, lastEventId, replies: { ...current.replies, [event.slot]: reply } };
	}
	const hasEnded = event.kind === "turn-end" && view.state === "answering";
	return {
		...view,
		state: hasEnded ? "open" : view.state,
		turns: view.turns.map((entry) => (entry === current ? next : entry)),
	};
}

/**
 * The server's view laid over what the page holds. An answer that was on its way while events
 * arrived is older than they are: such a turn keeps what the events made of it. Turns that did not
 * change keep their identity, so that nothing is drawn again for them.
 */
export function mergeView(current: BattleView | null, incoming: BattleView): BattleView {
	if (current === null || current.battleId !== incoming.battleId) return incoming;
	const known = new Map(current.turns.map((turn) => [turn.turn, turn]));
	const turns = incoming.turns.map((turn) => {
		const mine = known.get(turn.turn);
		if (mine === undefined) return turn;
		if (turn.isRunning && mine.lastEventId > turn.lastEventId) return mine;
		return isSame(mine, turn) ? mine : turn;
	});
	const last = turns.at(-1)?.turn ?? 0;
	const unseen = current.turns.filter((turn) => turn.turn > last);
	return { ...incoming, turns: [...turns, ...unseen] };
}

const isSame = (x: unknown, y: unknown): boolean => JSON.stringify(x) === JSON.stringify(y);
