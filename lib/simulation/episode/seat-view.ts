import type { Scenario, Seat } from "#lib/simulation/scenario.ts";
import type { ToolSpec } from "#lib/simulation/tools.ts";
import { type Message, type SeatView, visibleTo } from "#lib/simulation/view.ts";
import type { EpisodeState } from "./state.ts";

/** What a seat may know now. The only way from the state to a driver. */
export function viewFor(state: EpisodeState, seat: Seat): SeatView {
	const { scenario } = state.setup;
	const { policy } = scenario;
	return {
		seat,
		instructions: scenario.seats.find(({ name }) => name === seat)?.instructions ?? "",
		messages: seatMessages(scenario, seat, state.messages),
		tools: toolsOf(state, seat),
		turn: state.turn,
		turnsLeft: policy.showCountdown ? Math.max(0, policy.turnsMax - state.turn + 1) : null,
	};
}

/** The messages that a seat may see, in the order in which it said and heard them. */
export function seatMessages(
	{ policy }: Pick<Scenario, "policy">,
	seat: Seat,
	messages: readonly Message[],
): Message[] {
	const visible = visibleTo(seat, messages);
	return policy.order === "simultaneous" ? ownFirst(seat, visible) : visible;
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
