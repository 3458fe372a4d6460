import { type Draft, end } from "./draft.ts";

/** Decides who is asked next, or that the conversation is over. */
export function nextSpeaker(draft: Draft): void {
	const { state } = draft;
	const { policy, contested } = state.setup.scenario;
	state.callsInTurn = 0;
	if (state.steps >= policy.stepsMax) {
		end(draft, "steps-max");
		return;
	}
	if (policy.order === "environment") {
		const seat = environmentMover(draft);
		if (seat === null) {
			end(draft, "environment-done");
			return;
		}
		if (seat === contested && state.turn >= policy.turnsMax) {
			end(draft, "turns-max");
			return;
		}
		if (seat === contested) state.turn += 1;
		state.phase = { at: "asking", seat };
		return;
	}
	if (state.remote?.done === true) {
		end(draft, "environment-done");
		return;
	}
	if (state.speaker === 0) {
		state.messages.push(...state.held);
		state.held = [];
		if (state.turn >= policy.turnsMax) {
			end(draft, "turns-max");
			return;
		}
		state.turn += 1;
	}
	const seat = policy.speakers[state.speaker];
	if (seat === undefined) {
		end(draft, "turns-max");
		return;
	}
	state.speaker = (state.speaker + 1) % policy.speakers.length;
	state.phase = { at: "asking", seat };
}

function environmentMover({ state }: Draft): string | null {
	const { suite, scenario, environment } = state.setup;
	if (environment === "remote") return state.remote?.done === false ? scenario.contested : null;
	return suite.environment?.toMove?.(state.environment) ?? null;
}
