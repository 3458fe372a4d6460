import type { Seat } from "./scenario.ts";
import type { ToolCall, ToolResult, ToolSpec } from "./tools.ts";

/** A message of the conversation, with who may see it. Only `viewFor` shows messages to a seat. */
export type Message =
	| { kind: "text"; seat: Seat; turn: number; text: string; to: "all" | readonly Seat[] }
	/** Seen by the seat that called. `text` is what it said along with the call. */
	| { kind: "tool-call"; seat: Seat; turn: number; call: ToolCall; text: string }
	| { kind: "tool-result"; seat: Seat; turn: number; call: ToolCall; result: ToolResult }
	/** What the environment showed to one seat. */
	| { kind: "observation"; seat: Seat; turn: number; text: string };

/** All that a seat may know when it is asked. */
export interface SeatView {
	seat: Seat;
	instructions: string;
	/** Oldest first, only what this seat said, heard, called or was shown. */
	messages: readonly Message[];
	tools: readonly ToolSpec[];
	/** From 1: the turn that the seat now speaks in. */
	turn: number;
	/** Null when the seat is not told. */
	turnsLeft: number | null;
}

/** The messages a seat may see: its own, what was said to it, what it was shown. */
export function visibleTo(seat: Seat, messages: readonly Message[]): Message[] {
	return messages.filter((message) => {
		if (message.seat === seat) return true;
		return message.kind === "text" && (message.to === "all" || message.to.includes(seat));
	});
}
