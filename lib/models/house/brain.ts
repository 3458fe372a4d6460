import { assert } from "#lib/kernel/assert.ts";
import { type Random, randomInt } from "#lib/kernel/random.ts";

export interface BrainMessage {
	role: "system" | "user" | "assistant";
	text: string;
}

/**
 * The program inside a house model. Pure: the same messages and the same random numbers give the
 * same text. Texts arrive well-formed, without control characters, and of bounded length.
 */
export interface HouseBrain {
	respond(messages: readonly BrainMessage[], random: Random): string;
}

/** The text of the latest user message, "" when there is none. */
export function lastUserText(messages: readonly BrainMessage[]): string {
	return messages.findLast((message) => message.role === "user")?.text ?? "";
}

/** All texts of one role before the latest user message, oldest first. */
export function earlierTexts(
	messages: readonly BrainMessage[],
	role: BrainMessage["role"],
): string[] {
	const last = messages.findLastIndex((message) => message.role === "user");
	return messages.slice(0, Math.max(last, 0)).flatMap((m) => (m.role === role ? [m.text] : []));
}

/** One item of a list that is not empty, uniformly. */
export function pick<T>(items: readonly T[], random: Random): T {
	const item = items[randomInt(random, items.length)];
	assert(item !== undefined, "pick from an empty list");
	return item;
}

/** The list in random order (Fisher-Yates); the argument stays as it is. */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
	const rest = [...items];
	const out: T[] = [];
	while (rest.length > 0) out.push(...rest.splice(randomInt(random, rest.length), 1));
	return out;
}

/** The first letter in upper case; the rest untouched. */
export function capitalise(text: string): string {
	const [first = ""] = text;
	return first.toUpperCase() + text.slice(first.length);
}

/** True when the person asks what it is talking to, in English, French or German. */
export function asksIdentity(text: string): boolean {
	return /\b(who|what|(?:what|which) [\w ]{1,30}?) (are|r) (you|u)\b|\bwhat('s| is) your name\b|\bare you (an? )?(ai|bot|robot|human|machine|program|computer|gpt|chatgpt|claude|gemini|llama|mistral|language model)\b|\bwho (made|built|created|trained) you\b|\bqui (es-tu|êtes-vous)\b|\bwer bist du\b|\bwer sind sie\b/i.test(
		text,
	);
}
