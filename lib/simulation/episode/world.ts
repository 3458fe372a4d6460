import type { EnvironmentAction, EnvironmentStep } from "#lib/simulation/environment.ts";
import type { Json } from "#lib/simulation/json.ts";
import type { Seat } from "#lib/simulation/scenario.ts";
import type { ToolCall, ToolResult, ToolSpec } from "#lib/simulation/tools.ts";
import { stop } from "./act.ts";
import { type Draft, end, endByFault, log } from "./draft.ts";
import type { Observation } from "./observation.ts";
import { readCreated, readScore, readStep } from "./remote.ts";
import type { Request } from "./request.ts";
import { cutResult } from "./result-size.ts";
import { toolsOf } from "./seat-view.ts";
import { randomOf } from "./state.ts";

/** Starts the world and the programs, and puts the history in place. */
export function reset(draft: Draft): Request | null {
	const { state } = draft;
	const { scenario, suite, environment, drivers } = state.setup;
	if (environment === "remote" && state.remote === null) return { kind: "remote-create" };
	if (environment === "in-process" && suite.environment !== null) {
		state.environment = suite.environment.reset(scenario.init, randomOf(state, "environment", 0));
		log(draft, "env-reset", null, { environment: suite.environment.name });
	}
	for (const [seat, driver] of Object.entries(drivers))
		if (driver.kind === "program")
			state.programs[seat] = driver.program.start(scenario, randomOf(state, `start ${seat}`, 0));
	for (const { seat, text } of scenario.history) {
		state.messages.push({ kind: "text", seat, turn: 0, text, to: "all" });
		log(draft, "message", seat, { kind: "text", text, to: "all", history: true });
	}
	state.phase = { at: "next" };
	return null;
}

/** Runs the first of the called tools. */
export function runTool(draft: Draft, seat: Seat, calls: readonly ToolCall[]): Request | null {
	const { state } = draft;
	const [call] = calls;
	if (call === undefined) {
		state.phase = { at: "asking", seat };
		return null;
	}
	state.steps += 1;
	const tools = toolsOf(state, seat);
	const tool = tools.find(({ name }) => name === call.name);
	if (tool === undefined) {
		const names = tools.map(({ name }) => name);
		takeResult(draft, seat, calls, { error: unknownTool(call.name, names) });
		return null;
	}
	const cost = state.toolCost + (tool.cost ?? 0);
	if (exceeds(cost, state.setup.scenario.policy.budget.toolCostMax)) {
		end(draft, "budget");
		return null;
	}
	state.toolCost = cost;
	const action: EnvironmentAction = { kind: "tool", seat, call };
	if (state.remote !== null) return { kind: "remote-step", session: state.remote.session, action };
	const step = stepInProcess(draft, action);
	const result = step.result ?? { output: "" };
	takeResult(draft, seat, calls, result, { done: step.done, effect: tool.effect });
	return null;
}

/** Sums of decimal costs are not exact: 0.1 + 0.2 does not exceed 0.3. */
const exceeds = (cost: number, max: number | null) => max !== null && cost > max + 1e-9;

const unknownTool = (name: string, names: readonly string[]) => ({
	code: "unknown-tool" as const,
	message:
		name === ""
			? "The call could not be read: it must be a JSON object with name and arguments."
			: `There is no tool ${name}. There are: ${names.join(", ") || "none"}.`,
});

function takeResult(
	draft: Draft,
	seat: Seat,
	calls: readonly ToolCall[],
	whole: ToolResult,
	after: { done: boolean; effect?: ToolSpec["effect"] } = { done: false },
): void {
	const { state } = draft;
	const { toolErrorsMax, stepsMax, resultCharsMax } = state.setup.scenario.policy;
	const [call, ...rest] = calls;
	if (call === undefined) return;
	const result = cutResult(whole, resultCharsMax);
	state.messages.push({ kind: "tool-result", seat, turn: state.turn, call, result });
	const data = "error" in result ? { error: { ...result.error } } : { output: result.output };
	log(draft, "tool-result", seat, { id: call.id, name: call.name, ...data });
	const errors = "error" in result ? (state.errorsInRow[seat] ?? 0) + 1 : 0;
	state.errorsInRow[seat] = errors;
	state.phase = { at: "tools", seat, calls: rest };
	if (after.done) end(draft, "environment-done");
	else if (errors > toolErrorsMax) endByFault(draft, seat, "too-many-errors");
	else if (errors === 0 && after.effect === "end") stop(draft, seat);
	else if (state.steps >= stepsMax) end(draft, "steps-max");
}

/** Gives a seat's words to the environment as its move. */
export function move(draft: Draft, seat: Seat, text: string): Request | null {
	const { state } = draft;
	const action: EnvironmentAction = { kind: "text", seat, text };
	if (state.remote !== null) return { kind: "remote-step", session: state.remote.session, action };
	const step = stepInProcess(draft, action);
	state.phase = { at: "next" };
	if (step.done) end(draft, "environment-done");
	return null;
}

function stepInProcess(draft: Draft, action: EnvironmentAction): EnvironmentStep<unknown> {
	const { state } = draft;
	const { environment } = state.setup.suite;
	if (environment === null) throw new Error("Broken invariant: an action without an environment");
	const step = environment.step(state.environment, action, randomOf(state, "environment"));
	state.environment = step.state;
	noteStep(draft, action.seat, step.reward, step.done, step.info ?? null);
	return step;
}

function noteStep(draft: Draft, seat: Seat, reward: number, done: boolean, info: Json): void {
	if (info !== null) draft.state.environmentInfo.push(info);
	log(draft, "env-step", seat, { reward, done, info });
}

/** Takes what an environment over HTTP answered. One that fails or answers nonsense voids the conversation. */
export function takeRemote(
	draft: Draft,
	answered: Extract<Observation, { kind: "remote-answer" | "remote-error" }>,
): void {
	const { state } = draft;
	const { phase } = state;
	const broken = () => {
		// There is nobody left to ask for a score.
		state.remote = null;
		end(draft, "infrastructure-error");
	};
	if (answered.kind === "remote-error") {
		broken();
		return;
	}
	if (phase.at === "start") {
		state.remote = readCreated(answered.answer, answered.meta);
		if (state.remote === null) broken();
		return;
	}
	if (state.remote === null) {
		broken();
		return;
	}
	if (phase.at === "score") {
		const score = readScore(answered.answer);
		if (score === null) {
			broken();
			return;
		}
		state.remote = { ...state.remote, score };
		return;
	}
	const step = readStep(answered.answer);
	if (step === null) {
		broken();
		return;
	}
	// What a tool gave is its result; only what follows a move is shown before the next one.
	const observation = phase.at === "move" ? step.observation : state.remote.observation;
	state.remote = { ...state.remote, observation, done: step.done };
	if (phase.at === "tools") {
		const [call] = phase.calls;
		const tool = state.remote.tools.find(({ name }) => name === call?.name);
		noteStep(draft, phase.seat, step.reward, step.done, step.info);
		takeResult(draft, phase.seat, phase.calls, step.result, {
			done: step.done,
			...(tool && { effect: tool.effect }),
		});
	} else if (phase.at === "move") {
		noteStep(draft, phase.seat, step.reward, step.done, step.info);
		state.phase = { at: "next" };
		if (step.done) end(draft, "environment-done");
	}
}
