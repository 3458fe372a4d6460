import type { Json } from "#lib/simulation/json.ts";
import type { Seat } from "#lib/simulation/scenario.ts";
import type { EpisodeEvent, EventKind } from "./event.ts";
import type { EndReason } from "./record.ts";
import type { EpisodeState } from "./state.ts";

/** A state in the making: a copy that steps may change, and the events they cause. */
export interface Draft {
	state: EpisodeState;
	events: EpisodeEvent[];
}

export function draftOf(state: EpisodeState): Draft {
	return {
		state: {
			...state,
			messages: [...state.messages],
			environmentInfo: [...state.environmentInfo],
			programs: { ...state.programs },
			errorsInRow: { ...state.errorsInRow },
			held: [...state.held],
		},
		events: [],
	};
}

export function log(
	draft: Draft,
	kind: EventKind,
	seat: Seat | null,
	data: Json,
	meta: Json = null,
): void {
	const { state, events } = draft;
	state.seq += 1;
	events.push({ seq: state.seq, kind, seat, turn: state.turn, data, meta });
}

/** Ends the episode; an environment over HTTP is still asked for its score. */
export function end(draft: Draft, reason: EndReason): void {
	draft.state.phase = { at: "score", end: reason };
}

/** Ends the episode by a seat's own doing, which says nothing about the contested seat when it is another's. */
export function endByFault(draft: Draft, seat: Seat, reason: EndReason): void {
	end(draft, seat === draft.state.setup.scenario.contested ? reason : "user-error");
}
