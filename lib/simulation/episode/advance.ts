import { takeAction, takeResponse } from "./act.ts";
import { askSeat, continueProgram } from "./ask.ts";
import { isAwaited } from "./awaited.ts";
import { type Draft, draftOf, end, log } from "./draft.ts";
import type { EpisodeEvent } from "./event.ts";
import { nextSpeaker } from "./next-speaker.ts";
import type { Observation } from "./observation.ts";
import type { Request } from "./request.ts";
import type { EpisodeState } from "./state.ts";
import { move, reset, runTool, takeRemote } from "./world.ts";

export interface Advanced {
	state: EpisodeState;
	/** What happened, to be stored before the request is performed. */
	events: EpisodeEvent[];
	request: Request;
}

/**
 * The episode loop as a pure step: takes what was observed (null at the very start) and goes on until
 * something from outside is needed. The same setup and observations give the same events, byte for byte.
 * Programs and environments in this process are run here; they never throw by contract.
 */
export function advance(before: EpisodeState, observation: Observation | null): Advanced {
	const { state, events, request } = advanceTo(before, observation, () => false);
	if (request === null) throw new Error("Broken invariant: nothing said where to stop");
	return { state, events, request };
}

/** As `advance`, but stops where `isThere` says so, with no request: nothing has been asked there yet. */
export function advanceTo(
	before: EpisodeState,
	observation: Observation | null,
	isThere: (state: EpisodeState) => boolean,
): Omit<Advanced, "request"> & { request: Request | null } {
	const draft = draftOf(before);
	if (observation !== null) take(draft, observation);
	for (;;) {
		const { state, events } = draft;
		if (isThere(state)) return { state, events, request: null };
		const request = proceed(draft);
		if (request !== null) return { state, events, request };
	}
}

function take(draft: Draft, observation: Observation): void {
	const { phase } = draft.state;
	const seat = "seat" in phase ? phase.seat : null;
	const { kind, meta, ...data } = observation;
	if (!isAwaited(draft.state, observation))
		throw new Error(`Broken invariant: ${kind} while the episode is at ${phase.at}`);
	log(draft, kind, seat, data, meta);
	if (observation.kind === "outside-stop") {
		// What is over already, and only waits for its score, keeps its own reason.
		if (phase.at !== "score") end(draft, observation.reason);
		return;
	}
	if (observation.kind === "remote-answer" || observation.kind === "remote-error") {
		takeRemote(draft, observation);
		return;
	}
	if (seat === null) return;
	if (observation.kind === "person-message") {
		const { text, stop } = observation;
		takeAction(draft, seat, { text, toolCalls: [], stop });
		return;
	}
	takeResponse(draft, seat, observation);
}

/** One move within the state. Null when there is more to do, else what is needed from outside. */
function proceed(draft: Draft): Request | null {
	const { state } = draft;
	const { phase } = state;
	switch (phase.at) {
		case "start":
			return reset(draft);
		case "next":
			nextSpeaker(draft);
			return null;
		case "asking":
			return askSeat(draft, phase.seat);
		case "answered":
			return continueProgram(draft, phase.seat, phase.answer);
		case "tools":
			return runTool(draft, phase.seat, phase.calls);
		case "move":
			return move(draft, phase.seat, phase.text);
		case "score":
			if (state.remote !== null && state.remote.score === null)
				return { kind: "remote-score", session: state.remote.session };
			state.phase = { at: "end", end: phase.end };
			log(draft, "end", null, { reason: phase.end });
			return null;
		case "end":
			return { kind: "finished", end: phase.end };
	}
}
