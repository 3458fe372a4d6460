import type { Random } from "#lib/kernel/random.ts";
import type { SeatAction } from "./action.ts";
import type { Json } from "./json.ts";
import type { Scenario, Seat } from "./scenario.ts";
import type { SeatView } from "./view.ts";

/** A message to the language model that helps a program word or choose something. */
export interface ConsultMessage {
	role: "system" | "user" | "assistant";
	text: string;
}

export interface ProgramInput<State> {
	scenario: Scenario;
	seat: Seat;
	view: SeatView;
	state: State;
	/** Fresh for each act; depends on the seed and the step's number only. */
	random: Random;
	/** What the consulted language model answered; null when the program is asked anew. */
	answer: string | null;
}

/** Either an action, or a question to the language model behind this seat, whose answer comes with the next act. */
export type ProgramStep<State> = {
	state: State;
	/** Why, for the log; seen by no seat. */
	decision?: Json;
} & ({ action: SeatAction } | { consult: readonly ConsultMessage[] });

/**
 * A program that drives a seat: a simulated user or an opponent. Pure; its state is JSON and is kept with
 * the conversation, so that a fork goes on with the same user in the same state.
 */
export interface Program<State = unknown> {
	name: string;
	/** Part of the pairing key: conversations of different versions are never compared. */
	version: string;
	mode: "script" | "rule" | "persona" | "sharded" | "guarded" | "feedback" | "attacker";
	/** One line for people. */
	title: string;
	/** Consults a language model, so an episode must name one for this seat. */
	needsModel: boolean;
	start(scenario: Scenario, random: Random): State;
	act(input: ProgramInput<State>): ProgramStep<State>;
}
