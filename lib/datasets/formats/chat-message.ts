import { z } from "zod";
import type { EpisodeMessage, RecordedEpisode } from "#lib/datasets/episode-record.ts";
import { canonicalJson } from "#lib/simulation/json.ts";

/** A message in the chat form that trainers read. Arguments are JSON text, so that all rows have one schema. */
export const chatMessageSchema = z.strictObject({
	role: z.enum(["system", "user", "assistant", "tool"]),
	content: z.string(),
	tool_calls: z
		.array(
			z.strictObject({
				id: z.string().min(1),
				type: z.literal("function"),
				function: z.strictObject({ name: z.string(), arguments: z.string() }),
			}),
		)
		.optional(),
	tool_call_id: z.string().min(1).optional(),
	name: z.string().optional(),
});
export type ChatMessage = z.infer<typeof chatMessageSchema>;

/** A tool in the form that trainers read. Its parameters are a JSON Schema as text. */
export const chatToolSchema = z.strictObject({
	type: z.literal("function"),
	function: z.strictObject({
		name: z.string().min(1),
		description: z.string(),
		parameters: z.string(),
	}),
});
export type ChatTool = z.infer<typeof chatToolSchema>;

export function chatMessage({ role, text, toolCalls, answers }: EpisodeMessage): ChatMessage {
	const calls = toolCalls.map(({ id, name, arguments: given }) => ({
		id,
		type: "function" as const,
		function: { name, arguments: canonicalJson(given) },
	}));
	return {
		role,
		content: text,
		...(calls.length > 0 && { tool_calls: calls }),
		...(answers !== null && { tool_call_id: answers.id, name: answers.name }),
	};
}

export const chatTools = ({ tools }: RecordedEpisode): ChatTool[] =>
	tools.map(({ name, description, parameters }) => ({
		type: "function",
		function: { name, description, parameters: canonicalJson(parameters) },
	}));

/**
 * What is wrong with a chat, or null: a system message stands first if anywhere, and each tool message answers a call
 * made before it that nothing has answered. `calls` are those made before the chat begins.
 */
export function chatProblem(
	messages: readonly ChatMessage[],
	before: readonly ChatMessage[] = [],
): string | null {
	const open = new Set<string>();
	for (const [i, message] of [...before, ...messages].entries()) {
		if (message.role === "system" && i > 0) return `message ${i + 1} is a system message`;
		if (message.tool_calls !== undefined && message.role !== "assistant")
			return `message ${i + 1} calls tools but is no assistant message`;
		if ((message.role === "tool") !== (message.tool_call_id !== undefined))
			return `message ${i + 1}: a tool message, and nothing else, has a tool_call_id`;
		if (message.tool_call_id !== undefined && !open.delete(message.tool_call_id))
			return `message ${i + 1} answers no open call`;
		for (const { id } of message.tool_calls ?? []) open.add(id);
	}
	return null;
}

/** The text of a chat or message by which equal ones are recognised. */
export const chatText = (value: ChatMessage | readonly ChatMessage[]): string =>
	canonicalJson(value);
