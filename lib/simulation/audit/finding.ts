import type { EpisodeRecord } from "#lib/simulation/episode/record.ts";
import type { Seat } from "#lib/simulation/scenario.ts";
import type { UserCard } from "#lib/simulation/users/card.ts";

/** Version of the rules: raised with any change of what is found or how grave it is. */
export const AUDIT_VERSION = "1.0.0";

/**
 * `critical`: the user helped or hindered so much that the conversation says nothing about the model. `major`: it
 * may have. `minor`: worth counting.
 */
export type Severity = "critical" | "major" | "minor";

/** What can be found. */
export type AuditRule =
	/** It told a secret, or repeated one that the other side had said. */
	| "secret-told"
	| "secret-repeated"
	/** It knew what it could not know. */
	| "unknown-told"
	/** It gave a number that nobody gave it. */
	| "invented-number"
	/** It called itself a model, wrote the other side's part, offered help, or left signs of its format. */
	| "says-it-is-a-model"
	| "speaks-for-assistant"
	| "offers-help"
	| "markup"
	/** It stopped before the fewest turns, before its goal, long after it, or past its patience. */
	| "early-stop"
	| "stop-before-goal"
	| "late-stop"
	| "past-patience"
	/** It said nothing, said what it had just heard, or said again what it had said. */
	| "empty-message"
	| "echo"
	| "repeat";

export interface Finding {
	rule: AuditRule;
	severity: Severity;
	/** Turn of the message; null for the whole conversation. */
	turn: number | null;
	/** What was found, for the trace: may hold secrets of the scenario. */
	detail: string;
}

/** What is known of a conversation whose user is audited. */
export interface UserAuditInput {
	record: EpisodeRecord;
	/** Where the user sat; `user` unless told. */
	seat?: Seat;
	/** Who it was; by default the card in the scenario's secret. Null: rules that need one find nothing. */
	card?: UserCard | null;
	/** Texts that the user was given beside its card, such as its opening. */
	given?: readonly string[];
	/** The turn whose reply reached the goal; null when none did; left out when that is not known. */
	goalReachedTurn?: number | null;
}

/** The input with all that may be left out. */
export interface AuditedUser {
	record: EpisodeRecord;
	seat: Seat;
	card: UserCard | null;
	given: readonly string[];
	/** Undefined when it is not known. */
	goalReachedTurn: number | null | undefined;
}
