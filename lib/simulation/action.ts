import type { ToolCall } from "./tools.ts";

/** What a seat does when it is asked. */
export interface SeatAction {
	/** What it says; "" when it only calls tools. */
	text: string;
	/** Tools it calls before it is asked again; empty when its message is complete. */
	toolCalls: readonly Omit<ToolCall, "id">[];
	/** Ends the conversation after this message: `user-stop` for a user, `agent-submit` for others. */
	stop?: boolean;
}

/** A message and nothing else. */
export const say = (text: string): SeatAction => ({ text, toolCalls: [] });
