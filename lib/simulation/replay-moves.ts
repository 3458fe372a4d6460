import { seededRandom } from "#lib/kernel/random.ts";
import type { Environment } from "./environment.ts";
import type { EpisodeRecord } from "./episode/record.ts";

/**
 * The state that the moves of a stored game lead to, for the order `environment` and environments whose steps use
 * no random numbers: what was said is all that a grade needs, so old games can be graded by new code.
 */
export function replayMoves<State, Init>(
	environment: Environment<State, Init>,
	record: Pick<EpisodeRecord, "scenario" | "messages">,
): State {
	const random = seededRandom(record.scenario.seed);
	let state = environment.reset(record.scenario.init as Init, random);
	for (const message of record.messages) {
		// A message to all is a person's last word, which is no move.
		if (message.kind !== "text" || message.to === "all") continue;
		const { seat, text } = message;
		state = environment.step(state, { kind: "text", seat, text }, random).state;
	}
	return state;
}
