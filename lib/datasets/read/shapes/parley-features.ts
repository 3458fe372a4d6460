import { memberOf, numberOf, sumOf } from "#lib/datasets/read/cells.ts";

/** Where a message's style or a call holds each feature. */
const styleMembers: Readonly<Record<string, string>> = {
	headers: "headers",
	lists: "lists",
	bold: "bold",
	emoji: "emoji",
	citations: "citations",
	words: "words",
	characters: "characters",
};
const callMembers: Readonly<Record<string, string>> = {
	tokens: "tokens_out",
	latency: "duration_ms",
	cost: "cost_usd",
};

export const conversationFeatures = [...Object.keys(styleMembers), ...Object.keys(callMembers)];

/**
 * A feature of one conversation up to a turn: the sum over the replies that were shown, or over the
 * last call of each turn, which gave the shown reply. NaN when nothing is known.
 */
export function conversationFeature(conversation: unknown, feature: string, turn: number): number {
	const style = styleMembers[feature];
	let sum = Number.NaN;
	const add = (value: number) => {
		if (!Number.isNaN(value)) sum = (Number.isNaN(sum) ? 0 : sum) + value;
	};
	if (style !== undefined) {
		for (const message of listOf(memberOf(conversation, "messages")))
			if (memberOf(message, "role") === "assistant" && numberOf(memberOf(message, "turn")) <= turn)
				add(sumOf(memberOf(memberOf(message, "style"), style)));
		return sum;
	}
	const shown = new Map<number, unknown>();
	for (const call of listOf(memberOf(conversation, "calls")))
		shown.set(numberOf(memberOf(call, "turn")), call);
	for (const [at, call] of shown)
		if (at <= turn) add(numberOf(memberOf(call, callMembers[feature] ?? "")));
	return sum;
}

function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}
