import type { SeatAction } from "#lib/simulation/action.ts";
import type { Seat } from "#lib/simulation/scenario.ts";
import type { ToolCall } from "#lib/simulation/tools.ts";
import type { Message } from "#lib/simulation/view.ts";
import { type Draft, end, log } from "./draft.ts";
import type { Observation } from "./observation.ts";
import { parseTextTools } from "./text-tools.ts";

type Response = Extract<Observation, { kind: "model-response" | "model-error" }>;

/** Takes what a model answered: its own message, or advice for the program that consulted it. */
export function takeResponse(draft: Draft, seat: Seat, response: Response): void {
	const { state } = draft;
	const { usage } = response;
	state.tokens += (usage.tokensIn ?? 0) + (usage.tokensOut ?? 0);
	state.costUsd += usage.costUsd ?? 0;
	const driver = state.setup.drivers[seat];
	if (response.kind === "model-error") {
		takeFailure(draft, seat, response.fault);
		return;
	}
	if (driver?.kind === "program") {
		state.phase = { at: "answered", seat, answer: response.text };
		return;
	}
	if (driver?.kind === "model" && driver.tools === "text") {
		const parsed = parseTextTools(response.text);
		if (parsed.toolCalls.length > 0) {
			takeAction(draft, seat, { ...parsed, text: response.text });
			return;
		}
	}
	takeAction(draft, seat, { text: response.text, toolCalls: response.toolCalls });
}

/** A fault of whoever is not compared says nothing about the contested seat. */
function takeFailure(draft: Draft, seat: Seat, fault: "agent" | "context" | "infrastructure") {
	const isContested = seat === draft.state.setup.scenario.contested;
	if (fault === "infrastructure") {
		end(draft, "infrastructure-error");
		return;
	}
	if (!isContested) {
		end(draft, "user-error");
		return;
	}
	end(draft, fault === "context" ? "context-exceeded" : "agent-error");
}

/** Applies what a seat does: tool calls first, else its message, which goes to the environment or to the others. */
export function takeAction(draft: Draft, seat: Seat, action: SeatAction): void {
	const { state } = draft;
	const { policy, contested } = state.setup.scenario;
	if (action.toolCalls.length > 0) {
		takeCalls(draft, seat, action);
		return;
	}
	if (policy.order === "environment" && action.stop !== true) {
		state.steps += 1;
		speak(draft, { kind: "text", seat, turn: state.turn, text: action.text, to: [seat] });
		state.phase = { at: "move", seat, text: action.text };
		return;
	}
	if (action.text !== "" || action.stop !== true) {
		state.steps += 1;
		speak(draft, { kind: "text", seat, turn: state.turn, text: action.text, to: "all" });
	}
	state.phase = { at: "next" };
	if (action.stop !== true) return;
	log(draft, "user-stop", seat, { turn: state.turn });
	end(draft, seat === contested ? "agent-submit" : "user-stop");
}

function takeCalls(draft: Draft, seat: Seat, action: SeatAction): void {
	const { state } = draft;
	const { toolCallsPerTurnMax } = state.setup.scenario.policy;
	state.callsInTurn += action.toolCalls.length;
	if (state.callsInTurn > toolCallsPerTurnMax) {
		end(draft, "steps-max");
		return;
	}
	const calls: ToolCall[] = action.toolCalls.map(({ name, arguments: given }, i) => ({
		id: `call-${state.steps + i + 1}`,
		name,
		arguments: given,
	}));
	calls.forEach((call, i) => {
		state.steps += 1;
		const text = i === 0 ? action.text : "";
		state.messages.push({ kind: "tool-call", seat, turn: state.turn, call, text });
		log(draft, "tool-call", seat, {
			id: call.id,
			name: call.name,
			arguments: call.arguments,
			text,
		});
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
