import { type Random, randomInt } from "#lib/kernel/random.ts";

/** Why a counterpart says what it says. */
export type Occasion = "open" | "hold" | "concede" | "accept";

/** What a counterpart says around its move. No numbers, and nothing about its limit. */
const phrases: Readonly<Record<Occasion, readonly string[]>> = {
	open: [
		"Good day. I had a close look at the {good}, and this seems right to me.",
		"Hello! Shall we talk about the {good}? Here is where I start.",
		"Thanks for meeting me. For the {good} I have this in mind.",
	],
	hold: [
		"I hear you, but I stay where I am.",
		"That is still a long way from what I have in mind for the {good}.",
		"I would like us to agree, yet I see no reason to move now.",
	],
	concede: [
		"I can come towards you a little.",
		"Let us meet somewhere. I have moved; I hope you will too.",
		"I have thought about it again, and I can do better than before.",
		"For the sake of a deal about the {good}, here is a new figure.",
	],
	accept: [
		"Agreed, that works for me.",
		"Fine, let us shake hands on it.",
		"Good. The {good} changes hands.",
	],
};

/** Words for an occasion, drawn. */
export function wordsFor(occasion: Occasion, good: string, random: Random): string {
	const some = phrases[occasion];
	return (some[randomInt(random, some.length)] ?? "").replace("{good}", good);
}
