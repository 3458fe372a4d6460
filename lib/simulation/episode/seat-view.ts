import type { Seat } from "#lib/simulation/scenario.ts";
import type { ToolSpec } from "#lib/simulation/tools.ts";
import { type SeatView, visibleTo } from "#lib/simulation/view.ts";
import type { EpisodeState } from "./state.ts";

/** What a seat may know now. The only way from the state to a driver. */
export function viewFor(state: EpisodeState, seat: Seat): SeatView {
	const { scenario } = state.setup;
	const { policy } = scenario;
	return {
		seat,
		instructions: scenario.seats.find(({ name }) => name === seat)?.instructions ?? "",
		messages: visibleTo(seat, state.messages),
		tools: toolsOf(state, seat),
		turn: state.turn,
		turnsLeft: policy.showCountdown ? Math.max(0, policy.turnsMax - state.turn + 1) : null,
	};
}

/** The tools that a seat is offered now. */
export function toolsOf(state: EpisodeState, seat: Seat): readonly ToolSpec[] {
	const { suite, scenario, environment } = state.setup;
	if (environment === "remote")
		return seat === scenario.contested ? (state.remote?.tools ?? []) : [];
	if (environment === "none" || suite.environment?.tools === undefined) return [];
	return suite.environment.tools(state.environment, seat);
}
