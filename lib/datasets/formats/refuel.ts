import { z } from "zod";
import type { EpisodePair, RecordedEpisode } from "#lib/datasets/episode-record.ts";
import { type FormattedRows, rowsOf } from "#lib/datasets/left-out.ts";
import type { PairOptions } from "#lib/datasets/pair-sides.ts";
import { sharedPrefix } from "#lib/datasets/shared-prefix.ts";
import { voidColumn } from "#lib/datasets/void-column.ts";
import { type ChatMessage, chatMessageSchema, chatProblem, chatText } from "./chat-message.ts";

const maskSchema = z.array(z.union([z.literal(0), z.literal(1)]));

/**
 * Two continuations of one prefix, for regression on relative futures (REFUEL, Gao et al. 2024): the model is
 * trained on what it said in turn h alone, by the difference of what the whole rest was worth.
 */
export const refuelRowSchema = z.strictObject({
	prefix: z.array(chatMessageSchema),
	/** The turn that is masked in, from 1. */
	h: z.int().min(1),
	/** The most turns that the conversation could have had. */
	horizon: z.int().min(1),
	/** From turn h to the end. */
	chosen: z.array(chatMessageSchema).min(1),
	reject: z.array(chatMessageSchema).min(1),
	/** 1 for each message of `chosen` that bears the loss: the model's in turn h. */
	chosen_mask: maskSchema,
	reject_mask: maskSchema,
	chosen_reward: z.number(),
	reject_reward: z.number(),
	/** The judge saw no difference, or the rewards are equal. */
	tie: z.boolean(),
	/** Who sat in the other seats. */
	user_model: z.string(),
	/** Whose continuations they are. */
	policy: z.strictObject({ chosen: z.string().min(1), reject: z.string().min(1) }),
	...voidColumn,
});
export type RefuelRow = z.infer<typeof refuelRowSchema>;

/**
 * A row of each pair that was parted by a fork or has one turn. Chosen is the one with the higher score, whoever
 * judged. Ties are left out and counted unless they are asked for (a regression can use them, then a comes first); void
 * ones, those without a shared prefix, a score or a difference in the words of turn h always are.
 */
export function refuelRows(
	pairs: readonly EpisodePair[],
	{ includeVoid = false, includeTies = false }: PairOptions & { includeTies?: boolean } = {},
): FormattedRows<RefuelRow> {
	return rowsOf<EpisodePair, RefuelRow>(pairs, (pair) => {
		const { a, b, outcome } = pair;
		if (!includeVoid && (a.isVoid || b.isVoid)) return { leftOut: "void" };
		if (a.score === null || b.score === null) return { leftOut: "no-score" };
		const tie = outcome === "tie" || outcome === "both_bad" || a.score === b.score;
		if (tie && !includeTies) return { leftOut: "tie" };
		const shared = sharedPrefix(pair);
		if (shared === null) return { leftOut: "no-shared-prefix" };
		if (chatText(shared.replies.a) === chatText(shared.replies.b)) return { leftOut: "same-reply" };
		const [better, worse] = b.score > a.score ? (["b", "a"] as const) : (["a", "b"] as const);
		const [chosen, reject] = [pair[better], pair[worse]];
		const maskOf = (slot: "a" | "b") => maskAt(shared.rests[slot], shared.replies[slot].length);
		return {
			prefix: shared.prefix,
			h: shared.turn,
			horizon: chosen.turnsMax,
			chosen: shared.rests[better],
			reject: shared.rests[worse],
			chosen_mask: maskOf(better),
			reject_mask: maskOf(worse),
			chosen_reward: chosen.score ?? 0,
			reject_reward: reject.score ?? 0,
			tie,
			user_model: othersOf(chosen),
			policy: { chosen: chosen.model, reject: reject.model },
		};
	});
}

const othersOf = ({ others }: RecordedEpisode) => Object.values(others).sort().join(", ");

/** 1 for the model's own messages among the first ones. */
const maskAt = (messages: readonly ChatMessage[], replyLength: number): (0 | 1)[] =>
	messages.map(({ role }, i) => (i < replyLength && role === "assistant" ? 1 : 0));

/** What is wrong with a row beside its columns; null when nothing is. */
export function refuelProblem(row: RefuelRow): string | null {
	const { prefix, chosen, reject } = row;
	if (row.h > row.horizon) return "h is beyond the horizon";
	if (row.chosen_reward < row.reject_reward)
		return "chosen_reward is less than reject_reward: the two are swapped";
	if (!row.tie && row.chosen_reward === row.reject_reward)
		return "the rewards are equal but it is marked as no tie";
	if (prefix.at(-1)?.role === "assistant") return "the prefix ends with an assistant message";
	const sides = { chosen: [chosen, row.chosen_mask], reject: [reject, row.reject_mask] } as const;
	for (const [name, [messages, mask]] of Object.entries(sides)) {
		const ends = messages.findIndex(({ role }) => role !== "assistant" && role !== "tool");
		const expected = maskAt(messages, ends === -1 ? messages.length : ends);
		if (messages[0]?.role !== "assistant")
			return `${name} does not begin with an assistant message`;
		if (expected.join() !== mask.join())
			return `${name}_mask is not 1 for the assistant messages of turn h and 0 for all others`;
		const problem = chatProblem(messages, prefix);
		if (problem !== null) return `prefix and ${name}: ${problem}`;
	}
	return null;
}
