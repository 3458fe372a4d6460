import type { Seat } from "#lib/simulation/scenario.ts";
import { type Draft, end } from "./draft.ts";
import type { EndReason } from "./record.ts";

/** Decides who is asked next, or that the conversation is over. */
export function nextSpeaker(draft: Draft): void {
	const { state } = draft;
	const { policy } = state.setup.scenario;
	state.callsInTurn = 0;
	const next = policy.order === "environment" ? mover(draft) : speaker(draft);
	// What is over anyway did not end for want of steps.
	if ("end" in next) end(draft, next.end);
	else if (state.steps >= policy.stepsMax) end(draft, "steps-max");
	else {
		if (next.beginsTurn) state.turn += 1;
		state.phase = { at: "asking", seat: next.seat };
	}
}

type Next = { seat: Seat; beginsTurn: boolean } | { end: EndReason };

/** Whom the environment wants to move. A turn is one move of the contested seat. */
function mover({ state }: Draft): Next {
	const { policy, contested } = state.setup.scenario;
	const seat = environmentMover(state);
	if (seat === null) return { end: "environment-done" };
	const beginsTurn = seat === contested;
	return beginsTurn && state.turn >= policy.turnsMax ? { end: "turns-max" } : { seat, beginsTurn };
}

function environmentMover({ setup, remote, environment }: Draft["state"]): Seat | null {
	if (setup.environment === "remote")
		return remote?.done === false ? setup.scenario.contested : null;
	return setup.suite.environment?.toMove?.(environment) ?? null;
}

/** The speakers in their order. A turn is one round; at its end everybody hears what was held back. */
function speaker({ state }: Draft): Next {
	const { policy } = state.setup.scenario;
	const beginsTurn = state.speaker === 0;
	if (beginsTurn) {
		state.messages.push(...state.held);
		state.held = [];
	}
	const seat = policy.speakers[state.speaker];
	if (seat === undefined || (beginsTurn && state.turn >= policy.turnsMax))
		return { end: "turns-max" };
	state.speaker = (state.speaker + 1) % policy.speakers.length;
	return { seat, beginsTurn };
}
