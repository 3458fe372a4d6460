import { z } from "zod";
import type { EpisodePair, RecordedEpisode } from "#lib/datasets/episode-record.ts";
import { type FormattedRows, rowsOf } from "#lib/datasets/left-out.ts";
import { chosenAndRejected, type PairOptions } from "#lib/datasets/pair-sides.ts";
import { voidColumn } from "#lib/datasets/void-column.ts";
import { chatMessage, chatMessageSchema, chatProblem, chatText } from "./chat-message.ts";

const outcomeSchema = z.strictObject({
	/** The suite's primary number, higher is better; null where there is none. */
	score: z.number().nullable(),
	model: z.string().min(1),
});

/** A preference between two whole conversations of one scenario. */
export const trajectoryPairsRowSchema = z.strictObject({
	/** The suite with its version, and the control it was played by. */
	scenario: z.string().min(1),
	/** Null where it is private: a seed of the board's range. */
	seed: z.int().nullable(),
	chosen: z.array(chatMessageSchema).min(1),
	rejected: z.array(chatMessageSchema).min(1),
	/** Roles whose words the model did not write, and which bear no loss. */
	mask_roles: z.array(z.enum(["system", "user", "tool"])),
	chosen_outcome: outcomeSchema,
	rejected_outcome: outcomeSchema,
	margin: z.number().min(0).nullable(),
	source: z.string().min(1),
	...voidColumn,
});
export type TrajectoryPairsRow = z.infer<typeof trajectoryPairsRowSchema>;

const masked = ["system", "user", "tool"] as const;

/** A row of each pair. Ties, void ones and those whose conversations are equal or without a reply are left out. */
export function trajectoryPairsRows(
	pairs: readonly EpisodePair[],
	options: PairOptions = {},
): FormattedRows<TrajectoryPairsRow> {
	return rowsOf(pairs, (pair) => {
		const sides = chosenAndRejected(pair, options);
		if ("leftOut" in sides) return sides;
		const [chosen, rejected] = [chatOf(sides.chosen), chatOf(sides.rejected)];
		if (!hasReply(chosen) || !hasReply(rejected)) return { leftOut: "no-reply" };
		if (chatText(chosen) === chatText(rejected)) return { leftOut: "same-conversation" };
		const { suite, version, control, seed } = sides.chosen;
		return {
			scenario: `${suite}@${version} ${control}`,
			seed,
			chosen,
			rejected,
			mask_roles: [...masked],
			chosen_outcome: outcomeOf(sides.chosen),
			rejected_outcome: outcomeOf(sides.rejected),
			margin: pair.margin,
			source: pair.judge,
		};
	});
}

const chatOf = ({ messages }: RecordedEpisode) => messages.map(chatMessage);
const hasReply = (chat: TrajectoryPairsRow["chosen"]) =>
	chat.some(({ role }) => role === "assistant");
const outcomeOf = ({ score, model }: RecordedEpisode) => ({ score, model });

/** What is wrong with a row beside its columns; null when nothing is. */
export function trajectoryPairsProblem(row: TrajectoryPairsRow): string | null {
	const { chosen, rejected, mask_roles: roles } = row;
	if (new Set(roles).size !== roles.length) return "mask_roles names a role twice";
	for (const [name, chat] of Object.entries({ chosen, rejected })) {
		if (!hasReply(chat)) return `${name} holds no assistant message`;
		const bare = chat.find(({ role }) => role !== "assistant" && !roles.includes(role));
		if (bare !== undefined) return `${name} has ${bare.role} messages that mask_roles leaves out`;
		const problem = chatProblem(chat);
		if (problem !== null) return `${name}: ${problem}`;
	}
	const system = (chat: TrajectoryPairsRow["chosen"]) =>
		chat[0]?.role === "system" ? chat[0].content : null;
	if (system(chosen) !== system(rejected)) return "the two begin with different system messages";
	return chatText(chosen) === chatText(rejected) ? "chosen and rejected are equal" : null;
}
