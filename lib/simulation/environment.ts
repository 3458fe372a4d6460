import type { Random } from "#lib/kernel/random.ts";
import type { Json } from "./json.ts";
import type { Seat } from "./scenario.ts";
import type { ToolCall, ToolResult, ToolSpec } from "./tools.ts";

/** What a seat does to an environment: says something (a move in words), or calls a tool. */
export type EnvironmentAction =
	| { kind: "text"; seat: Seat; text: string }
	| { kind: "tool"; seat: Seat; call: ToolCall };

export interface EnvironmentStep<State> {
	state: State;
	/** Of a tool call, for the seat that called. */
	result?: ToolResult;
	/** Of the contested seat; 0 when the environment scores only at its end. */
	reward: number;
	done: boolean;
	/** For the log and the trace, seen by no seat: legality, parse errors, values. */
	info?: Json;
}

/**
 * A world in this process: pure and seeded. States are immutable JSON values; `step` returns a new one.
 * `random` is fresh for each step and depends on the seed and the step's number only.
 */
export interface Environment<State = unknown, Init = unknown> {
	name: string;
	reset(init: Init, random: Random): State;
	/** What a seat is shown when it is asked; "" shows nothing. */
	observe(state: State, seat: Seat): string;
	/** Who moves next, for the turn order `environment`; null when nobody does any more. */
	toMove?(state: State): Seat | null;
	tools?(state: State, seat: Seat): readonly ToolSpec[];
	/** All moves a seat could make, as the texts it would say; null when they can't be listed. */
	legal?(state: State, seat: Seat): readonly string[] | null;
	/** Never throws, whatever the text or the call: what is not understood or not legal is part of the game. */
	step(state: State, action: EnvironmentAction, random: Random): EnvironmentStep<State>;
	/** Facts of the state by name, all finite. */
	score(state: State): Record<string, number>;
}
