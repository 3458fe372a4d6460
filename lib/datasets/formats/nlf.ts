import { z } from "zod";
import type { EpisodeFeedback, RecordedEpisode } from "#lib/datasets/episode-record.ts";
import { type FormattedRows, rowsOf } from "#lib/datasets/left-out.ts";
import { partsAt } from "#lib/datasets/shared-prefix.ts";
import { voidColumn } from "#lib/datasets/void-column.ts";
import { type ChatMessage, chatMessageSchema, chatProblem } from "./chat-message.ts";

/** A reply, what was said about it in words, and what became of it. */
export const nlfRowSchema = z.strictObject({
	/** All that was said before the reply. */
	conversation: z.array(chatMessageSchema).min(1),
	turn: z.int().min(1),
	response: z.string().min(1),
	critique: z.string().min(1).nullable(),
	refinement: z.string().min(1).nullable(),
	/** The model's next reply; null when there was none. */
	next_response: z.string().nullable(),
	score_before: z.number().nullable(),
	score_after: z.number().nullable(),
	/** The feedback was given by someone who knew the right answer. */
	with_gold: z.boolean(),
	...voidColumn,
});
export type NlfRow = z.infer<typeof nlfRowSchema>;

/** A row of each feedback. Feedback without words or to no words is left out, and void conversations are. */
export function nlfRows(
	episodes: readonly RecordedEpisode[],
	{ includeVoid = false }: { includeVoid?: boolean } = {},
): FormattedRows<NlfRow> {
	const given = episodes.flatMap((episode) =>
		episode.feedback.map((feedback) => ({ episode, feedback })),
	);
	return rowsOf(given, ({ episode, feedback }) => {
		if (!includeVoid && episode.isVoid) return { leftOut: "void" };
		if (!feedback.critique && !feedback.refinement) return { leftOut: "no-feedback" };
		const parts = partsAt(episode, feedback.turn);
		const response = parts === null ? "" : wordsOf(parts.reply);
		if (parts === null || response === "") return { leftOut: "no-reply" };
		return rowOf(episode, feedback, parts.prefix, response);
	});
}

function rowOf(
	episode: RecordedEpisode,
	feedback: EpisodeFeedback,
	conversation: ChatMessage[],
	response: string,
): NlfRow {
	const next = partsAt(episode, feedback.turn + 1);
	return {
		conversation,
		turn: feedback.turn,
		response,
		critique: feedback.critique || null,
		refinement: feedback.refinement || null,
		next_response: next === null ? null : wordsOf(next.reply),
		score_before: feedback.scoreBefore,
		score_after: next === null ? null : feedback.scoreAfter,
		with_gold: feedback.withGold,
	};
}

/** What was said to the other side: the last message without calls of tools. */
const wordsOf = (reply: readonly ChatMessage[]) =>
	reply.findLast(({ role, tool_calls }) => role === "assistant" && tool_calls === undefined)
		?.content ?? "";

/** What is wrong with a row beside its columns; null when nothing is. */
export function nlfProblem(row: NlfRow): string | null {
	if (row.critique === null && row.refinement === null)
		return "there is neither a critique nor a refinement";
	if (row.next_response === null && row.score_after !== null)
		return "score_after without a next_response";
	if (row.conversation.at(-1)?.role === "assistant")
		return "the conversation ends with an assistant message";
	return chatProblem(row.conversation);
}
