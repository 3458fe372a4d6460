import { z } from "zod";
import type { RecordedEpisode } from "#lib/datasets/episode-record.ts";
import { type FormattedRows, rowsOf } from "#lib/datasets/left-out.ts";
import { voidColumn } from "#lib/datasets/void-column.ts";
import {
	chatMessage,
	chatMessageSchema,
	chatProblem,
	chatToolSchema,
	chatTools,
} from "./chat-message.ts";

/** A conversation to imitate, with the messages that bear the loss. */
export const sftRowSchema = z.strictObject({
	messages: z.array(chatMessageSchema).min(1),
	tools: z.array(chatToolSchema),
	/** 1 for each message that the model is to learn, 0 for all others. */
	loss: z.array(z.union([z.literal(0), z.literal(1)])),
	...voidColumn,
});
export type SftRow = z.infer<typeof sftRowSchema>;

/**
 * A row of each conversation; `scoreMin` keeps those that are worth imitating. The loss is on what the contested seat
 * said itself: not on a history that was put before it. Void ones and those without a reply are left out.
 */
export function sftRows(
	episodes: readonly RecordedEpisode[],
	{
		includeVoid = false,
		scoreMin = null,
	}: { includeVoid?: boolean; scoreMin?: number | null } = {},
): FormattedRows<SftRow> {
	return rowsOf<RecordedEpisode, SftRow>(episodes, (episode) => {
		if (!includeVoid && episode.isVoid) return { leftOut: "void" };
		if (scoreMin !== null && (episode.score === null || episode.score < scoreMin))
			return { leftOut: "score" };
		const loss = episode.messages.map(({ role, turn }) =>
			role === "assistant" && turn > 0 ? 1 : 0,
		);
		if (!loss.includes(1)) return { leftOut: "no-reply" };
		return { messages: episode.messages.map(chatMessage), tools: chatTools(episode), loss };
	});
}

/** What is wrong with a row beside its columns; null when nothing is. */
export function sftProblem({ messages, loss }: SftRow): string | null {
	if (messages.length !== loss.length)
		return `there are ${messages.length} messages but ${loss.length} entries of loss`;
	const wrong = messages.findIndex(({ role }, i) => loss[i] === 1 && role !== "assistant");
	if (wrong !== -1) return `message ${wrong + 1} bears a loss but is no assistant message`;
	if (!loss.includes(1)) return "no message bears a loss";
	return chatProblem(messages);
}
