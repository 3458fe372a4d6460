import type { Seat } from "#lib/simulation/scenario.ts";
import type { ToolSpec } from "#lib/simulation/tools.ts";
import { type Message, type SeatView, visibleTo } from "#lib/simulation/view.ts";
import type { EpisodeState } from "./state.ts";

/** What a seat may know now. The only way from the state to a driver. */
export function viewFor(state: EpisodeState, seat: Seat): SeatView {
	const { scenario } = state.setup;
	const { policy } = scenario;
	const visible = visibleTo(seat, state.messages);
	return {
		seat,
		instructions: scenario.seats.find(({ name }) => name === seat)?.instructions ?? "",
		messages: policy.order === "simultaneous" ? ownFirst(seat, visible) : visible,
		tools: toolsOf(state, seat),
		turn: state.turn,
		turnsLeft: policy.showCountdown ? Math.max(0, policy.turnsMax - state.turn + 1) : null,
	};
}

/** What a seat said in a simultaneous turn comes before what it heard only afterwards. */
function ownFirst(seat: Seat, messages: readonly Message[]): Message[] {
	// Turn 0 is the history, which keeps its order.
	const rank = ({ turn, seat: speaker }: Message) =>
		turn * 2 + (turn > 0 && speaker !== seat ? 1 : 0);
	return messages.toSorted((one, other) => rank(one) - rank(other));
}

/** The tools that a seat is offered now. */
export function toolsOf(state: EpisodeState, seat: Seat): readonly ToolSpec[] {
	const { suite, scenario, environment } = state.setup;
	if (environment === "remote")
		return seat === scenario.contested ? (state.remote?.tools ?? []) : [];
	if (environment === "none" || suite.environment?.tools === undefined) return [];
	return suite.environment.tools(state.environment, seat);
}
