import type { ToolCall } from "./tools.ts";

/** What a seat does when it is asked. */
export interface SeatAction {
	/** What it says; "" when it only calls tools. */
	text: string;
	/** Tools it calls before it is asked again; empty when its message is complete. */
	toolCalls: readonly Omit<ToolCall, "id">[];
	/**
	 * Ends the conversation after this message: `agent-submit` for the contested seat, else `user-stop`. Counts only
	 * without tool calls.
	 */
	stop?: boolean;
}

/** A message and nothing else. */
export const say = (text: string): SeatAction => ({ text, toolCalls: [] });
