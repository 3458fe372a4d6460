import type { EpisodeRecord } from "./record.ts";
import type { EpisodeState } from "./state.ts";

/** What checks and jurors are given of a finished episode. Throws when it is not finished. */
export function recordOf(state: EpisodeState): EpisodeRecord {
	const { phase, setup } = state;
	if (phase.at !== "end") throw new Error("Broken invariant: the episode is not finished");
	const isInProcess = setup.environment === "in-process" && setup.suite.environment !== null;
	return {
		scenario: setup.scenario,
		messages: [...state.messages, ...state.held],
		end: phase.end,
		turns: state.turn,
		environment: isInProcess ? state.environment : null,
		environmentScore: isInProcess
			? (setup.suite.environment?.score(state.environment) ?? {})
			: (state.remote?.score ?? {}),
		environmentInfo: state.environmentInfo,
		programs: state.programs,
	};
}
