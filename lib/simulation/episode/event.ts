import type { Json } from "#lib/simulation/json.ts";
import type { Seat } from "#lib/simulation/scenario.ts";

/** What can happen in an episode. The kinds of `Observation` come from outside, all others follow from them. */
export const eventKinds = [
	"env-reset",
	"env-step",
	"message",
	"tool-call",
	"tool-result",
	"user-decision",
	"user-stop",
	"model-request",
	"model-response",
	"model-error",
	"person-message",
	"remote-answer",
	"remote-error",
	"outside-stop",
	"fork",
	"end",
] as const;
export type EventKind = (typeof eventKinds)[number];

/** One entry of an episode's append-only log. */
export interface EpisodeEvent {
	/** From 1, without gaps. */
	seq: number;
	kind: EventKind;
	/** Null for what concerns no seat. */
	seat: Seat | null;
	/** 0 before the first turn. */
	turn: number;
	/** Equal for equal drivers, scenario and seed. */
	data: Json;
	/** What may differ between two plays of the same: ids of calls and sessions, durations. Not part of the hash. */
	meta: Json;
}
