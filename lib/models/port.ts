import type { FailureReason } from "#lib/arena/battle.ts";

/** A message as a model is given it. */
export interface ChatMessage {
	role: "system" | "user" | "assistant" | "tool";
	text: string;
	/** Of an assistant message: the tools it called. */
	toolCalls?: readonly { id: string; name: string; arguments: unknown }[];
	/** Of a tool message: which call it answers. */
	answers?: { id: string; name: string };
}

/** A tool as a model is offered it; `parameters` is a JSON Schema of an object. */
export interface OfferedTool {
	name: string;
	description: string;
	parameters: { readonly [key: string]: unknown };
}

/** What one call to an endpoint is asked for. */
export interface CallInput {
	/** Id of the model (a row of `models`), whose first healthy endpoint is called. */
	modelId: string;
	/** Without the model's own system prefix, which the port adds. */
	messages: ChatMessage[];
	/** 31-bit seed, passed on where the endpoint takes one. */
	seed: number;
	maxOutputTokens: number;
	/** Offered through the endpoint's own interface for tools; none when left out. */
	tools?: readonly OfferedTool[];
	/** What is played, for house players alone: it holds the key to the answers and never leaves the process. */
	scene?: unknown;
	/** Aborting ends the call at once; the outcome says `aborted`. */
	signal: AbortSignal;
	/** Called with each piece of visible text as it arrives, never with reasoning. */
	onText(text: string): void;
}

/** How a call failed: a neutral reason for the voter, the rest for the trace. */
export interface CallFailure {
	reason: FailureReason;
	/** Stable: connect-timeout, first-token-timeout, stalled, total-timeout, rate-limited, server-error, bad-request, unauthorized, not-found, malformed, truncated, empty, content-filter, context-exceeded, circuit-open, network, unknown. */
	code: string;
	/** True when the same call may work a moment later. */
	isRetryable: boolean;
	/** From Retry-After, when the provider sent one. */
	retryAfterMs: number | null;
	httpStatus: number | null;
	/** The provider's own words, cut to 2,000 characters, secrets removed. Never reaches a browser before the reveal. */
	text: string;
}

/** The record of one call; every call leaves one. Times in ms, money in US dollars. */
export interface CallTrace {
	provider: string;
	requestedModel: string;
	returnedModel: string | null;
	/** Sampling parameters, limits, seed and number of messages; no texts. */
	parameters: Record<string, unknown>;
	startedAt: Date;
	firstTokenMs: number | null;
	durationMs: number;
	tokensIn: number | null;
	tokensOut: number | null;
	tokensReasoning: number | null;
	tokensCached: number | null;
	/** The provider reported no usage and the counts are our estimate. */
	tokensEstimated: boolean;
	costUsd: number | null;
	finishReason: string | null;
	httpStatus: number | null;
}

/** The result of one call. `text` holds what arrived, also when it failed or was aborted. Never throws for a provider's fault. */
export interface CallOutcome {
	state: "ok" | "failed" | "aborted";
	text: string;
	/** Tools it called, when some were offered. `arguments` is a text when it was not JSON. */
	toolCalls?: readonly { name: string; arguments: unknown }[];
	failure: CallFailure | null;
	trace: CallTrace;
}

/** The port through which every model is called: real providers, house models, scripted models in tests. */
export interface ModelPort {
	call(input: CallInput): Promise<CallOutcome>;
}
