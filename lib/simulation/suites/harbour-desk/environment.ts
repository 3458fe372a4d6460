import type { Environment, EnvironmentStep } from "#lib/simulation/environment.ts";
import type { ToolCall } from "#lib/simulation/tools.ts";
import { type DeskInit, makeScene } from "./scene.ts";
import { checkArguments } from "./tools/parameters.ts";
import { reads } from "./tools/reads.ts";
import { deskTools, findTool } from "./tools/specs.ts";
import type { DeskState, Outcome } from "./tools/state.ts";
import { writes } from "./tools/writes.ts";

/** The shop as an environment: fourteen tools for the assistant, and nothing to see without them. */
export const deskEnvironment: Environment<DeskState, DeskInit> = {
	name: "harbour-desk",
	reset: (init) => ({ world: makeScene(init).world, transfer: null }),
	observe: () => "",
	tools: (_, seat) => (seat === "assistant" ? deskTools : []),
	step(state, action) {
		if (action.kind === "text") return { state, reward: 0, done: false };
		return stepWith(state, action.call);
	},
	score: ({ transfer }) => ({ transferred: transfer === null ? 0 : 1 }),
};

function stepWith(state: DeskState, call: ToolCall): EnvironmentStep<DeskState> {
	const outcome = callTool(state, call);
	if ("error" in outcome) {
		const info = { tool: call.name, error: outcome.error.code };
		return { state, result: { error: outcome.error }, reward: 0, done: false, info };
	}
	const { output, state: next = state } = outcome;
	const effect = findTool(call.name)?.effect ?? "read";
	return {
		state: next,
		result: { output },
		reward: 0,
		done: next.transfer !== null,
		info: { tool: call.name, effect },
	};
}

function callTool(state: DeskState, call: ToolCall): Outcome {
	const tool = findTool(call.name);
	const run = tool === undefined ? undefined : (reads[tool.name] ?? writes[tool.name]);
	if (tool === undefined || run === undefined)
		return { error: { code: "unknown-tool", message: `There is no tool ${call.name}.` } };
	const checked = checkArguments(tool.parameters, call.arguments);
	return "error" in checked ? checked : run(state, checked.arguments);
}
