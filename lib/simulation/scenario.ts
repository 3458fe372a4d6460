/** A role in a scenario. `assistant` and `user` for conversations; games name their own. */
export type Seat = string;

/** The name of the scenario itself among its controls. */
export const MAIN = "main";

export interface SeatSpec {
	name: Seat;
	/** System message of the language model or person that sits here; "" for none. */
	instructions: string;
}

/**
 * What an episode may use before it is ended as `budget`; each null for no limit of its own. 0 for tokens or
 * money allows no call of a model at all; 0 for tools allows those that cost nothing.
 */
export interface Budget {
	/** Tokens in and out of all calls. Once they are used, no model is asked any more. */
	tokensMax: number | null;
	costUsdMax: number | null;
	/** Sum of the costs of called tools. A call that would go beyond it is not run. */
	toolCostMax: number | null;
}

/** How a conversation runs. */
export interface TurnPolicy {
	/**
	 * `round-robin`: the speakers in their order, again and again, each hearing the others (with two of
	 * them: alternate); a turn is one round. `environment`: the environment says who moves and what each sees.
	 * `simultaneous`: all speakers speak without hearing each other's words of this turn.
	 */
	order: "round-robin" | "environment" | "simultaneous";
	/** Who speaks, first to last; for `environment` all that may ever move. */
	speakers: readonly Seat[];
	/** The conversation ends after this many turns. With `environment` a turn is one move of the contested seat. */
	turnsMax: number;
	/** A user's stop before this many turns is a finding of the user audit. */
	turnsMin: number;
	/** Steps of any kind (messages, tool calls, moves) in the whole conversation. */
	stepsMax: number;
	/** Tool calls before one message of one seat; more end the conversation as `steps-max`. */
	toolCallsPerTurnMax: number;
	/** Failed tool calls of one seat in a row; one more ends the conversation as `too-many-errors`. */
	toolErrorsMax: number;
	/** Characters of one tool result or observation that are shown, with a note where it is cut; 40,000 when not said. */
	resultCharsMax?: number;
	budget: Budget;
	/** Tells each seat how many turns are left. */
	showCountdown: boolean;
}

/** A message that stands before the first turn, such as a gold history. */
export interface HistoryMessage {
	seat: Seat;
	text: string;
}

/**
 * A situation to play, made from a suite and a seed. `Secret` is for checks, programs and the audit alone:
 * no seat's view holds it. `Init` starts the environment and is as secret.
 */
export interface Scenario<Secret = unknown, Init = unknown> {
	suite: string;
	/** Version of the suite. */
	version: string;
	seed: number;
	/** `main`, or the name of the control that this is a twin by. */
	control: string;
	/** ISO 639-1 code of the language it is played in. */
	language: string;
	/** Named subset within the suite, such as `retail` or `misere`. */
	category: string;
	tags: readonly string[];
	/** What it is about, in a line, for people and jurors. No secrets. */
	title: string;
	seats: readonly SeatSpec[];
	/** The seat whose driver is compared. */
	contested: Seat;
	policy: TurnPolicy;
	history: readonly HistoryMessage[];
	init: Init;
	secret: Secret;
}
