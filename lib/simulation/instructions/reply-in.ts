import type { EpisodeRecord } from "#lib/simulation/episode/record.ts";

/** The contested seat's message of a turn; "" when there is none. */
export function replyIn({ scenario, messages }: EpisodeRecord, turn: number): string {
	const last = messages.findLast(
		(message) =>
			message.kind === "text" && message.seat === scenario.contested && message.turn === turn,
	);
	return last?.kind === "text" ? last.text : "";
}
