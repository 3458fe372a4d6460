import { z } from "zod";
import type { EpisodePair } from "#lib/datasets/episode-record.ts";
import { type FormattedRows, rowsOf } from "#lib/datasets/left-out.ts";
import { type PairOptions, partedSides } from "#lib/datasets/pair-sides.ts";
import { voidColumn } from "#lib/datasets/void-column.ts";
import {
	chatMessageSchema,
	chatProblem,
	chatText,
	chatToolSchema,
	chatTools,
} from "./chat-message.ts";

/** A preference between two replies to the same prompt, in the conversational form of TRL. */
export const dpoRowSchema = z.strictObject({
	prompt: z.array(chatMessageSchema).min(1),
	chosen: z.array(chatMessageSchema).min(1),
	rejected: z.array(chatMessageSchema).min(1),
	tools: z.array(chatToolSchema).optional(),
	margin: z.number().min(0).nullable(),
	/** Who judged. */
	source: z.string().min(1),
	...voidColumn,
});
export type DpoRow = z.infer<typeof dpoRowSchema>;

/**
 * A row of each pair that shares what was said before: of one turn each, or parted by a fork, then with what both
 * said in that turn. Ties, void ones, those without a shared prefix and those with equal replies are left out.
 */
export function dpoRows(
	pairs: readonly EpisodePair[],
	options: PairOptions = {},
): FormattedRows<DpoRow> {
	return rowsOf(pairs, (pair) => {
		const sides = partedSides(pair, options);
		if ("leftOut" in sides) return sides;
		const { shared, slot, other, chosen } = sides;
		const [better, worse] = [shared.replies[slot], shared.replies[other]];
		if (shared.prefix.length === 0) return { leftOut: "no-prompt" };
		if (chatText(better) === chatText(worse)) return { leftOut: "same-reply" };
		const tools = chatTools(chosen);
		return {
			prompt: shared.prefix,
			chosen: better,
			rejected: worse,
			...(tools.length > 0 && { tools }),
			margin: pair.margin,
			source: pair.judge,
		};
	});
}

/** What is wrong with a row beside its columns; null when nothing is. */
export function dpoProblem({ prompt, chosen, rejected }: DpoRow): string | null {
	if (prompt.at(-1)?.role === "assistant") return "the prompt ends with an assistant message";
	for (const [name, reply] of Object.entries({ chosen, rejected })) {
		if (reply[0]?.role !== "assistant") return `${name} does not begin with an assistant message`;
		if (reply.some(({ role }) => role === "user" || role === "system"))
			return `${name} holds messages that the model did not write`;
		const problem = chatProblem(reply, prompt);
		if (problem !== null) return `prompt and ${name}: ${problem}`;
	}
	return chatText(chosen) === chatText(rejected) ? "chosen and rejected are equal" : null;
}
