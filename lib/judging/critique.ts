import { z } from "zod";
import { assert } from "#lib/kernel/assert.ts";
import { deriveMark, fenceSection, plainText, quoteLines } from "./fence.ts";
import { type ParsedVerdict, parseVerdict } from "./parse-verdict.ts";
import { fenceRule, type PromptMessage } from "./prompt.ts";
import { type JudgedConversation, renderMessages } from "./transcript.ts";

export const critiqueVersion = "1.0.0";

const critiqueSchema = z.object({
	critique: z.string().trim().min(1).max(20_000),
	refinement: z.string().trim().min(1).max(100_000),
});

/** What is wrong with a reply, and the reply as it should have been: two separate texts. */
export interface Critique {
	critique: string;
	refinement: string;
	/** The critique repeats the gold answer, so that showing it would give the answer away. */
	quotesGold: boolean;
}

/** Shorter gold answers, such as "4", occur in any prose and are not looked for. */
const GOLD_CHARACTERS_MIN = 4;

/**
 * Asks for critique and refinement of the message at index `reply`, seen with all that came before
 * it. `gold` is the right answer where there is one; the critique may use it and must not tell it.
 * Throws `conversation-too-long` (400) as `renderMessages` does.
 */
export function critiquePrompt(input: {
	conversation: JudgedConversation;
	reply: number;
	gold: string | null;
	nonce: string;
	charactersMax: number;
}): PromptMessage[] {
	const { conversation, reply, gold } = input;
	const message = conversation.messages[reply];
	assert(message !== undefined, "the reply to criticise is in the conversation");
	const texts = conversation.messages.slice(0, reply + 1).map(({ text }) => text);
	const mark = deriveMark(input.nonce, [conversation.task, ...texts, gold ?? ""]);
	const span = { from: 0, to: reply + 1 };
	const lines = renderMessages(conversation.messages, span, input.charactersMax);
	const sections = [
		fenceSection(mark, "task", quoteLines(conversation.task)),
		fenceSection(mark, "conversation", lines),
		...(gold === null ? [] : [fenceSection(mark, "gold", quoteLines(gold))]),
		"Answer now with the JSON object alone.",
	];
	return [
		{ role: "system", text: systemText(mark, reply + 1, message.seat, gold !== null) },
		{ role: "user", text: sections.join("\n\n") },
	];
}

function systemText(mark: string, number: number, seat: string, hasGold: boolean): string {
	const gold = hasGold
		? 'The section "gold" holds the right answer. Use it to find what is wrong, but neither quote nor hint at it in the critique.'
		: "Nobody gives you the right answer. Where you are not sure, say so.";
	return [
		`Critique ${critiqueVersion}`,
		[
			`Criticise message [${number}], by the seat "${seat}", as a reply to all that came before it:`,
			"what is wrong or missing, where, and why it matters; and what is right, in short. Then write",
			"the whole reply as it should have been, in the language of the conversation, without a word",
			"about the critique.",
		].join(" "),
		gold,
		fenceRule(mark),
		'Answer with one JSON object of this shape and nothing else:\n{"critique": "...", "refinement": "..."}',
		'If you cannot do this, answer {"refused": "why"}.',
	].join("\n\n");
}

/** Reads critique and refinement from a reply, as strictly as a verdict. Never throws. */
export function parseCritique(reply: string, gold: string | null): ParsedVerdict<Critique> {
	const parsed = parseVerdict(reply, critiqueSchema);
	if (parsed.status !== "ok") return parsed;
	const flat = (text: string) => plainText(text).toLowerCase().replace(/\s+/gu, " ").trim();
	const answer = flat(gold ?? "");
	const quotesGold =
		answer.length >= GOLD_CHARACTERS_MIN && flat(parsed.verdict.critique).includes(answer);
	return { status: "ok", verdict: { ...parsed.verdict, quotesGold } };
}
