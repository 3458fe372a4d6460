import type { Json } from "#lib/simulation/json.ts";
import type { Scenario } from "#lib/simulation/scenario.ts";
import type { Message } from "#lib/simulation/view.ts";

/** Why a conversation ended. */
export const endReasons = [
	"user-stop",
	"agent-submit",
	"environment-done",
	"turns-max",
	"steps-max",
	"budget",
	"timeout",
	"too-many-errors",
	"agent-error",
	"user-error",
	"infrastructure-error",
	"context-exceeded",
	"human-end",
] as const;
export type EndReason = (typeof endReasons)[number];

/** Ends that say nothing about the contested model: the conversation is void and played again. */
export const voidingReasons: ReadonlySet<EndReason> = new Set([
	"user-error",
	"infrastructure-error",
]);

/** A finished conversation as checks and jurors are given it. */
export interface EpisodeRecord {
	scenario: Scenario;
	messages: readonly Message[];
	end: EndReason;
	/** Turns that were begun. */
	turns: number;
	/** Last state of an environment in this process; null without one, or with one over HTTP. */
	environment: unknown;
	/** `score` of the environment, wherever it is; empty without one. */
	environmentScore: Readonly<Record<string, number>>;
	/** `info` of each step of the environment, in order, nulls left out. */
	environmentInfo: readonly Json[];
	/** State of the seats' programs, such as what a simulated user has revealed. */
	programs: Readonly<Record<string, unknown>>;
}
