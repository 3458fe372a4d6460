import { z } from "zod";
import type { ConsultMessage } from "#lib/simulation/program.ts";
import type { SeatView } from "#lib/simulation/view.ts";
import { countAsked } from "./asked-for.ts";
import type { Fact, UserCard } from "./card.ts";
import { transcriptText } from "./consult-chat.ts";
import { readJson } from "./read-json.ts";

/** All that a guarded user can do. It holds at most one fact, and only one that may be told. */
export type GuardedAct = { act: "answer"; fact: string } | { act: "not-known" } | { act: "refuse" };

/**
 * The act by rules: the fact that the reply asks for with the most words. A secret wins over a known fact that is
 * asked for as much, and what asks for nothing on the card is not known.
 */
export function actByRules(card: UserCard, reply: string): GuardedAct {
	const most = (facts: readonly Fact[]) =>
		facts
			.map((fact) => ({ fact, asked: countAsked(reply, fact.asks) }))
			.reduce<{ fact: Fact | null; asked: number }>(
				(best, found) => (found.asked > best.asked ? found : best),
				{ fact: null, asked: 0 },
			);
	const known = most(card.known);
	const secret = most(card.secret);
	const unknown = most(card.unknown);
	if (secret.asked > 0 && secret.asked >= Math.max(known.asked, unknown.asked))
		return { act: "refuse" };
	if (known.fact === null || unknown.asked > known.asked) return { act: "not-known" };
	return { act: "answer", fact: known.fact.id };
}

const actSchema = z.discriminatedUnion("act", [
	z.strictObject({ act: z.literal("answer"), fact: z.string() }),
	z.strictObject({ act: z.literal("not-known") }),
	z.strictObject({ act: z.literal("refuse") }),
]);

/** The act that a consulted model chose. What cannot be read, or names a fact that may not be told, refuses. */
export function readAct(card: UserCard, answer: string): GuardedAct {
	const act = readJson(answer, actSchema);
	if (act === null) return { act: "refuse" };
	if (act.act === "answer" && !card.known.some(({ id }) => id === act.fact))
		return { act: "refuse" };
	return act;
}

/** Asks a model for the act. It sees what the facts are about, never the secret and unknown ones themselves. */
export function actChat(card: UserCard, view: SeatView): ConsultMessage[] {
	const topics = (facts: readonly Fact[]) =>
		facts.map(({ id, topic }) => `- ${id}: ${topic}`).join("\n") || "- (nothing)";
	const topicsOnly = (facts: readonly Fact[]) =>
		facts.map(({ topic }) => `- ${topic}`).join("\n") || "- (nothing)";
	return [
		{
			role: "system",
			text: [
				"Someone is asked questions. Choose how they react to the last message. Answer with JSON only:",
				'{"act": "answer", "fact": "<id>"} when it asks for something they tell,',
				'{"act": "not-known"} when they do not know it,',
				'{"act": "refuse"} when they do not tell it.',
			].join("\n"),
		},
		{
			role: "user",
			text: [
				`They tell:\n${topics(card.known)}`,
				`They do not tell:\n${topicsOnly(card.secret)}`,
				`They do not know:\n${topicsOnly(card.unknown)}`,
				`Conversation:\n${transcriptText(view)}`,
			].join("\n\n"),
		},
	];
}
