import { type Random, seededRandom, seedOf } from "#lib/kernel/random.ts";
import type { Json } from "#lib/simulation/json.ts";
import type { Scenario, Seat } from "#lib/simulation/scenario.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import type { ToolCall, ToolSpec } from "#lib/simulation/tools.ts";
import type { Message } from "#lib/simulation/view.ts";
import type { Drivers } from "./driver.ts";
import type { EndReason } from "./record.ts";

/** What is played, by whom. Fixed for the whole episode. */
export interface EpisodeSetup {
	suite: Suite;
	scenario: Scenario;
	drivers: Drivers;
	/** From 0: which repetition of the same scenario and seed this is. */
	replicate: number;
	/** Where the environment is, if the suite has one. */
	environment: "none" | "in-process" | "remote";
}

/** What the environment over HTTP last said. */
export interface RemoteState {
	session: string;
	tools: readonly ToolSpec[];
	observation: string;
	done: boolean;
	score: Readonly<Record<string, number>> | null;
}

/** Where the episode stands between two steps. */
export type Phase =
	| { at: "start" }
	| { at: "next" }
	/** The seat is to be asked, or is being asked. */
	| { at: "asking"; seat: Seat }
	/** The model that the seat's program consulted has answered. */
	| { at: "answered"; seat: Seat; answer: string }
	/** Tools it called are still to run, in order. */
	| { at: "tools"; seat: Seat; calls: readonly ToolCall[] }
	/** Its move goes to the environment. */
	| { at: "move"; seat: Seat; text: string }
	| { at: "score"; end: EndReason }
	| { at: "end"; end: EndReason };

/**
 * The whole state of an episode. Follows from the setup and the observations alone; never stored, always
 * made again from the log.
 */
export interface EpisodeState {
	setup: EpisodeSetup;
	phase: Phase;
	/** Number of the last event. */
	seq: number;
	messages: Message[];
	turn: number;
	steps: number;
	/** Index of the next speaker of the current turn, for the orders without an environment. */
	speaker: number;
	/** Tool calls of the current message. */
	callsInTurn: number;
	/** Failed tool calls in a row, by seat. */
	errorsInRow: Record<Seat, number>;
	/** How often the program that is being asked has consulted its model for this act. */
	consults: number;
	toolCost: number;
	tokens: number;
	costUsd: number;
	environment: unknown;
	environmentInfo: Json[];
	remote: RemoteState | null;
	programs: Record<Seat, unknown>;
	/** Messages of a simultaneous turn that nobody has heard yet. */
	held: Message[];
}

/** An episode before its first step. */
export function newEpisode(setup: EpisodeSetup): EpisodeState {
	return {
		setup,
		phase: { at: "start" },
		seq: 0,
		messages: [],
		turn: 0,
		steps: 0,
		speaker: 0,
		callsInTurn: 0,
		errorsInRow: {},
		consults: 0,
		toolCost: 0,
		tokens: 0,
		costUsd: 0,
		environment: null,
		environmentInfo: [],
		remote: null,
		programs: {},
		held: [],
	};
}

/**
 * Random numbers for one purpose at one step. The same for all models, drivers and controls of a seed, so
 * that conversations with equal keys meet the same chance.
 */
export function randomOf(state: EpisodeState, purpose: string, step = state.steps): Random {
	const { scenario, replicate } = state.setup;
	return seededRandom(seedOf(`${scenario.suite}|${scenario.seed}|${replicate}|${purpose}|${step}`));
}

/** The 31-bit seed that an endpoint is given with a call. */
export function callSeed(state: EpisodeState, seat: Seat): number {
	const { scenario, replicate } = state.setup;
	const { steps, consults } = state;
	return (
		seedOf(`call|${scenario.suite}|${scenario.seed}|${replicate}|${seat}|${steps}|${consults}`) >>>
		1
	);
}
