import type { EndReason, EpisodeRecord } from "#lib/simulation/episode/record.ts";
import { bookingCard, talkScenario } from "#lib/simulation/users/converse.fixture.ts";
import type { Message } from "#lib/simulation/view.ts";

/** A conversation of the booking card's user, as pairs of its message and the reply. */
export function talkRecord(
	turns: readonly (readonly [string, string])[],
	options: { end?: EndReason; turnsMin?: number; seed?: number } = {},
): EpisodeRecord {
	const { end = "turns-max", turnsMin = 1, seed = 7 } = options;
	const scenario = talkScenario({ card: bookingCard });
	const messages = turns.flatMap(([user, assistant], i): Message[] => [
		{ kind: "text", seat: "user", turn: i + 1, text: user, to: "all" },
		{ kind: "text", seat: "assistant", turn: i + 1, text: assistant, to: "all" },
	]);
	return {
		scenario: { ...scenario, seed, policy: { ...scenario.policy, turnsMin } },
		messages,
		end,
		turns: turns.length,
		environment: null,
		environmentScore: {},
		environmentInfo: [],
		programs: {},
	};
}
