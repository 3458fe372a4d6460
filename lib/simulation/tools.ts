import type { Json } from "./json.ts";

/** A tool as a model is offered it. */
export interface ToolSpec {
	name: string;
	description: string;
	/** JSON Schema of the arguments: an object. */
	parameters: { readonly [key: string]: Json };
	/**
	 * What a call does to the world; a forbidden write is told from a read by it. A call of an `end` tool that works
	 * ends the conversation, as a message with `stop` does.
	 */
	effect: "read" | "write" | "communicate" | "end";
	/** What a call takes from the budget of tools, also one that fails; 0 when nothing is said. */
	cost?: number;
}

/** One call of a tool by a seat. `id` is unique within the conversation. */
export interface ToolCall {
	id: string;
	name: string;
	/** The arguments as the seat gave them; a string when they were not JSON. */
	arguments: Json;
}

/** How a call of a tool can fail. */
export const toolErrorCodes = [
	"unknown-tool",
	"missing-parameter",
	"invented-parameter",
	"wrong-type",
	"wrong-value",
	"runtime",
	"timeout",
] as const;

export interface ToolError {
	code: (typeof toolErrorCodes)[number];
	/** For the seat that called; says what was expected. */
	message: string;
}

/** What a call of a tool gave. */
export type ToolResult = { output: Json } | { error: ToolError };
