import { z } from "zod";
import type { EpisodePair } from "#lib/datasets/episode-record.ts";
import { type FormattedRows, rowsOf } from "#lib/datasets/left-out.ts";
import type { PairOptions } from "#lib/datasets/pair-sides.ts";
import { sharedPrefix } from "#lib/datasets/shared-prefix.ts";
import { voidColumn } from "#lib/datasets/void-column.ts";
import { chatMessageSchema, chatProblem } from "./chat-message.ts";

/** One reply and whether it was good, in the conversational form of TRL. */
export const ktoRowSchema = z.strictObject({
	prompt: z.array(chatMessageSchema).min(1),
	completion: z.array(chatMessageSchema).min(1),
	label: z.boolean(),
	...voidColumn,
});
export type KtoRow = z.infer<typeof ktoRowSchema>;

/**
 * Two rows of each pair that shares what was said before: the chosen reply is good, the other one is not; of two
 * that were both bad neither is. Left out are ties, void ones and those without a shared prefix, where a label
 * would be of a whole conversation and not of a reply.
 */
export function ktoRows(
	pairs: readonly EpisodePair[],
	{ includeVoid = false }: PairOptions = {},
): FormattedRows<KtoRow> {
	return rowsOf<EpisodePair, KtoRow>(pairs, (pair) => {
		if (!includeVoid && (pair.a.isVoid || pair.b.isVoid)) return { leftOut: "void" };
		if (pair.outcome === "tie") return { leftOut: "tie" };
		const shared = sharedPrefix(pair);
		if (shared === null) return { leftOut: "no-shared-prefix" };
		if (shared.prefix.length === 0) return { leftOut: "no-prompt" };
		return (["a", "b"] as const).map((slot) => ({
			prompt: shared.prefix,
			completion: shared.replies[slot],
			label: pair.outcome === slot,
		}));
	});
}

/** What is wrong with a row beside its columns; null when nothing is. */
export function ktoProblem({ prompt, completion }: KtoRow): string | null {
	if (prompt.at(-1)?.role === "assistant") return "the prompt ends with an assistant message";
	if (completion[0]?.role !== "assistant")
		return "the completion does not begin with an assistant message";
	if (completion.some(({ role }) => role === "user" || role === "system"))
		return "the completion holds messages that the model did not write";
	return chatProblem(completion, prompt);
}
