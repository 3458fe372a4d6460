import { z } from "zod";
import type { EpisodeEvent } from "#lib/simulation/episode/event.ts";
import type { Json } from "#lib/simulation/json.ts";
import type { ToolCall, ToolResult } from "#lib/simulation/tools.ts";
import type { Message } from "#lib/simulation/view.ts";

/** A stored event as far as messages are made of it. */
export type LoggedEvent = Pick<EpisodeEvent, "kind" | "seat" | "turn" | "data">;

const messageData = z.discriminatedUnion("kind", [
	z.object({
		kind: z.literal("text"),
		text: z.string(),
		to: z.union([z.literal("all"), z.array(z.string())]),
	}),
	z.object({ kind: z.literal("observation"), text: z.string() }),
]);
const callData = z.object({
	id: z.string(),
	name: z.string(),
	arguments: z.custom<Json>((value) => value !== undefined),
	text: z.string(),
});
const resultData = z.object({
	id: z.string(),
	output: z.custom<Json>((value) => value !== undefined).optional(),
	error: z.custom<Extract<ToolResult, { error: unknown }>["error"]>().optional(),
});

/**
 * The messages of a conversation, read off its log: the same as those of the state that the log leads to, without
 * playing it again. In simultaneous turns the order is that of speaking. Throws a ZodError for an event that no episode writes.
 */
export function logMessages(events: readonly LoggedEvent[]): Message[] {
	const calls = new Map<string, ToolCall>();
	return events.flatMap(({ kind, seat, turn, data }): Message[] => {
		if (seat === null) return [];
		if (kind === "message") return [{ ...messageData.parse(data), seat, turn }];
		if (kind === "tool-call") {
			const { text, ...call } = callData.parse(data);
			calls.set(call.id, call);
			return [{ kind, seat, turn, call, text }];
		}
		if (kind !== "tool-result") return [];
		const { id, output, error } = resultData.parse(data);
		const call = calls.get(id);
		if (call === undefined) return [];
		const result: ToolResult = error === undefined ? { output: output ?? null } : { error };
		return [{ kind, seat, turn, call, result }];
	});
}
