import type { SeatAction } from "#lib/simulation/action.ts";
import type { Seat } from "#lib/simulation/scenario.ts";
import type { ToolCall } from "#lib/simulation/tools.ts";
import type { Message } from "#lib/simulation/view.ts";
import { type Draft, end, endByFault, log } from "./draft.ts";
import type { Observation } from "./observation.ts";
import { toolsOf } from "./seat-view.ts";
import { parseTextTools } from "./text-tools.ts";

type Response = Extract<Observation, { kind: "model-response" | "model-error" }>;

/** Takes what a model answered: its own message, or advice for the program that consulted it. */
export function takeResponse(draft: Draft, seat: Seat, response: Response): void {
	const { state } = draft;
	const { usage } = response;
	state.tokens += (usage.tokensIn ?? 0) + (usage.tokensOut ?? 0);
	state.costUsd += usage.costUsd ?? 0;
	if (response.kind === "model-error") {
		takeFailure(draft, seat, response.fault);
		return;
	}
	const driver = state.setup.drivers[seat];
	if (driver?.kind === "program") {
		state.phase = { at: "answered", seat, answer: response.text };
		return;
	}
	const isText = driver?.kind === "model" && driver.tools === "text";
	const { text, toolCalls } = response;
	// Where no tools were offered, a block in the text form is talk like any other.
	const action =
		isText && toolsOf(state, seat).length > 0 ? parseTextTools(text) : { text, toolCalls };
	takeAction(draft, seat, action);
}

function takeFailure(draft: Draft, seat: Seat, fault: "agent" | "context" | "infrastructure") {
	if (fault === "infrastructure") end(draft, "infrastructure-error");
	else endByFault(draft, seat, fault === "context" ? "context-exceeded" : "agent-error");
}

/** Applies what a seat does: tool calls first, else its message, which goes to the environment or to the others. */
export function takeAction(draft: Draft, seat: Seat, action: SeatAction): void {
	const { state } = draft;
	if (action.toolCalls.length > 0) {
		takeCalls(draft, seat, action);
		return;
	}
	const isStop = action.stop === true;
	const isMove = state.setup.scenario.policy.order === "environment";
	if (action.text !== "" || !isStop) {
		state.steps += 1;
		const to = isMove ? [seat] : "all";
		speak(draft, { kind: "text", seat, turn: state.turn, text: action.text, to });
	}
	if (isStop) stop(draft, seat);
	else state.phase = isMove ? { at: "move", seat, text: action.text } : { at: "next" };
}

/** Ends the conversation because a seat wants to. */
export function stop(draft: Draft, seat: Seat): void {
	const { state } = draft;
	const isContested = seat === state.setup.scenario.contested;
	log(draft, "user-stop", seat, { turn: state.turn });
	end(draft, isContested ? "agent-submit" : "user-stop");
}

function takeCalls(draft: Draft, seat: Seat, action: SeatAction): void {
	const { state } = draft;
	const { toolCallsPerTurnMax } = state.setup.scenario.policy;
	state.callsInTurn += action.toolCalls.length;
	if (state.callsInTurn > toolCallsPerTurnMax) {
		endByFault(draft, seat, "steps-max");
		return;
	}
	// Each call is a step once it is run, so these numbers are those of the steps to come.
	const calls: ToolCall[] = action.toolCalls.map(({ name, arguments: given }, i) => ({
		id: `call-${state.steps + i + 1}`,
		name,
		arguments: given,
	}));
	calls.forEach((call, i) => {
		const text = i === 0 ? action.text : "";
		state.messages.push({ kind: "tool-call", seat, turn: state.turn, call, text });
		log(draft, "tool-call", seat, { ...call, text });
	});
	state.phase = { at: "tools", seat, calls };
}

/** Adds a message to the conversation; in a simultaneous turn nobody hears it before its end. */
function speak(draft: Draft, message: Extract<Message, { kind: "text" }>): void {
	const { state } = draft;
	const { order } = state.setup.scenario.policy;
	if (order === "simultaneous") state.held.push(message);
	else state.messages.push(message);
	const { seat, text, to } = message;
	log(draft, "message", seat, { kind: "text", text, to: to === "all" ? "all" : [...to] });
}
