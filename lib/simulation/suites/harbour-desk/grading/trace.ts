import { seededRandom } from "#lib/kernel/random.ts";
import type { EpisodeRecord } from "#lib/simulation/episode/record.ts";
import { deskEnvironment } from "#lib/simulation/suites/harbour-desk/environment.ts";
import type { DeskInit } from "#lib/simulation/suites/harbour-desk/scene.ts";
import { type DeskCall, referenceOf, type Task } from "#lib/simulation/suites/harbour-desk/task.ts";
import { findTool } from "#lib/simulation/suites/harbour-desk/tools/specs.ts";
import type { DeskState } from "#lib/simulation/suites/harbour-desk/tools/state.ts";
import type { ToolCall, ToolResult, ToolSpec } from "#lib/simulation/tools.ts";
import type { Line } from "./consent.ts";

/** What happened in a conversation, in order. */
export type TraceEntry =
	| { kind: "customer"; text: string }
	| { kind: "assistant"; text: string }
	| { kind: "call"; call: ToolCall; result: ToolResult; effect: ToolSpec["effect"] };

/** A conversation as the checks read it. */
export interface Trace {
	task: Task;
	control: string;
	start: DeskState;
	entries: readonly TraceEntry[];
	/** The shop after the calls that succeeded. */
	final: DeskState;
	/** The shop after the reference's calls. */
	reference: DeskState;
}

/** What was said, without the calls. */
export const linesOf = (entries: readonly TraceEntry[]): Line[] =>
	entries.flatMap((entry) =>
		entry.kind === "call" ? [] : [{ who: entry.kind, text: entry.text }],
	);

export function traceOf(record: EpisodeRecord): Trace {
	const { scenario, messages } = record;
	const task = scenario.secret as Task;
	const start = deskEnvironment.reset(scenario.init as DeskInit, seededRandom(0));
	const entries = messages.flatMap((message): TraceEntry[] => {
		const isAssistant = message.seat === scenario.contested;
		if (message.kind === "text")
			return [{ kind: isAssistant ? "assistant" : "customer", text: message.text }];
		if (message.kind !== "tool-result" || !isAssistant) return [];
		const { call, result } = message;
		return [{ kind: "call", call, result, effect: findTool(call.name)?.effect ?? "read" }];
	});
	const done = entries.flatMap((entry) =>
		entry.kind === "call" && "output" in entry.result ? [entry.call] : [],
	);
	return {
		task,
		control: scenario.control,
		start,
		entries,
		final: replay(start, done),
		reference: replay(start, referenceOf(task)),
	};
}

/** The state after some calls. A call that fails changes nothing. */
export function replay(start: DeskState, calls: readonly DeskCallLike[]): DeskState {
	return calls.reduce((state, { name, arguments: given }) => {
		const call = { id: "", name, arguments: given };
		const action = { kind: "tool" as const, seat: "assistant", call };
		return deskEnvironment.step(state, action, seededRandom(0)).state;
	}, start);
}

type DeskCallLike = Pick<ToolCall, "name" | "arguments"> | DeskCall;
